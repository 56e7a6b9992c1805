#include "importers/references.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"

namespace kolokol::importers {
namespace {

using content::ArticleId;
using content::Faults;
using content::Named;

std::optional<ArticleId> find_saved(store::Transaction& tx, const std::string& name) {
    if (auto id = content::article_at(tx, name)) return id;
    if (const auto row = content::find_manuscript(tx, name)) return row->id;
    return std::nullopt;
}

}  // namespace

bool is_number(std::string_view text, std::size_t digits) {
    return text.size() == digits &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string> parts_of_link(std::string_view href,
                                       const content::Publication& publication) {
    std::vector<std::string> parts;
    for (const std::string_view part : split(href.substr(0, href.find_first_of("?#")), '/'))
        if (!part.empty()) parts.emplace_back(part);
    if (!parts.empty())
        if (const auto language = Language::parse(parts.front());
            language && publication.prints(*language))
            parts.erase(parts.begin());
    return parts;
}

std::string article_link(std::string_view href, const content::Publication& publication) {
    const auto parts = parts_of_link(href, publication);
    const bool article = parts.size() == 4 && is_number(parts[0], 4) && is_number(parts[1], 2) &&
                         is_number(parts[2], 2) && is_slug(parts[3]);
    return article ? std::string(href.substr(0, href.find_first_of("?#"))) : std::string();
}

void Waiting::add(Waiter waiter) {
    if (!waiter.address.empty()) by_address_.emplace(waiter.address, waiter.path);
    waiters_.emplace(waiter.path, std::move(waiter));
}

std::optional<std::string> Waiting::who_takes(std::string_view address) const {
    const auto found = by_address_.find(address);
    if (found == by_address_.end()) return std::nullopt;
    return found->second;
}

std::optional<Waiting::Other> Waiting::find(store::Transaction& tx, const std::string& name) const {
    auto waiter = waiters_.find(name);
    if (waiter == waiters_.end())
        if (const auto place = by_address_.find(name); place != by_address_.end())
            waiter = waiters_.find(place->second);
    if (waiter != waiters_.end())
        return Other{&waiter->second, waiter->second.id, waiter->second.language,
                     waiter->second.published};
    const auto id = find_saved(tx, name);
    const auto summary = id ? content::find_summary(tx, *id) : std::nullopt;
    if (!summary) return std::nullopt;
    if (summary->address.empty()) return Other{nullptr, *id, summary->language, std::nullopt};
    return Other{nullptr, *id, summary->language, summary->published};
}

void Waiting::check_links(store::Transaction& tx, const Waiter& waiter, Instant now,
                          Faults& faults) const {
    for (const Named& link : waiter.links) {
        const auto found = find(tx, link.text);
        if (!found)
            faults.push_back({link.line, "manuscript.broken_link",
                              fmt::format("the text leads to {}, where no article is; correct the "
                                          "link",
                                          link.text)});
        else if (found->published.value_or(Instant::max()) >
                 std::max(now, waiter.published.value_or(Instant::max())))
            faults.push_back(
                {link.line, "manuscript.link_before_page",
                 fmt::format("the text leads to {}, which will be published later than "
                             "this article",
                             link.text)});
    }
}

void Waiting::check(store::Transaction& tx, const Waiter& waiter, Instant now,
                    Faults& faults) const {
    const auto fault = [&](const Named& name, std::string_view code, std::string sentence) {
        faults.push_back({name.line, std::string(code), std::move(sentence)});
    };
    const auto other = [&](const Named& name, std::string_view code) {
        auto found = find(tx, name.text);
        if (!found)
            fault(name, code,
                  fmt::format("'{}' is no article's address and no manuscript that was taken in; "
                              "correct it or leave it out",
                              name.text));
        else if (found->waiter == &waiter)
            fault(name, "manuscript.names_itself", "the article names itself; leave it out");
        return found;
    };
    if (waiter.translation_of)
        if (const auto found = other(*waiter.translation_of, "manuscript.unknown_translation");
            found && found->waiter != &waiter && found->language == waiter.language)
            fault(*waiter.translation_of, "manuscript.translation_same_language",
                  fmt::format("'{}' is in '{}' too; a translation is in another language",
                              waiter.translation_of->text, waiter.language.tag()));
    for (const Named& one : waiter.related)
        other(one, "manuscript.unknown_related");
    check_links(tx, waiter, now, faults);
}

std::vector<std::string> Waiting::settle(Work& work) {
    auto tx = work.database.read();
    // Who is refused is no longer there for the others: until nobody more is.
    for (bool refused = true; refused;) {
        refused = false;
        std::vector<std::string> gone;
        for (const auto& [path, waiter] : waiters_) {
            Faults faults;
            check(tx, waiter, work.wish.now, faults);
            if (faults.empty()) continue;
            work.refuse(path, faults);
            gone.push_back(path);
        }
        if (gone.empty())  // those that are refused for themselves take no other's place
            for (const auto& [path, fault] : second_translations(tx)) {
                work.refuse(path, {fault});
                gone.push_back(path);
            }
        for (const std::string& path : gone) {
            by_address_.erase(waiters_.at(path).address);
            waiters_.erase(path);
            refused = true;
        }
    }
    std::vector<std::string> places;
    for (const auto& [path, waiter] : waiters_)
        places.push_back(path);
    return places;
}

void Waiting::record(store::Transaction& tx, const Waiter& waiter) {
    const auto row = content::find_manuscript(tx, waiter.path);
    if (!row) return;  // it was refused when it was read again
    std::optional<ArticleId> translated;
    if (waiter.translation_of) translated = find_saved(tx, waiter.translation_of->text);
    content::set_translation_of(tx, row->id, translated);
    std::vector<ArticleId> related;
    for (const Named& one : waiter.related)
        if (const auto id = find_saved(tx, one.text);
            id && std::find(related.begin(), related.end(), *id) == related.end())
            related.push_back(*id);
    content::set_related_by_hand(tx, row->id, related);
}

void Waiting::record(store::Transaction& tx) const {
    for (const auto& [path, waiter] : waiters_)
        record(tx, waiter);
}

void Waiting::check_all(store::Transaction& tx, Instant now, Faults& faults) const {
    for (const auto& [path, waiter] : waiters_)
        check(tx, waiter, now, faults);
    if (faults.empty())
        for (auto& [path, fault] : second_translations(tx))
            faults.push_back(std::move(fault));
}

void Waiting::record(Work& work) const {
    auto next = waiters_.begin();
    while (next != waiters_.end()) {
        auto tx = work.database.begin();
        for (std::size_t count = 0; count < batch_size && next != waiters_.end(); ++count, ++next) {
            record(tx, next->second);
        }
        tx.commit();
    }
}

}  // namespace kolokol::importers
