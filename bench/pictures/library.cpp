// How long the picture library takes to find and list among many pictures. Fills a fresh SQLite
// database, then asks what people ask; medians and longest of eleven rounds.
//
//     pictures_bench MIGRATIONS FOLDER [PICTURES]
//
// MIGRATIONS: db/migrations of the sources. FOLDER: where the database is put; it must be empty.

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "content/library_rows.hpp"
#include "crypto/digest.hpp"
#include "store/database.hpp"
#include "store/migrations.hpp"

namespace {

using namespace kolokol;

constexpr int rounds = 11;
constexpr std::size_t at_once = 1'000;

/// Words as often as in a newspaper: a few very often, most seldom.
std::string word(std::size_t random) {
    const std::size_t rank = random % 97 < 40 ? random % 50 : random % 20'000;
    return fmt::format("{}{}", static_cast<char>('a' + rank % 26), rank);
}

std::string sentence(std::size_t seed, std::size_t words) {
    std::string text;
    for (std::size_t at = 0; at < words; ++at) {
        seed = seed * 6364136223846793005U + 1442695040888963407U;
        text += (at == 0 ? "" : " ") + word(seed >> 33U);
    }
    return text;
}

void fill(store::Database& database, std::size_t pictures) {
    for (std::size_t from = 0; from < pictures; from += at_once) {
        auto tx = database.begin();
        for (std::size_t at = from; at < std::min(from + at_once, pictures); ++at) {
            content::LibraryPicture picture;
            picture.added_at =
                from_millis(1'700'000'000'000 + static_cast<std::int64_t>(at) * 1000);
            picture.id = content::LibraryPictureId::make(picture.added_at);
            picture.name = fmt::format("picture-{}.jpg", at);
            picture.use = {crypto::sha256(picture.name).hex(),
                           3000,
                           2000,
                           sentence(at * 2 + 1, 14),
                           {sentence(at % 300, 2), {"TASS", "POOL"}, at % 50 == 0 ? "" : "press"},
                           sentence(at * 2 + 2, 8)};
            content::save_library_picture(tx, picture);
        }
        tx.commit();
    }
}

void measure(store::Database& database, const char* what,
             const content::LibraryQuestion& question) {
    std::vector<double> milliseconds;
    std::size_t found = 0;
    for (int round = 0; round < rounds; ++round) {
        const auto before = std::chrono::steady_clock::now();
        auto tx = database.read();
        found = content::search_library(tx, question).pictures.size();
        milliseconds.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before)
                .count());
    }
    std::sort(milliseconds.begin(), milliseconds.end());
    fmt::print("| {} | {} | {:.1f} | {:.1f} |\n", what, found, milliseconds[rounds / 2],
               milliseconds.back());
}

void measure_all(store::Database& database) {
    const std::pair<const char*, content::LibraryQuestion> questions[] = {
        {"the newest", {}},
        {"without credit or licence", {"", true, "", 24}},
        {"a word of every picture", {"tass ", false, "", 24}},
        {"a frequent word", {"a0 ", false, "", 24}},
        {"a rare word", {"b12949 ", false, "", 24}},
        {"a name", {"picture 4711 ", false, "", 24}},
        {"two letters", {"a1", false, "", 24}},
        {"two frequent words", {"a0 b1 ", false, "", 24}},
        {"a frequent and a rare one", {"tass b12949 ", false, "", 24}},
        {"five frequent words", {"tass pool picture a0 b1 ", false, "", 24}},
        {"a frequent word and a beginning", {"tass b1", false, "", 24}},
        {"words that never meet", {"a0 b1 c2 d3 e4 ", false, "", 24}},
        {"a frequent word, without credit", {"tass ", true, "", 24}}};
    fmt::print("| question | found | median, ms | longest, ms |\n|---|---|---|---|\n");
    for (const auto& [what, question] : questions)
        measure(database, what, question);
}

}  // namespace

int main(int count, char** words) {
    if (count < 3) return EXIT_FAILURE;
    const std::filesystem::path folder = words[2];
    const std::size_t pictures = count > 3 ? std::stoul(words[3]) : 100'000;
    const auto database = store::open("sqlite:" + (folder / "library.db").string()).value();
    store::migrate(*database, words[1], Instant{}).value();
    const auto before = std::chrono::steady_clock::now();
    fill(*database, pictures);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
    fmt::print("{} pictures, filled in {:.1f} s, database {} MiB\n\n", pictures, took.count(),
               std::filesystem::file_size(folder / "library.db") >> 20U);
    measure_all(*database);
}
