// All topics, and all bylines, that have articles in a language: names and the ways to their pages.

#include "content/listing.hpp"
#include "press/frame.hpp"
#include "press/listing_model.hpp"
#include "press/pages.hpp"
#include "theme/alphabet.hpp"

namespace kolokol::press {

namespace {

struct Entry {
    std::string address;
    std::string name;
    std::string note;
};

/// So few that a reader sees them all at once: letters between them would be in the way.
constexpr std::size_t few = 24;

theme::List letters_of(const Sheet& sheet, const std::vector<Entry>& entries) {
    std::vector<std::string> names;
    for (const Entry& entry : entries)
        names.push_back(entry.name);
    const bool lettered = entries.size() > few;
    theme::List letters;
    theme::List shown;
    for (const theme::Letter& letter : theme::by_letter(names, sheet.language())) {
        for (const std::size_t at : letter.names)
            shown.emplace_back(theme::Record{{"href", sheet.to(entries[at].address)},
                                             {"name", entries[at].name},
                                             {"note", entries[at].note}});
        if (!lettered) continue;
        letters.emplace_back(
            theme::Record{{"letter", letter.label}, {"entries", std::move(shown)}});
        shown = {};
    }
    if (!shown.empty())
        letters.emplace_back(theme::Record{{"letter", ""}, {"entries", std::move(shown)}});
    return letters;
}

Printed print_index(Sheet& sheet, const PageKey& key, std::string_view title,
                    const std::vector<Entry>& entries) {
    Head head;
    head.title = sheet.text(title);
    head.canonical = sheet.absolute(sheet.address());
    head.hidden = entries.empty();
    head.alternates = alternates_of(sheet, sheet.desk().publication().languages, key.kind);
    head.graph = Graph();
    set_frame(sheet, head);
    sheet.set("title", head.title);
    sheet.set("letters", letters_of(sheet, entries));
    return sheet.print("index");
}

}  // namespace

Printed print_topics(const Desk& desk, store::Transaction& tx, const PageKey& key) {
    if (!desk.publication().prints(key.language)) return nothing();
    Sheet sheet(desk, tx, key.language, press::address(key, desk.publication().standard()));
    std::vector<Entry> entries;
    for (const std::string& slug : content::covered_topics(tx, key.language))
        if (const auto* topic = desk.almanac().topic(tx, slug))
            entries.push_back({sheet.at(PageKind::topic, slug),
                               desk.almanac().topic_name(*topic, key.language),
                               sheet.text(type_name(topic->type))});
    return print_index(sheet, key, "Topics", entries);
}

Printed print_bylines(const Desk& desk, store::Transaction& tx, const PageKey& key) {
    if (!desk.publication().prints(key.language)) return nothing();
    Sheet sheet(desk, tx, key.language, press::address(key, desk.publication().standard()));
    std::vector<Entry> entries;
    for (const std::string& slug : content::covered_bylines(tx, key.language))
        if (const auto* byline = desk.almanac().byline(tx, slug))
            entries.push_back({sheet.at(PageKind::byline, slug),
                               desk.almanac().byline_name(*byline, key.language),
                               {}});
    return print_index(sheet, key, "Authors", entries);
}

}  // namespace kolokol::press
