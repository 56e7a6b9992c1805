#include "importers/placing.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"

namespace kolokol::importers {
namespace {

using content::Article;
using content::ArticleId;
using content::Faults;
using content::ManuscriptRow;
using content::Status;

/// "/ru/2026/01/28/slug/" gives "/2026/01/28": the day that an article keeps for ever.
std::string day_of(const std::string& address) {
    constexpr std::size_t length = 11;
    if (address.size() < length) return {};
    const std::size_t slug = address.rfind('/', address.size() - 2);
    if (slug == std::string::npos || slug < length) return {};
    return address.substr(slug - length, length);
}

/// Whether the edition has or may get a page of its own there, or the server answers live. The days
/// of articles are free where no article stands; years and months lead to the archive.
bool may_be_ours(std::string_view address, const content::Publication& publication,
                 const Register& names) {
    const auto parts = parts_of_link(address, publication);
    if (parts.empty()) return true;  // a front page
    const std::string first = ascii_lower(parts[0]);
    const bool number = first.find_first_not_of("0123456789") == first.npos;
    if (number && (parts.size() == 1 || (parts.size() == 2 && is_number(parts[1], 2)))) return true;
    if (content::is_reserved_for_sections(first, publication) && !number) return true;
    // /theme.css, /feed.xml, /sitemap-2026-01.xml and what a theme may add
    if (parts.size() == 1 && first.find('.') != first.npos) return true;
    const std::string last = ascii_lower(parts.back());
    if (parts.size() == 2 && (last == "feed.xml" || last == "feed.json")) return true;
    if (!names.has_section(first)) return false;
    return parts.size() == 1 ||
           (parts.size() == 3 && is_number(parts[1], 4) && is_number(parts[2], 2));
}

/// Former ones that a manuscript gave once and names no more. Where an article of ours stood before
/// its slug changed, on the day that it keeps, goes on to lead to it.
std::vector<std::string> no_longer_former(const std::vector<std::string>& known,
                                          const content::ArticleManuscript& manuscript,
                                          const std::string& day) {
    std::vector<std::string> freed;
    for (const std::string& one : known) {
        const bool named =
            std::any_of(manuscript.former.begin(), manuscript.former.end(),
                        [&](const content::Named& former) { return former.text == one; });
        if (!named && (day.empty() || day_of(one) != day)) freed.push_back(one);
    }
    return freed;
}

/// Without query and fragment, each once.
std::vector<std::string> pages_led_to(const content::ArticleManuscript& manuscript) {
    std::vector<std::string> addresses;
    for (const content::Named& link : manuscript.links) {
        std::string address = link.text.substr(0, link.text.find_first_of("?#"));
        if (std::find(addresses.begin(), addresses.end(), address) == addresses.end())
            addresses.push_back(std::move(address));
    }
    return addresses;
}

}  // namespace

bool names_others(const Prepared& prepared) {
    return prepared.article.translation_of.has_value() || !prepared.article.related.empty();
}

std::vector<content::Named> article_links(const Prepared& prepared,
                                          const content::Publication& publication) {
    std::vector<content::Named> links;
    for (const content::Named& link : prepared.article.links)
        if (std::string address = article_link(link.text, publication); !address.empty())
            links.push_back({std::move(address), link.line});
    return links;
}

Waiter waiter_of(const Placed& placed, const content::Publication& publication) {
    const Prepared& prepared = *placed.prepared;
    const auto& manuscript = prepared.article;
    return {prepared.path,
            prepared.sha256,
            placed.article.summary.address,
            placed.article.summary.id,
            !placed.row.has_value(),
            manuscript.language,
            manuscript.published,
            manuscript.translation_of,
            manuscript.related,
            article_links(prepared, publication)};
}

Article values_of(const content::ArticleManuscript& manuscript) {
    Article article;
    article.summary.language = manuscript.language;
    article.summary.section = manuscript.section.text;
    article.summary.kind = manuscript.kind;
    article.summary.headline = manuscript.headline;
    article.summary.standfirst = manuscript.standfirst;
    article.summary.dateline = manuscript.dateline;
    article.summary.published = manuscript.published.value_or(Instant{});
    article.summary.updated = manuscript.updated;
    article.slug = manuscript.slug.text;
    article.markdown = manuscript.markdown;
    article.source = manuscript.source;
    article.corrections = manuscript.corrections;
    article.links = pages_led_to(manuscript);
    article.search_title = manuscript.search_title;
    article.letter_headline = manuscript.letter_headline;
    article.embargo = manuscript.embargo;
    return article;
}

void Placing::place(store::Transaction& tx, Placed& placed, Faults& faults) {
    const Prepared& prepared = *placed.prepared;
    Article& article = placed.article;
    placed.names = names_.resolve(prepared.article, faults);
    check_links(placed, faults);
    article.topics = placed.names.topics;
    article.bylines = placed.names.bylines;

    if (placed.row)
        article.summary.id = placed.row->id;
    else if (article.summary.id.empty())
        article.summary.id = ArticleId::make(now_);
    if (article.slug.empty())
        article.slug = placed.row ? placed.row->slug : slug_from(article.summary.headline);
    article.status = prepared.article.published ? Status::scheduled : Status::draft;
    if (prepared.article.published)
        article.summary.address = content::article_address(publication_, article.summary.language,
                                                           article.summary.published, article.slug);
    if (placed.row) place_old(placed, faults);
    check_addresses(tx, placed, faults);
}

void Placing::place_old(Placed& placed, Faults& faults) {
    const ManuscriptRow& row = *placed.row;
    Article& article = placed.article;
    article.translation_group = row.translation_group;
    if (!row.seen) return;
    const auto& manuscript = placed.prepared->article;
    if (!manuscript.published || *manuscript.published > now_)
        faults.push_back({manuscript.published_line, "manuscript.already_published",
                          "readers have seen this article: its 'published' stays and lies in the "
                          "past; to take it off, use kolokol withdraw"});
    article.status = row.status;
    article.withdrawn_at = row.withdrawn_at;
    article.withdrawal = row.withdrawal;
    article.summary.address = publication_.prefix(article.summary.language) + day_of(row.address) +
                              "/" + article.slug + "/";
}

void Placing::check_links(const Placed& placed, Faults& faults) {
    const auto is_made = [](const std::vector<Resolved::Missing>& made, const std::string& slug) {
        return std::any_of(made.begin(), made.end(),
                           [&](const Resolved::Missing& one) { return one.slug == slug; });
    };
    for (const content::Named& link : placed.prepared->article.links) {
        const auto parts = parts_of_link(link.text, publication_);
        if (parts.size() < 2) continue;
        const bool topic = parts[0] == "topics" && !names_.has_topic(parts[1]) &&
                           !is_made(placed.names.new_topics, parts[1]);
        const bool byline = parts[0] == "by" && !names_.has_byline(parts[1]) &&
                            !is_made(placed.names.new_bylines, parts[1]);
        if (topic || byline)
            faults.push_back(
                {link.line, "manuscript.broken_link",
                 fmt::format("the text leads to {}, and there is no such {}; correct the "
                             "link",
                             link.text, topic ? "topic" : "byline")});
    }
}

void Placing::check_addresses(store::Transaction& tx, const Placed& placed, Faults& faults) {
    const auto& manuscript = placed.prepared->article;
    const std::string& address = placed.article.summary.address;
    const auto taken_by = [&](const std::string& wanted) -> std::optional<std::string> {
        if (const auto here = addresses_.find(wanted); here != addresses_.end())
            return here->second;
        if (auto waiter = waiting_.who_takes(wanted); waiter && *waiter != placed.prepared->path)
            return waiter;
        const auto id = content::article_at(tx, wanted);
        if (!id || *id == placed.article.summary.id) return std::nullopt;
        return content::manuscript_of(tx, *id);
    };
    if (!address.empty())
        if (const auto other = taken_by(address))
            faults.push_back(
                {manuscript.slug.line, "manuscript.duplicate_address",
                 fmt::format("{} belongs to {}; give one of them another slug", address, *other)});
    for (const content::Named& former : manuscript.former) {
        if (const auto other = taken_by(former.text))
            faults.push_back(
                {former.line, "manuscript.former_taken",
                 fmt::format("{} belongs to {}; take it out of one of them", former.text, *other)});
        if (may_be_ours(former.text, publication_, names_))
            faults.push_back({former.line, "manuscript.former_taken",
                              fmt::format("{} is or may become a page of the paper's own; it "
                                          "cannot lead to an article",
                                          former.text)});
    }
}

void Placing::reserve(const Placed& placed) {
    addresses_.emplace(placed.article.summary.address, placed.prepared->path);
    for (const content::Named& former : placed.prepared->article.former)
        addresses_.emplace(former.text, placed.prepared->path);
}

void Placing::write(store::Transaction& tx, const std::vector<const Placed*>& ready,
                    std::vector<std::string>& created) {
    std::vector<content::SavedArticle> saved;
    for (const Placed* placed : ready) {
        names_.make(tx, placed->names, placed->article.summary.language, created);
        saved.push_back({&placed->article, placed->prepared->path, placed->prepared->sha256,
                         !placed->row.has_value()});
    }
    content::save_articles(tx, saved);
    for (const Placed* placed : ready) {
        const ArticleId& id = placed->article.summary.id;
        if (placed->row)
            content::drop_former_addresses(
                tx, id,
                no_longer_former(content::former_addresses(tx, id), placed->prepared->article,
                                 day_of(placed->article.summary.address)));
        std::vector<std::string> former;
        for (const content::Named& one : placed->prepared->article.former)
            if (one.text != placed->article.summary.address) former.push_back(one.text);
        content::add_former_addresses(tx, id, former);
        if (placed->row && !names_others(*placed->prepared)) {
            content::set_translation_of(tx, id, std::nullopt);
            content::set_related_by_hand(tx, id, {});
        }
    }
}

}  // namespace kolokol::importers
