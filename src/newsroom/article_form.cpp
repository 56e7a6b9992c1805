#include "newsroom/article_form.hpp"

#include <array>

#include <fmt/format.h>

#include "content/taxonomy_rows.hpp"
#include "newsroom/sentences.hpp"
#include "theme/formats.hpp"

namespace kolokol::newsroom {
namespace {

using content::Field;

constexpr std::array<std::string_view, content::field_count> labels{
    "Headline",
    "Standfirst",
    "Dateline",
    "Language",
    "Section",
    "Topics",
    "Bylines",
    "Kind",
    "Last part of the address",
    "Time of publication",
    "Time of the last change",
    "Why it waits",
    "Lead picture",
    "Caption",
    "Photographer",
    "Agencies",
    "Licence",
    "What the picture shows, for those who do not see it",
    "Who wrote the text, if not we",
    "Where it first stood",
    "Former addresses",
    "Translation of",
    "Read next",
    "Corrections",
    "Title for search engines",
    "Headline for letters",
    "Picture where the page is shared",
    "Text"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kinds{
    {{"news", "News"},
     {"analysis", "Analysis"},
     {"opinion", "Opinion"},
     {"interview", "Interview"},
     {"partner", "Partner content"}}};

theme::Record choice(std::string_view value, std::string_view name, bool chosen) {
    return {{"value", value}, {"name", name}, {"chosen", chosen}};
}

/// What stands there and is none of the choices stays a choice of its own: no word is lost.
void keep_choice(theme::List& list, const std::string& value, bool found) {
    if (!found && !value.empty()) list.insert(list.begin(), choice(value, value, true));
}

theme::List sections(const Visit& visit, const std::string& chosen, const Language& language) {
    theme::List list;
    bool found = false;
    for (const content::Section& section : content::sections(visit.tx())) {
        const auto own = section.words.find(language);
        const auto& words = own != section.words.end() ? own : section.words.begin();
        found = found || section.slug == chosen;
        list.emplace_back(choice(section.slug,
                                 words == section.words.end() ? section.slug : words->second.name,
                                 section.slug == chosen));
    }
    keep_choice(list, chosen, found);
    return list;
}

theme::List languages(const Visit& visit, const std::string& chosen) {
    theme::List list;
    bool found = false;
    const auto publication = visit.desk().writing.publication();
    for (const Language& language : publication->languages) {
        found = found || language.tag() == chosen;
        list.emplace_back(
            choice(language.tag(), theme::Formats::own_name(language), language.tag() == chosen));
    }
    keep_choice(list, chosen, found);
    return list;
}

theme::List kinds_of(const Visit& visit, const std::string& chosen) {
    theme::List list;
    bool found = false;
    for (const auto& [value, name] : kinds) {
        found = found || value == chosen;
        list.emplace_back(choice(value, visit.text(name), value == chosen));
    }
    keep_choice(list, chosen, found);
    return list;
}

}  // namespace

content::ArticleId article_of(const Visit& visit) {
    return content::ArticleId(std::string(visit.part(1)));
}

std::string path_of(const content::ArticleId& id) {
    return "/newsroom/articles/" + id.text();
}

std::int64_t number_of(std::string_view text) {
    if (text.empty() || text.size() > 15 || text.find_first_not_of("0123456789") != text.npos)
        return 0;
    return std::stoll(std::string(text));
}

content::ManuscriptFields sent_fields(const Visit& visit, content::ManuscriptFields before) {
    for (std::size_t at = 0; at < content::field_count; ++at) {
        const Field field = content::field_at(at);
        // What readers are told of time and change is not typed into the text's form.
        if (field == Field::published || field == Field::updated || field == Field::corrections ||
            field == Field::former || field == Field::embargo)
            continue;
        if (auto sent = visit.sent_at_all(content::name_of(field))) before[field] = *sent;
    }
    return before;
}

theme::Record form_model(const Visit& visit, const content::ManuscriptFields& fields) {
    theme::Record model;
    for (std::size_t at = 0; at < content::field_count; ++at)
        model.set(content::name_of(content::field_at(at)), fields[content::field_at(at)]);
    const auto tag = Language::parse(fields[Field::language]);
    const Language language = tag ? *tag : visit.desk().writing.publication()->standard();
    model.set("tag", language.tag());
    model.set("dir", language.right_to_left() ? "rtl" : "ltr");
    model.set("sections", sections(visit, fields[Field::section], language));
    model.set("languages",
              languages(visit, fields[Field::language].empty() ? language.tag()
                                                               : fields[Field::language]));
    model.set("kinds", kinds_of(visit, fields[Field::kind]));
    return model;
}

theme::List faults_model(const Visit& visit, const std::string& text,
                         const content::Faults& faults) {
    theme::List list;
    for (const content::ManuscriptFault& fault : faults) {
        const auto where = content::field_of_line(text, fault.line);
        list.emplace_back(theme::Record{{"field", content::name_of(where.field)},
                                        {"label", visit.text(label_of(where.field))},
                                        {"line", where.field == Field::body ? where.line : 0},
                                        {"sentence", visit.text(sentence_of_fault(fault.code))},
                                        {"detail", fault.sentence}});
    }
    return list;
}

std::string_view label_of(Field field) {
    return labels[static_cast<std::size_t>(field)];
}

}  // namespace kolokol::newsroom
