#include "editors.hpp"

#include <fmt/format.h>

#include "content/article_rows.hpp"
#include "content/taxonomy_rows.hpp"

namespace kolokol::press::proof {

namespace {

using namespace std::chrono_literals;

}  // namespace

std::vector<content::PictureUse> unseen_pictures() {
    std::vector<content::PictureUse> pictures(12);
    for (std::size_t at = 0; at < pictures.size(); ++at) {
        pictures[at].picture = fmt::format("{:064x}", at + 1);
        pictures[at].width = 1200;
        pictures[at].height = 800;
        pictures[at].alt = "A drawing";
    }
    return pictures;
}

Editors::Editors(store::Database& database, std::uint32_t seed,
                 std::vector<content::PictureUse> pictures)
    : database_(database), dice_(seed), pictures_(std::move(pictures)) {}

void Editors::act(Instant now) {
    auto tx = database_.begin();
    const std::uint32_t lot = below(20);
    if (articles_.empty() || lot < 7)
        write_article(tx, now);
    else if (lot < 14)
        change_article(tx, now);
    else if (lot < 17)
        change_taxonomy(tx);
    else if (lot < 18)
        change_standing(tx);
    else
        withdraw(tx, now);
    tx.commit();
}

void Editors::write_article(store::Transaction& tx, Instant now) {
    // Within two years before today, or soon: months and years come and go.
    const auto days = std::chrono::days(below(4) == 0 ? below(700) : below(3));
    const Instant published =
        below(5) == 0 ? now + 5h : now - days - std::chrono::minutes(below(60));
    auto made = article(fmt::format("story-{}", ++count_), published);
    // Made one after the other, so that ids are in an order of their own.
    made.summary.id = content::ArticleId(fmt::format("{:026}", count_ * 7919 % 10007));
    made.summary.language = any_language();
    made.summary.section = any(sections_);
    made.topics = some(topics_);
    made.bylines = some(bylines_);
    if (below(3) == 0) made.summary.lead = any_picture();
    if (below(4) == 0) made.pictures = {{"inside.jpg", any_picture()}};
    save_into(tx, made);
    if (!articles_.empty() && below(2) == 0)
        content::set_translation_of(tx, made.summary.id, any_article());
    articles_.push_back(made.summary.id);
    diary_ += fmt::format("write {} in {}\n", made.summary.address, made.summary.section);
}

void Editors::change_article(store::Transaction& tx, Instant now) {
    const auto id = any_article();
    auto changed = *content::find_article(tx, id);
    const std::uint32_t lot = below(12);
    diary_ += fmt::format("change {}: {}\n", changed.summary.address, lot);
    if (lot == 0) changed.summary.headline = word();
    if (lot == 1) changed.summary.section = any(sections_);
    if (lot == 2) changed.topics = some(topics_);
    if (lot == 3) changed.bylines = some(bylines_);
    if (lot == 4) changed.slug = word();
    if (lot == 5) changed.markdown = word();
    if (lot == 6) changed.corrections.push_back({now, word()});
    if (lot == 7) changed.summary.lead = any_picture();
    if (lot == 8) changed.summary.lead.reset();
    if (lot == 9)
        changed.status = changed.status == content::Status::published ? content::Status::draft
                                                                      : content::Status::scheduled;
    if (lot == 10) {
        content::set_related_by_hand(tx, id, {any_article()});
        return;
    }
    if (lot == 11) {
        const auto other = any_article();
        const bool none = other == id || below(4) == 0;
        content::set_translation_of(tx, id, none ? std::nullopt : std::optional(other));
        return;
    }
    if (changed.status == content::Status::withdrawn) return;
    save_into(tx, changed);
}

void Editors::change_taxonomy(store::Transaction& tx) {
    const std::uint32_t lot = below(8);
    diary_ += fmt::format("taxonomy {}\n", lot);
    if (lot == 0) {
        auto section = *content::find_section(tx, any(sections_));
        section.words[any_language()] = {word(), word()};
        return content::save_section(tx, section);
    }
    if (lot == 1) {
        auto section = *content::find_section(tx, any(sections_));
        section.words[Language()].description = word();
        return content::save_section(tx, section);
    }
    if (lot < 5) {
        auto topic = *content::find_topic(tx, any(topics_));
        auto& words = topic.words[any_language()];
        words.description = word();
        if (lot < 4) words.name = word();
        return content::save_topic(tx, topic);
    }
    auto byline = *content::find_byline(tx, any(bylines_));
    if (byline.withdrawn_at) return;
    auto& words = byline.words[any_language()];
    words.biography = word();
    if (lot < 7) words.name = word();
    if (lot == 7) byline.picture = any_picture();
    content::save_byline(tx, byline);
}

void Editors::change_standing(store::Transaction& tx) {
    content::StandingPage page;
    page.slug = below(2) == 0 ? "about" : "privacy";
    page.language = any_language();
    page.version = below(2) == 0 ? "" : "2026-01-28";
    page.title = below(3) == 0 ? word() : "A standing page";
    page.markdown = word();
    content::save_standing_page(tx, page);
    diary_ += fmt::format("standing {} {}\n", page.language.tag(), page.slug);
}

void Editors::withdraw(store::Transaction& tx, Instant now) {
    if (below(6) == 0 && bylines_.size() > 1) {
        diary_ += fmt::format("withdraw byline {}\n", bylines_.back());
        content::withdraw_byline(tx, bylines_.back(), now);
        bylines_.pop_back();
        return;
    }
    const auto id = any_article();
    diary_ += fmt::format("withdraw {}\n", id.text());
    if (content::find_article(tx, id)->status == content::Status::published)
        content::withdraw_article(tx, id, "It was wrong.", now);
}

content::ArticleId Editors::any_article() {
    return articles_[below(static_cast<std::uint32_t>(articles_.size()))];
}

std::string Editors::any(const std::vector<std::string>& of) {
    return of[below(static_cast<std::uint32_t>(of.size()))];
}

std::vector<std::string> Editors::some(const std::vector<std::string>& of) {
    std::vector<std::string> chosen;
    for (const std::string& one : of)
        if (below(2) == 0) chosen.push_back(one);
    return chosen;
}

Language Editors::any_language() {
    return Language::parse(any({"en", "en", "ru", "ar"})).value();
}

content::PictureUse Editors::any_picture() {
    return pictures_[below(static_cast<std::uint32_t>(pictures_.size()))];
}

std::string Editors::word() {
    return fmt::format("word-{}", ++count_);
}

}  // namespace kolokol::press::proof
