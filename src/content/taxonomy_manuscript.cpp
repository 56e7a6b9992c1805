#include <fmt/format.h>

#include "base/spelling.hpp"
#include "base/text.hpp"
#include "content/body_faults.hpp"
#include "content/front_fields.hpp"
#include "content/picture_manuscript.hpp"

namespace kolokol::content {
namespace {

constexpr std::size_t name_limit = 120;
constexpr std::size_t description_limit = 2000;
constexpr std::size_t biography_limit = 10'000;

/// "world.md" gives "world"; empty, with a fault, where that cannot stand in an address.
std::string slug_of(std::string_view name, Faults& faults) {
    std::string slug(name.substr(0, name.rfind('.')));
    if (is_slug(slug)) return slug;
    const std::string better = slug_from(slug);
    faults.push_back(
        {1, "manuscript.bad_file_name",
         fmt::format("the file's name is its address: '{}' may have a-z, 0-9 and single "
                     "hyphens{}",
                     name, better.empty() ? "" : "; call it " + better + ".md")});
    return {};
}

void expect_no_body(const ManuscriptText& text, Faults& faults) {
    if (trim(text.body).empty()) return;
    faults.push_back(
        {text.body_line, "manuscript.unexpected_body",
         "nothing below the front matter is printed here; move it into 'description'"});
}

/// Names are needed, in one language at least; a description in a language without a name is lost.
template <class Words>
std::map<Language, Words> read_words(const Fields& fields, std::string_view second,
                                     std::size_t limit, const Publication& publication) {
    std::map<Language, Words> words;
    const auto names = fields.in_languages("name", publication, name_limit);
    if (names.empty() && fields.value("name") == nullptr) fields.needed("name", name_limit);
    for (const auto& [language, name] : names)
        words[language] = Words{name, {}};
    for (const auto& [language, text] : fields.in_languages(second, publication, limit)) {
        const auto found = words.find(language);
        if (found == words.end())
            fields.fault(
                fields.line(second), "manuscript.missing_key",
                fmt::format("'{}' has a text in '{}', 'name' has none; name it in '{}' too", second,
                            language.tag(), language.tag()));
        else
            found->second = Words{found->second.name, text};
    }
    return words;
}

}  // namespace

Section read_section(const ManuscriptText& text, std::string_view name,
                     const Publication& publication, Faults& faults) {
    const Fields fields(text.front, "a section", faults);
    fields.only({"name", "description", "position"});
    Section section;
    section.slug = slug_of(name, faults);
    if (!section.slug.empty() && is_reserved_for_sections(section.slug, publication))
        fields.fault(1, "manuscript.reserved_section",
                     fmt::format("/{}/ is an address of the paper's own; give the section another "
                                 "file name",
                                 section.slug));
    section.position = fields.number("position", 0, 9999).value_or(100);
    section.words =
        read_words<Section::Words>(fields, "description", description_limit, publication);
    expect_no_body(text, faults);
    return section;
}

Topic read_topic(const ManuscriptText& text, std::string_view name, const Publication& publication,
                 Faults& faults) {
    const Fields fields(text.front, "a topic", faults);
    fields.only({"type", "name", "description"});
    Topic topic;
    topic.slug = slug_of(name, faults);
    const std::string written = fields.needed("type", name_limit);
    if (const auto type = parse_topic_type(written)) {
        topic.type = *type;
    } else if (!written.empty()) {
        const auto meant = nearest(written, {"person", "place", "organisation", "event"});
        fields.fault(fields.line("type"), "manuscript.unknown_type",
                     fmt::format("there is no type '{}'; {}", written,
                                 meant ? fmt::format("did you mean '{}'?", *meant)
                                       : "it is person, place, organisation or event"));
    }
    topic.words = read_words<Topic::Words>(fields, "description", description_limit, publication);
    expect_no_body(text, faults);
    return topic;
}

namespace {

/// Of the biographies in the front matter; where in a text a link stands, YAML does not tell.
void check_links(const Fields& fields, const Byline& byline, Faults& faults) {
    for (const auto& [language, words] : byline.words) {
        Faults found;
        add_lost_links(words.biography, 1, found);
        for (ManuscriptFault& fault : found) {
            fault.line = fields.line("biography");
            faults.push_back(std::move(fault));
        }
    }
}

}  // namespace

BylineManuscript read_byline(const ManuscriptText& text, std::string_view name,
                             const Publication& publication, Faults& faults) {
    const Fields fields(text.front, "a byline", faults);
    fields.only({"name", "biography", "picture"});
    BylineManuscript read;
    read.byline.slug = slug_of(name, faults);
    read.byline.words =
        read_words<Byline::Words>(fields, "biography", biography_limit, publication);
    check_links(fields, read.byline, faults);
    if (const auto picture = fields.map("picture")) read.picture = read_picture(*picture);

    const std::string_view body = trim(text.body);
    if (body.empty()) return read;
    add_lost_links(text.body, text.body_line, faults);
    const auto words = read.byline.words.find(publication.standard());
    if (words == read.byline.words.end())
        fields.fault(text.body_line, "manuscript.missing_key",
                     fmt::format("the biography below is in '{}', 'name' has no name in it",
                                 publication.standard().tag()));
    else if (!words->second.biography.empty())
        fields.fault(text.body_line, "manuscript.unexpected_body",
                     "the biography in the default language stands twice: in 'biography' and here");
    else
        words->second.biography = body;
    return read;
}

}  // namespace kolokol::content
