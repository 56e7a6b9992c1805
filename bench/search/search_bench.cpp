// Size, time and memory of the search index over a generated archive, and of the same under FTS5.
//
//     search_bench FOLDER ARTICLES [--sqlite]

#include <algorithm>
#include <chrono>
#include <fstream>
#include <functional>

#include <fmt/format.h>
#include <xapian.h>

#include "edition/builder.hpp"
#include "edition/compress.hpp"
#include "edition/tuf.hpp"
#include "newspaper.hpp"
#include "search/search_index.hpp"
#include "sqlite_index.hpp"

using namespace kolokol;

namespace {

using Clock = std::chrono::steady_clock;
constexpr int queries = 3'000;
constexpr int single_updates = 30;
const Instant now = from_millis(1'769'612'400'000);

double milliseconds_since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

double processor_milliseconds() {
    timespec used{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}

/// Time on the wall and of the processor. The latter is the steadier one where others work too.
class Stopwatch {
public:
    double wall() const { return milliseconds_since(start_); }
    double processor() const { return processor_milliseconds() - processor_; }

private:
    Clock::time_point start_ = Clock::now();
    double processor_ = processor_milliseconds();
};

struct Times {
    std::vector<double> wall;
    std::vector<double> processor;
    void add(const Stopwatch& watch) {
        wall.push_back(watch.wall());
        processor.push_back(watch.processor());
    }
};

/// Anonymous memory in MB: what no file stands behind.
double anonymous_memory() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("RssAnon:")) return std::stod(line.substr(8)) / 1024;
    return 0;
}

std::uint64_t bytes_in(const std::filesystem::path& place) {
    std::uint64_t bytes = 0;
    for (const auto& file : std::filesystem::recursive_directory_iterator(place))
        if (file.is_regular_file()) bytes += file.file_size();
    return bytes;
}

void demand(const Outcome& outcome) {
    if (!outcome) throw std::runtime_error(outcome.error().detail);
}

struct Keys {
    edition::FileKeySigner root{crypto::SigningKey::generate()};
    edition::FileKeySigner edition{crypto::SigningKey::generate()};
    edition::FileKeySigner heartbeat{crypto::SigningKey::generate()};
    Bytes first_root() {
        edition::tuf::Root metadata;
        metadata.expires = now + std::chrono::days(396);
        const auto grant = [&](const char* role, edition::Signer& signer) {
            const auto id = edition::tuf::key_id(signer.public_key());
            metadata.keys.emplace(id, edition::tuf::ed25519(signer.public_key()));
            metadata.roles[role] = {{id}, 1};
        };
        grant("root", root);
        grant("targets", edition);
        grant("snapshot", heartbeat);
        grant("timestamp", heartbeat);
        return *edition::tuf::seal(edition::tuf::content(metadata), {&root});
    }
};

void press(const edition::Shelf& shelf, Keys& keys, bench::Newspaper& paper, std::uint64_t first,
           std::uint64_t last) {
    auto builder = edition::Builder::start(shelf, edition::Builder::From::current).value();
    for (std::uint64_t number = first; number < last; ++number) {
        const auto article = paper.article(number);
        demand(builder.put(article.address,
                           edition::prepare_uncompressed(bench::Newspaper::page(article),
                                                         "text/html; charset=utf-8", 200)));
    }
    edition::Facts facts;
    facts.headers[0] = {};
    facts.origin = "https://bench.example";
    builder.commit(facts, {keys.edition, keys.heartbeat}, now).value();
}

struct Asked {
    std::string language;
    std::string text;
    int kind;
};

