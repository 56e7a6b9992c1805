// The slot: a small page in a frame after each article. It invites to the feeds and names the
// paper's other addresses; under 10 KB, and short enough that its frame cuts nothing off.

#include <fmt/format.h>

#include "press/frame.hpp"
#include "press/pages.hpp"
#include "press/paper_data.hpp"

namespace kolokol::press {

namespace {

/// More would not fit into the frame's height at 360 px.
constexpr std::size_t addresses_shown = 3;

theme::Record feed(const Sheet& sheet, PageKind kind, std::string_view subject, std::string text) {
    const bool rss = kind == PageKind::feed_rss;
    theme::Record made;
    made.set("href", sheet.to(sheet.at(kind, subject)));
    made.set("type", rss ? "application/rss+xml" : "application/feed+json");
    made.set("text", std::move(text));
    made.set("format", rss ? "RSS" : "JSON");
    return made;
}

theme::List feeds(const Sheet& sheet, const std::string& section) {
    theme::List made;
    if (!section.empty())
        made.emplace_back(
            feed(sheet, PageKind::feed_rss, section,
                 sheet.desk().almanac().section_name(sheet.tx(), section, sheet.language())));
    for (const PageKind kind : {PageKind::feed_rss, PageKind::feed_json})
        made.emplace_back(feed(sheet, kind, {}, sheet.text("All stories")));
    return made;
}

/// An onion first: it is the hardest to block.
std::vector<std::string> other_addresses(const content::Publication& publication) {
    std::vector<std::string> made;
    if (!publication.onions.empty()) made.push_back(publication.onions.front());
    for (const auto& mirror : publication.mirrors)
        if (made.size() < addresses_shown) made.push_back(mirror);
    for (std::size_t i = 1; i < publication.onions.size() && made.size() < addresses_shown; ++i)
        made.push_back(publication.onions[i]);
    return made;
}

/// "paper.example" of "https://paper.example/"; the scheme of an onion says nothing.
std::string shown(std::string_view address) {
    const auto start = address.find("://");
    if (start != std::string_view::npos) address.remove_prefix(start + 3);
    if (address.ends_with('/')) address.remove_suffix(1);
    return std::string(address);
}

theme::Value addresses(const Sheet& sheet) {
    theme::List entries;
    for (const auto& address : other_addresses(sheet.desk().publication())) {
        theme::Record entry;
        entry.set("href", address);
        entry.set("text", shown(address));
        entries.emplace_back(std::move(entry));
    }
    if (entries.empty()) return false;
    theme::Record made;
    made.set("entries", std::move(entries));
    return made;
}

}  // namespace

Printed print_slot(const Desk& desk, store::Transaction& tx, const PageKey& key) {
    if (!desk.publication().prints(key.language)) return nothing();
    if (!key.subject.empty() && desk.almanac().sections(tx).count(key.subject) == 0)
        return nothing();
    Sheet sheet(desk, tx, key.language, press::address(key, desk.publication().standard()));
    Head head;
    head.title = slot_title(sheet);
    head.hidden = true;
    set_frame(sheet, head);
    theme::Record appeal;
    appeal.set("title", head.title);
    appeal.set("feeds", feeds(sheet, key.subject));
    appeal.set("addresses", addresses(sheet));
    sheet.set("appeal", std::move(appeal));
    return sheet.print("appeal");
}

}  // namespace kolokol::press
