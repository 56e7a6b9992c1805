#include "press/newspaper.hpp"

#include <fmt/format.h>
#include <unicode/uversion.h>

#include "crypto/digest.hpp"
#include "press/pages.hpp"

namespace kolokol::press {

namespace {

/// Counted up with every change of this room that changes a page's bytes.
constexpr std::string_view printer_version = "3";

/// Lines, each with its length before it, so that no two sets of inputs look alike.
class Inputs {
public:
    void add(std::string_view line) {
        text_.append(fmt::format("{}:", line.size())).append(line).append("\n");
    }
    void add(const std::vector<std::string>& lines) {
        add(fmt::format("{} lines", lines.size()));
        for (const auto& line : lines)
            add(line);
    }
    std::string digest() const { return crypto::sha256(text_).hex(); }

private:
    std::string text_;
};

void add(Inputs& inputs, const content::Publication& publication) {
    inputs.add(publication.origin);
    inputs.add(publication.contact);
    inputs.add(publication.zone.name());
    inputs.add(publication.onions);
    inputs.add(publication.mirrors);
    inputs.add(publication.menu);
    inputs.add(publication.typography ? "typography" : "as typed");
    for (const auto& language : publication.languages) {
        const auto& words = publication.words_in(language);
        inputs.add(language.tag());
        inputs.add(words.name);
        inputs.add(words.tagline);
    }
}

}  // namespace

struct Newspaper::State {
    Desk desk;
};

Newspaper::Newspaper(const theme::Theme& theme, const media::Shelf& pictures,
                     const content::Publication& publication, NewspaperSettings settings)
    : state_(new State{Desk(theme, pictures, publication, settings)}) {}

Newspaper::~Newspaper() = default;

Result<Page> Newspaper::print_draft(store::Transaction& tx, const content::Article& article) const {
    auto printed = print_article(state_->desk, tx, article);
    if (!printed) return refuse(printed.error());
    return std::move(**printed);
}

Result<std::optional<Page>> Newspaper::print(store::Transaction& tx, const PageKey& key) const {
    const auto& desk = state_->desk;
    switch (key.kind) {
        case PageKind::front:
            return print_front(desk, tx, key);
        case PageKind::section:
            return print_section(desk, tx, key);
        case PageKind::section_month:
        case PageKind::archive_month:
            return print_month(desk, tx, key);
        case PageKind::topic:
            return print_topic(desk, tx, key);
        case PageKind::byline:
            return print_byline(desk, tx, key);
        case PageKind::topic_year:
        case PageKind::byline_year:
            return print_year(desk, tx, key);
        case PageKind::topics:
            return print_topics(desk, tx, key);
        case PageKind::bylines:
            return print_bylines(desk, tx, key);
        case PageKind::shortcut:
            return print_shortcut(desk, tx, key);
        case PageKind::article:
            return print_article(desk, tx, key);
        case PageKind::withdrawn:
            return print_withdrawn(desk, tx, key);
        case PageKind::moved:
            return print_moved(tx, key);
        case PageKind::standing:
            return print_standing(desk, tx, key);
        case PageKind::corrections:
            return print_corrections(desk, tx, key);
        case PageKind::appeal:
            return print_slot(desk, tx, key);
        case PageKind::support:
        case PageKind::newsletter:
            // There is no way to give and no newsletter, so there is no page.
            return nothing();
        case PageKind::search:
            return print_search(desk, tx, key);
        case PageKind::not_found:
            return print_not_found(desk, tx, key);
        case PageKind::feed_rss:
        case PageKind::feed_json:
            return print_feed(desk, tx, key);
        case PageKind::sitemap_index:
            return print_sitemap_index(desk, tx);
        case PageKind::sitemap_month:
            return print_sitemap_month(desk, tx, key);
        case PageKind::news_sitemap:
            return print_news_sitemap(desk, tx);
        case PageKind::robots:
            return print_robots(desk);
        case PageKind::security_txt:
            return print_security_txt(desk, tx);
        case PageKind::asset:
            return print_asset(desk, key);
        case PageKind::picture:
            return print_picture(desk, tx, key);
    }
    return nothing();
}

std::vector<PageKey> Newspaper::fixed_pages(store::Transaction& tx) const {
    const auto& desk = state_->desk;
    const auto& publication = desk.publication();
    std::vector<PageKey> keys;
    const auto add = [&](PageKind kind, const Language& language, std::string subject = {}) {
        keys.push_back({kind, language, std::move(subject), 0, 0, {}});
    };
    for (const auto& language : publication.languages) {
        for (const auto kind : {PageKind::front, PageKind::topics, PageKind::bylines,
                                PageKind::corrections, PageKind::appeal, PageKind::search,
                                PageKind::not_found, PageKind::feed_rss, PageKind::feed_json})
            add(kind, language);
        add(PageKind::shortcut, language, "archive");
        for (const auto& page : desk.almanac().standing(tx, language))
            add(PageKind::standing, language, page.slug);
    }
    for (const auto kind : {PageKind::sitemap_index, PageKind::news_sitemap, PageKind::robots,
                            PageKind::security_txt})
        add(kind, publication.standard());
    for (const auto& [name, asset] : desk.theme().assets())
        add(PageKind::asset, publication.standard(), "/" + name);
    return keys;
}

std::vector<PageKey> Newspaper::sizes_of(const std::string& picture) const {
    const auto& desk = state_->desk;
    std::vector<PageKey> keys;
    const auto* sizes = desk.gallery().sizes(picture);
    if (!sizes) return keys;
    for (const auto* list : {&sizes->jpeg, &sizes->webp})
        for (const auto& size : *list)
            keys.push_back({PageKind::picture,
                            desk.publication().standard(),
                            picture_address(size),
                            0,
                            0,
                            {}});
    return keys;
}

std::string Newspaper::inputs() const {
    const auto& desk = state_->desk;
    Inputs inputs;
    inputs.add(printer_version);
    const auto& site = state_->desk.settings().site;
    inputs.add(site ? site->hex() : "");
    inputs.add(desk.theme().digest());
    inputs.add(desk.settings().search ? "search" : "no search");
    // How days and numbers are written, and which sizes pictures have, are of other hands.
    inputs.add(U_ICU_VERSION);
    for (const auto& size : media::Shelf::sizes({std::string(64, '0'), 4000, 3000}))
        inputs.add(size.name);
    add(inputs, desk.publication());
    return inputs.digest();
}

}  // namespace kolokol::press
