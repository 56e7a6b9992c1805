#include "app/demo.hpp"

#include <cstdlib>

#include <fmt/format.h>

#include "app/data_folder.hpp"
#include "app/new_publication.hpp"
#include "app/pressing.hpp"
#include "base/file.hpp"
#include "crypto/random.hpp"
#include "importers/markdown.hpp"
#include "staff/account.hpp"

namespace kolokol::app {
namespace {

constexpr std::string_view mark = "demo.txt";

std::filesystem::path sample_folder() {
    return data_folder() / "samples" / "newspaper";
}

/// The sample says where it would be; this run serves it elsewhere.
Outcome set_origin(const std::filesystem::path& folder, const std::string& origin) {
    auto text = read_file(folder / "kolokol.toml", 1U << 20);
    if (!text) return refuse(text.error());
    constexpr std::string_view key = "\norigin = ";
    const std::size_t at = text->find(key);
    if (at == std::string::npos) return done();
    const std::size_t begin = at + key.size();
    text->replace(begin, text->find('\n', begin) - begin, "\"" + origin + "\"");
    write_file(folder / "kolokol.toml", *text, Access::owner_only);
    return done();
}

Outcome make(const std::filesystem::path& folder, Instant now) {
    const auto words = read_file(sample_folder() / "publication.toml", 1U << 20);
    if (!words) return refuse(words.error());
    NewPublication wish;
    wish.folder = folder;
    wish.publication_toml = *words;
    const auto made = make_publication(wish, now);
    if (!made) return refuse(made.error());
    write_file(folder / mark,
               "The sample newspaper of kolokol demo. It may be deleted at any time.\n");
    return done();
}

/// Somebody of each role, so that every part of the newsroom can be walked through.
Outcome hire_staff(const House& house, Instant now) {
    auto tx = house.database().begin();
    if (!staff::accounts(tx).empty()) return done();
    const std::pair<const char*, staff::Roles> hired[] = {
        {"Curlew", {staff::Role::reporter}},
        {"Heron", {staff::Role::editor}},
        {"Osprey", {staff::Role::publisher}},
        {"Plover", {staff::Role::publisher, staff::Role::technical}},
        {"Snipe", {staff::Role::treasurer}}};
    for (const auto& [pseudonym, roles] : hired) {
        const auto account =
            staff::create_account(tx, pseudonym, Language(), roles, crypto::random_bytes(32), now);
        if (!account) return refuse(account.error());
    }
    tx.commit();
    return done();
}

Outcome fill_and_press(const std::filesystem::path& folder, Instant now,
                       const DemoProgress& progress) {
    auto house = House::open(folder, now);
    if (!house) return refuse(house.error());
    importers::MarkdownWish wish;
    wish.folder = sample_folder();
    wish.now = now;
    wish.progress = [&](std::uint64_t done, std::uint64_t of) {
        if (progress) progress("importing", done, of);
    };
    const auto imported = importers::import_markdown(house->database(), house->pictures(),
                                                     house->publication(), wish);
    if (!imported) return refuse(imported.error());
    if (!imported->refused.empty()) {
        const importers::Refusal& first = imported->refused.front();
        return refuse(Kind::invalid, first.code,
                      fmt::format("{}:{}: {}", first.file, first.line, first.sentence));
    }
    if (const auto staffed = hire_staff(*house, now); !staffed) return staffed;
    const auto keys = open_press_keys(*house);
    if (!keys) return refuse(keys.error());
    const auto pressed = press_paper(*house, *keys, press::PressWish{false, now, progress}, now);
    if (!pressed) return refuse(pressed.error());
    return done();
}

}  // namespace

std::filesystem::path usual_demo_folder() {
    const char* cache = std::getenv("XDG_CACHE_HOME");
    if (cache != nullptr && *cache != '\0')
        return std::filesystem::path(cache) / "kolokol" / "demo";
    const char* home = std::getenv("HOME");
    if (home != nullptr && *home != '\0')
        return std::filesystem::path(home) / ".cache" / "kolokol" / "demo";
    return std::filesystem::temp_directory_path() / "kolokol-demo";
}

Outcome prepare_demo(const std::filesystem::path& folder, const std::string& origin, Instant now,
                     const DemoProgress& progress) {
    const bool filled = std::filesystem::exists(folder) && !std::filesystem::is_empty(folder);
    if (filled && !std::filesystem::exists(folder / mark))
        return refuse(Kind::conflict, "demo.not_ours",
                      fmt::format("{} holds something else than the sample newspaper; name "
                                  "another folder with --folder",
                                  folder.string()));
    if (filled && set_origin(folder, origin)) {
        const auto pressed = fill_and_press(folder, now, progress);
        if (pressed || pressed.error().code == "edition.press_under_way") return pressed;
        // what an older program left behind may not fit this one; it is only a sample
    }
    std::filesystem::remove_all(folder);
    if (const auto made = make(folder, now); !made) return made;
    if (const auto set = set_origin(folder, origin); !set) return set;
    return fill_and_press(folder, now, progress);
}

}  // namespace kolokol::app