std::vector<Asked> questions(std::uint64_t articles) {
    bench::Newspaper paper(1);
    std::vector<search::ArticleRecord> some;
    for (std::uint64_t number = 0; number < std::min<std::uint64_t>(articles, 2'000); ++number)
        some.push_back(paper.article(number));
    std::vector<Asked> asked;
    for (int i = 0; i < queries; ++i) {
        const auto& about = some[static_cast<std::size_t>(i * 7919) % some.size()];
        asked.push_back({about.language, paper.query(about, i % 6), i % 6});
    }
    return asked;
}

void report(std::string_view what, Times times) {
    const auto at = [](std::vector<double>& all, double part) {
        std::sort(all.begin(), all.end());
        return all[static_cast<std::size_t>(part * static_cast<double>(all.size() - 1))];
    };
    fmt::print(
        "{:<22} ms: p50 {:7.2f}  p99 {:7.2f}  max {:7.2f}   of processor: p50 {:6.2f}  p99 "
        "{:6.2f}\n",
        what, at(times.wall, 0.5), at(times.wall, 0.99), at(times.wall, 1),
        at(times.processor, 0.5), at(times.processor, 0.99));
}

void ask_all(std::uint64_t articles, const std::function<std::size_t(const Asked&)>& ask) {
    static constexpr const char* kinds[] = {"one common word",   "one rare word",
                                            "two words",         "three words",
                                            "a phrase of three", "two common words"};
    Times all;
    Times by_kind[6];
    std::size_t hits = 0;
    for (const Asked& asked : questions(articles)) {
        const Stopwatch watch;
        hits += ask(asked);
        all.add(watch);
        by_kind[asked.kind].add(watch);
    }
    report("queries", all);
    for (int kind = 0; kind < 6; ++kind)
        report(fmt::format("  {}", kinds[kind]), by_kind[kind]);
    fmt::print("{:<34} {}\n", "hits shown", hits);
}

void measure_xapian(const std::filesystem::path& folder, std::uint64_t articles) {
    fmt::print("\nXapian {}, {} articles\n", Xapian::version_string(), articles);
    Keys keys;
    bench::Newspaper paper(1);
    demand(edition::Shelf::create(folder / "editions", keys.first_root()));
    const auto shelf = edition::Shelf::open(folder / "editions").value();
    press(shelf, keys, paper, 0, articles);
    auto index = search::SearchIndex::open(folder / "search").value();
    double memory = 0;
    const double before = anonymous_memory();
    const Stopwatch whole;
    auto current = shelf.current();
    demand(index->follow(*current, nullptr, [&](std::uint64_t done, std::uint64_t) {
        if (done % 100 == 0) memory = std::max(memory, anonymous_memory() - before);
    }));
    fmt::print("{:<34} {:.1f} s, {:.1f} s of processor time\n", "made whole in", whole.wall() / 1e3,
               whole.processor() / 1e3);
    fmt::print("{:<34} {:.0f} MB more at most\n", "anonymous memory", memory);
    fmt::print("{:<34} {:.1f} MB\n", "size",
               static_cast<double>(bytes_in(folder / "search")) / 1e6);
    Times updates;
    for (std::uint64_t i = 0; i < single_updates; ++i) {
        press(shelf, keys, paper, articles + i, articles + i + 1);
        const auto next = shelf.current();
        const Stopwatch watch;
        demand(index->follow(*next, current.get()));
        updates.add(watch);
        current = next;
    }
    report("one new article", updates);
    fmt::print("{:<34} {:.1f} MB\n", "size then",
               static_cast<double>(bytes_in(folder / "search")) / 1e6);
    ask_all(articles, [&](const Asked& asked) {
        return index->find(Language::parse(asked.language).value(), asked.text, 0, 20).hits.size();
    });
}

void measure_sqlite(const std::filesystem::path& folder, std::uint64_t articles) {
    fmt::print("\nSQLite FTS5, {} articles\n", articles);
    bench::Newspaper paper(1);
    std::vector<search::ArticleRecord> batch;
    bench::SqliteIndex index(folder / "words.db");
    double wall = 0;
    double processor = 0;
    for (std::uint64_t number = 0; number < articles; number += 1'000) {
        batch.clear();
        for (std::uint64_t i = number; i < std::min(number + 1'000, articles); ++i)
            batch.push_back(paper.article(i));
        const Stopwatch watch;
        index.begin();
        for (const auto& article : batch)
            index.add(article);
        index.commit();
        wall += watch.wall();
        processor += watch.processor();
    }
    fmt::print("{:<34} {:.1f} s, {:.1f} s of processor time (pages not read from an edition)\n",
               "made whole in", wall / 1e3, processor / 1e3);
    fmt::print("{:<34} {:.1f} MB\n", "size", static_cast<double>(bytes_in(folder)) / 1e6);
    Times updates;
    for (std::uint64_t i = 0; i < single_updates; ++i) {
        const auto article = paper.article(articles + i);
        const Stopwatch watch;
        index.begin();
        index.add(article);
        index.commit();
        updates.add(watch);
    }
    report("one new article", updates);
    ask_all(articles, [&](const Asked& asked) {
        return index.find(asked.language, asked.text, 20).hits.size();
    });
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 3) {
        fmt::print(stderr, "search_bench FOLDER ARTICLES [--sqlite]\n");
        return 2;
    }
    const std::filesystem::path folder = arguments[1];
    const std::uint64_t articles = std::stoull(arguments[2]);
    std::filesystem::create_directories(folder);
    if (count > 3 && std::string_view(arguments[3]) == "--sqlite")
        measure_sqlite(folder, articles);
    else
        measure_xapian(folder, articles);
}
