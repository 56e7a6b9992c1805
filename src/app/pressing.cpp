#include "app/pressing.hpp"

#include <algorithm>
#include <iterator>
#include <thread>

#include "app/data_folder.hpp"
#include "app/editions.hpp"
#include "base/log.hpp"
#include "content/article_rows.hpp"
#include "content/library_rows.hpp"
#include "press/newspaper.hpp"
#include "serve/heartbeat_keeper.hpp"

namespace kolokol::app {
namespace {

constexpr std::size_t most_withdrawn = 12'000;
// edition.json keeps room for the rest: a digest is 64 hexadecimal digits, two quotes and a comma.
static_assert(most_withdrawn * 67 < edition::longest_facts * 4 / 5);

/// What was withdrawn now, and before: who missed an edition must hear of it from the next one.
std::vector<edition::Digest> all_withdrawn(const House& house, std::vector<edition::Digest> now) {
    const auto tidy = [](std::vector<edition::Digest>& list) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
    };
    tidy(now);
    if (now.size() < most_withdrawn) {
        if (const auto current = house.editions().current())
            for (const edition::Digest& before : current->facts().facts.withdrawn)
                if (now.size() < most_withdrawn) now.push_back(before);
        tidy(now);
        return now;
    }
    // The oldest pages of a mass withdrawal leave mirrors when they drop the editions that hold
    // them.
    log::warning("withdrawn.more_than_fit", {{"pages", now.size()}, {"told", most_withdrawn}});
    now.resize(most_withdrawn);
    return now;
}

press::PressSettings settings_of(const House& house) {
    const content::Publication& publication = house.publication();
    press::PressSettings settings;
    settings.threads = house.configuration().threads.value_or(
        static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 64U)));
    settings.facts.origin = publication.origin;
    settings.facts.mirrors = publication.mirrors;
    settings.facts.onions = publication.onions;
    settings.gate.origin = publication.origin;
    settings.gate.other_hosts = publication.mirrors;
    settings.gate.other_hosts.insert(settings.gate.other_hosts.end(), publication.onions.begin(),
                                     publication.onions.end());
    return settings;
}

}  // namespace

std::vector<std::filesystem::path> theme_folders(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> folders{data_folder() / "themes" / "default"};
    if (std::filesystem::is_directory(folder / "theme")) folders.push_back(folder / "theme");
    return folders;
}

Result<theme::Theme> load_theme(const std::filesystem::path& folder) {
    return theme::Theme::load(theme_folders(folder));
}

Result<PressKeys> open_press_keys(const House& house, const edition::AskPassphrase& ask) {
    const auto root = root_in_force(house.editions());
    if (!root) return refuse(root.error());
    return open_press_keys(house.keys(), *root, ask);
}

Result<PressKeys> open_press_keys(const edition::KeyFolder& folder, BytesView root,
                                  const edition::AskPassphrase& ask) {
    PressKeys keys;
    auto edition_key = folder.signer(edition::Role::edition, root, ask);
    if (!edition_key) return refuse(edition_key.error());
    keys.edition = std::move(*edition_key);
    auto heartbeat = folder.signer(edition::Role::heartbeat, root, ask);
    if (!heartbeat) return refuse(heartbeat.error());
    keys.heartbeat = std::move(*heartbeat);
    return keys;
}

Result<press::Pressed> press_paper(const House& house, const PressKeys& keys,
                                   const press::PressWish& wish, Instant now,
                                   const std::vector<edition::Digest>& withdrawn) {
    const auto theme = load_theme(house.folder());
    if (!theme) return refuse(theme.error());
    const press::Newspaper newspaper(
        *theme, house.pictures(), house.publication(),
        press::NewspaperSettings{wish.at, true, edition::SiteId(house.editions().site())});
    press::PressSettings settings = settings_of(house);
    settings.facts.withdrawn = all_withdrawn(house, withdrawn);
    press::Press press(house.database(), house.editions(), newspaper, house.publication(),
                       std::move(settings));
    auto pressed = [&] {
        const auto hold = house.pictures().hold();  // rows that are read now name them
        return press.press(keys.signers(), wish);
    }();
    if (!pressed) return pressed;
    // Where somebody is taking pictures in, another press will do it.
    if (pressed->pictures_left) static_cast<void>(forget_unused_pictures(house));
    const auto renewed = renew_signatures(house.editions(), keys, now);
    if (!renewed) return refuse(renewed.error());
    return pressed;
}

Result<std::size_t> forget_unused_pictures(const House& house) {
    const auto needed = [&house] {
        auto tx = house.database().begin();
        content::drop_unshown_imports(tx);
        auto pictures = content::pictures_to_keep(tx);
        auto printed = press::pictures_printed(tx);
        pictures.insert(pictures.end(), std::move_iterator(printed.begin()),
                        std::move_iterator(printed.end()));
        tx.commit();
        return pictures;
    };
    auto forgotten = house.pictures().keep_only(needed);
    if (forgotten && *forgotten > 0) log::info("media.pictures_forgotten", {{"count", *forgotten}});
    return forgotten;
}

Result<bool> renew_signatures(edition::Shelf& editions, const PressKeys& keys, Instant now) {
    if (!editions.current()) return false;
    const edition::Shelf::Freshness fresh = editions.freshness();
    if (fresh.targets - now < std::chrono::hours(24 * 45)) {
        const auto signed_again = editions.sign_again(keys.signers(), now);
        if (!signed_again) return refuse(signed_again.error());
        return true;
    }
    return serve::HeartbeatKeeper(editions, *keys.heartbeat).renew_if_due(now);
}

}  // namespace kolokol::app
