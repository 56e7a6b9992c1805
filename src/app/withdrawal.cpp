#include "app/withdrawal.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/search_follower.hpp"
#include "content/article_rows.hpp"
#include "content/taxonomy_rows.hpp"
#include "search/search_index.hpp"

namespace kolokol::app {
namespace {

using Addresses = std::vector<std::string>;

/// What the kept editions say at these addresses.
std::vector<edition::Digest> held_at(const edition::Shelf& shelf, const Addresses& addresses) {
    std::vector<edition::Digest> held;
    for (const edition::EditionFacts& facts : shelf.list()) {
        const auto kept = shelf.edition(facts.sequence);
        if (!kept) continue;
        for (const std::string& address : addresses)
            if (const auto entry = (*kept)->find(address); entry && entry->status == 200)
                held.push_back(entry->digest);
    }
    return held;
}

/// False where an earlier try was broken off before its press, and another press came then: no
/// edition has told the public side to erase what stood there.
bool is_told(const House& house, const Addresses& gone) {
    const auto current = house.editions().current();
    const auto& told = current->facts().facts.withdrawn;
    const auto held = held_at(house.editions(), gone);
    return std::all_of(held.begin(), held.end(), [&](const edition::Digest& object) {
        return std::find(told.begin(), told.end(), object) != told.end();
    });
}

Outcome follow_with_search(const House& house, const edition::Edition* before) {
    // Where nothing is indexed yet nothing has to go: serve makes the index when it starts.
    if (!std::filesystem::exists(search_folder(house.folder()))) return done();
    auto index = search::SearchIndex::open(search_folder(house.folder()));
    if (!index) return refuse(index.error());
    return (*index)->follow(*house.editions().current(), before);
}

/// Also out of the copies that upgrades left (House::open).
Outcome forget_in_database(const House& house, const edition::Edition*) {
    house.drop_older_databases();
    return house.database().erase_traces();
}

/// Rewrites every pack, and the search index, that held what is gone.
Outcome erase(const House& house, const edition::Edition* before, Withdrawn& done_so_far) {
    auto collected = house.editions().collect({1, true});
    if (!collected) return refuse(collected.error());
    done_so_far.collected = *collected;
    auto forgotten = forget_unused_pictures(house);
    if (!forgotten)
        return refuse(
            Problem{forgotten.error().kind, forgotten.error().code,
                    "It is withdrawn and no edition holds it, but its pictures are still "
                    "in media/. Give the same command again when no import is under way. " +
                        forgotten.error().detail});
    for (const auto& clean : {follow_with_search, forget_in_database}) {
        const auto cleaned = clean(house, before);
        if (!cleaned) done_so_far.left_undone.push_back(cleaned.error());
    }
    return done();
}

/// By what stood at `gone`, where 410 is answered from now on, the public side knows that it must
/// erase the same.
Result<Withdrawn> press_and_erase(const House& house, const PressKeys& keys, const Addresses& gone,
                                  std::uint64_t articles, Instant now) {
    const auto before = house.editions().current();
    auto pressed = press_paper(house, keys, press::PressWish{false, now, {}}, now,
                               held_at(house.editions(), gone));
    if (!pressed)
        return refuse(
            Problem{pressed.error().kind, pressed.error().code,
                    "It is withdrawn in the newsroom, but readers still see it: the "
                    "press was refused. Mend what follows, then give the same command again. " +
                        pressed.error().detail});
    Withdrawn done{articles, false, *pressed, {}, {}};
    const auto erased = erase(house, before.get(), done);
    if (!erased) return refuse(erased.error());
    return done;
}

/// An earlier try may have been broken off after its press.
Result<Withdrawn> erase_again(const House& house) {
    Withdrawn done{0, true, {}, {}, {}};
    const auto erased = erase(house, nullptr, done);
    if (!erased) return refuse(erased.error());
    return done;
}

tl::unexpected<Problem> no_byline(std::string_view slug) {
    return refuse(Kind::not_found, "content.no_byline",
                  fmt::format("there is no byline {}; its name stands in its address, "
                              "/by/NAME/",
                              slug));
}

tl::unexpected<Problem> no_article(std::string_view address) {
    return refuse(Kind::not_found, "content.no_article",
                  fmt::format("no article stands at {}; give its address as readers see it, "
                              "/2026/01/28/slug/",
                              address));
}

}  // namespace

std::string path_at_home(const content::Publication& publication, std::string_view address) {
    std::vector<std::string> homes = publication.onions;
    homes.push_back(publication.origin);
    for (const std::string& home : homes)
        if (address.starts_with(home + "/")) return std::string(address.substr(home.size()));
    return std::string(address);
}

Outcome find_article(const House& house, std::string_view typed) {
    const std::string address = path_at_home(house.publication(), typed);
    auto tx = house.database().read();
    return content::article_at(tx, address) ? done() : no_article(address);
}

bool is_withdrawn(const House& house, std::string_view address) {
    const auto current = house.editions().current();
    auto tx = house.database().read();
    const auto id = content::article_at(tx, path_at_home(house.publication(), address));
    const auto article = id ? content::find_article(tx, *id) : std::nullopt;
    if (!current || !article || article->status != content::Status::withdrawn) return false;
    const auto page = current->find(content::find_summary(tx, *id).value().address);
    return page && page->status == 410;
}

Result<Withdrawn> withdraw_article(const House& house, const PressKeys& keys,
                                   std::string_view typed, std::string_view sentence, Instant now) {
    const bool already = sentence.empty() && is_withdrawn(house, typed);
    const std::string address = path_at_home(house.publication(), typed);
    Addresses gone;
    {
        auto tx = house.database().begin();
        const auto id = content::article_at(tx, address);
        if (!id) return no_article(address);
        gone.push_back(content::find_summary(tx, *id).value().address);
        if (!already) content::withdraw_article(tx, *id, sentence, now);
        tx.commit();
    }
    if (already && is_told(house, gone)) return erase_again(house);
    return press_and_erase(house, keys, gone, 1, now);
}

Result<std::uint64_t> articles_signed_by(const House& house, std::string_view byline) {
    auto tx = house.database().read();
    if (!content::find_byline(tx, byline)) return no_byline(byline);
    return static_cast<std::uint64_t>(content::articles_with_byline(tx, byline));
}

Result<Withdrawn> withdraw_byline(const House& house, const PressKeys& keys,
                                  std::string_view byline, Instant now) {
    std::int64_t articles = 0;
    {
        auto tx = house.database().begin();
        if (!content::find_byline(tx, byline)) return no_byline(byline);
        articles = content::withdraw_byline(tx, byline, now);
        tx.commit();
    }
    Addresses gone;
    for (const Language& language : house.publication().languages)
        gone.push_back(fmt::format("{}/by/{}/", house.publication().prefix(language), byline));
    return press_and_erase(house, keys, gone, static_cast<std::uint64_t>(articles), now);
}

}  // namespace kolokol::app
