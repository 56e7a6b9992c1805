#include "press/memory.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>
#include <unordered_set>

#include <fmt/format.h>

#include "base/text.hpp"

namespace kolokol::press {

namespace {

using store::Blob;
using store::Query;
using store::Row;
using store::Value;
using Rows = std::vector<std::vector<Value>>;

std::string joined(const std::vector<std::string>& words) {
    return fmt::format("{}", fmt::join(words, " "));
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    if (text.empty()) return words;
    for (const auto word : split(text, ' '))
        words.emplace_back(word);
    return words;
}

Language language_of(std::string_view tag) {
    auto language = Language::parse(tag);
    if (!language) throw std::runtime_error(language.error().detail);
    return *language;
}

/// kind, language, subject, year, month, path.
PageKey read_key(const Row& row) {
    const auto kind = parse_page_kind(row.text(0));
    if (!kind) throw std::runtime_error(fmt::format("no kind of page: {}", row.text(0)));
    PageKey key;
    key.kind = *kind;
    key.language = language_of(row.text(1));
    key.subject = row.text(2);
    key.year = static_cast<int>(row.integer(3));
    key.month = static_cast<unsigned>(row.integer(4));
    const bool has_path =
        *kind == PageKind::article || *kind == PageKind::withdrawn || *kind == PageKind::moved;
    if (has_path) key.path = row.text(5);
    return key;
}

std::vector<Value> key_values(const PageKey& key, std::string_view path) {
    return {to_string(key.kind), key.language.tag(), key.subject, key.year, key.month, path};
}

/// In the order of this machine: what is remembered stays on it, and is derived.
Bytes as_bytes(const std::vector<std::uint32_t>& numbers) {
    return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof numbers[0]};
}

std::string_view word(Memory::UnderWay under_way) {
    switch (under_way) {
        case Memory::UnderWay::pages:
            return "pages";
        case Memory::UnderWay::everything:
            return "everything";
        case Memory::UnderWay::nothing:
            break;
    }
    return "nothing";
}

}  // namespace

Memory read_memory(store::Transaction& tx) {
    constexpr Query find{"press.memory",
                         "SELECT edition, inputs, frame, under_way FROM press_memory WHERE id = 1"};
    const auto read = [](const Row& row) {
        Memory memory;
        memory.edition = row.text(0);
        memory.inputs = row.text(1);
        memory.frame = row.text(2);
        for (const auto way : {Memory::UnderWay::pages, Memory::UnderWay::everything})
            if (row.text(3) == word(way)) memory.under_way = way;
        return memory;
    };
    return tx.first(find, {}, read).value_or(Memory{});
}

void write_memory(store::Transaction& tx, const Memory& memory) {
    constexpr Query write{"press.write_memory", R"sql(
        INSERT INTO press_memory (id, edition, inputs, frame, under_way) VALUES (1, $1, $2, $3, $4)
        ON CONFLICT (id) DO UPDATE SET edition = excluded.edition, inputs = excluded.inputs,
            frame = excluded.frame, under_way = excluded.under_way)sql"};
    tx.execute(write, {memory.edition, memory.inputs, memory.frame, word(memory.under_way)});
}

void forget_everything(store::Transaction& tx) {
    constexpr std::array<Query, 5> clear{
        Query{"press.forget_pages", "DELETE FROM press_page"},
        Query{"press.forget_articles", "DELETE FROM press_article"},
        Query{"press.forget_names", "DELETE FROM press_name"},
        Query{"press.forget_pictures", "DELETE FROM press_picture"},
        Query{"press.forget_touched", "DELETE FROM press_touched"}};
    for (const Query& query : clear)
        tx.execute(query);
}

std::uint32_t link_hash(std::string_view address) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : address)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
}

bool is_printed(store::Transaction& tx, std::string_view path) {
    constexpr Query find{"press.is_printed", "SELECT 1 FROM press_page WHERE path = $1"};
    return tx.exists(find, {path});
}

std::optional<PageKind> printed_kind(store::Transaction& tx, std::string_view path) {
    constexpr Query find{"press.printed_kind", "SELECT kind FROM press_page WHERE path = $1"};
    const auto kind =
        tx.first(find, {path}, [](const Row& row) { return std::string(row.text(0)); });
    return kind ? parse_page_kind(*kind) : std::nullopt;
}

std::optional<std::string> pictures_of(store::Transaction& tx, std::string_view path) {
    constexpr Query find{"press.pictures_of", "SELECT pictures FROM press_page WHERE path = $1"};
    return tx.first(find, {path}, [](const Row& row) { return row.blob(0); });
}

std::vector<PageKey> linking_to(store::Transaction& tx, const std::vector<std::uint32_t>& hashes) {
    constexpr Query all{"press.links", R"sql(
        SELECT kind, language, subject, year, month, path, links FROM press_page)sql"};
    const std::unordered_set<std::uint32_t> wanted(hashes.begin(), hashes.end());
    std::vector<PageKey> found;
    if (wanted.empty()) return found;
    tx.each(all, {}, [&](const Row& row) {
        const Bytes links = row.blob(6);
        for (std::size_t at = 0; at + sizeof(std::uint32_t) <= links.size();
             at += sizeof(std::uint32_t)) {
            std::uint32_t hash = 0;
            std::memcpy(&hash, links.data() + at, sizeof hash);
            if (!wanted.contains(hash)) continue;
            found.push_back(read_key(row));
            return;
        }
    });
    return found;
}

void remember_pages(store::Transaction& tx, std::span<const PrintedPage> pages,
                    const Language& standard) {
    constexpr Query write{"press.remember_page", R"sql(
        INSERT INTO press_page (kind, language, subject, year, month, path, pictures, links)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (path) DO UPDATE SET kind = excluded.kind, language = excluded.language,
            subject = excluded.subject, year = excluded.year, month = excluded.month,
            pictures = excluded.pictures, links = excluded.links)sql"};
    constexpr std::size_t at_once = 1000;
    for (std::size_t at = 0; at < pages.size(); at += at_once) {
        Rows rows;
        for (const PrintedPage& page : pages.subspan(at, std::min(at_once, pages.size() - at))) {
            rows.push_back(key_values(*page.key, address(*page.key, standard)));
            rows.back().emplace_back(Blob{page.pictures});
            rows.back().emplace_back(Blob{as_bytes(page.links)});
        }
        tx.execute_many(write, rows);
    }
}

void forget_pages(store::Transaction& tx, const std::vector<std::string>& paths) {
    constexpr Query forget{"press.forget_page", "DELETE FROM press_page WHERE path = $1"};
    Rows rows;
    for (const std::string& path : paths)
        rows.push_back({path});
    tx.execute_many(forget, rows);
}

std::optional<Placement> remembered_placement(store::Transaction& tx, std::string_view article) {
    constexpr Query find{"press.remembered_article", R"sql(
        SELECT article, language, section, topics, bylines, published_at, listed, translation_group,
               addresses
        FROM press_article WHERE article = $1)sql"};
    return tx.first(find, {article}, [](const Row& row) {
        Placement found;
        found.id = content::ArticleId(std::string(row.text(0)));
        found.language = language_of(row.text(1));
        found.section = row.text(2);
        found.topics = words_of(row.text(3));
        found.bylines = words_of(row.text(4));
        found.published = row.instant(5);
        found.listed = row.boolean(6);
        found.group = row.text(7);
        found.addresses = words_of(row.text(8));
        return found;
    });
}

void remember_placements(store::Transaction& tx, std::span<const Placement> placements) {
    constexpr Query write{"press.remember_article", R"sql(
        INSERT INTO press_article (article, language, section, topics, bylines, published_at, listed,
                                   translation_group, addresses)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (article) DO UPDATE SET language = excluded.language,
            section = excluded.section, topics = excluded.topics, bylines = excluded.bylines,
            published_at = excluded.published_at, listed = excluded.listed,
            translation_group = excluded.translation_group, addresses = excluded.addresses)sql"};
    Rows rows;
    for (const Placement& one : placements)
        rows.push_back({one.id, one.language.tag(), one.section, joined(one.topics),
                        joined(one.bylines), one.published, one.listed, one.group,
                        joined(one.addresses)});
    tx.execute_many(write, rows);
}

void forget_placement(store::Transaction& tx, std::string_view article) {
    constexpr Query forget{"press.forget_article", "DELETE FROM press_article WHERE article = $1"};
    tx.execute(forget, {article});
}

std::string remembered_names(store::Transaction& tx, std::string_view kind, std::string_view slug) {
    constexpr Query find{"press.remembered_names",
                         "SELECT names FROM press_name WHERE kind = $1 AND slug = $2"};
    return tx.first(find, {kind, slug}, [](const Row& row) { return std::string(row.text(0)); })
        .value_or(std::string());
}

void remember_names(store::Transaction& tx, std::span<const Names> names) {
    constexpr Query write{"press.remember_names", R"sql(
        INSERT INTO press_name (kind, slug, names) VALUES ($1, $2, $3)
        ON CONFLICT (kind, slug) DO UPDATE SET names = excluded.names)sql"};
    Rows rows;
    for (const Names& one : names)
        rows.push_back({one.kind, one.slug, one.digest});
    tx.execute_many(write, rows);
}

std::int64_t pages_with(store::Transaction& tx, std::string_view picture) {
    constexpr Query count{"press.pages_with", "SELECT pages FROM press_picture WHERE picture = $1"};
    return tx.number(count, {picture});
}

std::vector<std::string> pictures_printed(store::Transaction& tx) {
    constexpr Query all{"press.pictures_printed", "SELECT picture FROM press_picture"};
    return tx.all(all, {}, [](const Row& row) { return std::string(row.text(0)); });
}

void remember_pictures(store::Transaction& tx, std::span<const PictureCount> counts) {
    constexpr Query write{"press.remember_picture", R"sql(
        INSERT INTO press_picture (picture, pages) VALUES ($1, $2)
        ON CONFLICT (picture) DO UPDATE SET pages = excluded.pages)sql"};
    constexpr Query forget{"press.forget_picture", "DELETE FROM press_picture WHERE picture = $1"};
    Rows shown;
    Rows gone;
    for (const PictureCount& one : counts) {
        if (one.pages > 0)
            shown.push_back({one.picture, one.pages});
        else
            gone.push_back({one.picture});
    }
    tx.execute_many(write, shown);
    tx.execute_many(forget, gone);
}

std::vector<PageKey> read_touched(store::Transaction& tx) {
    constexpr Query all{"press.touched", R"sql(
        SELECT kind, language, subject, year, month, path FROM press_touched
        ORDER BY kind, path)sql"};
    return tx.all(all, {}, read_key);
}

void write_touched(store::Transaction& tx, const std::vector<const PageKey*>& keys,
                   const Language& standard) {
    constexpr Query write{"press.touch", R"sql(
        INSERT INTO press_touched (kind, language, subject, year, month, path)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (kind, path) DO NOTHING)sql"};
    Rows rows;
    for (const PageKey* key : keys)
        rows.push_back(key_values(*key, address(*key, standard)));
    tx.execute_many(write, rows);
}

void clear_touched(store::Transaction& tx) {
    constexpr Query clear{"press.clear_touched", "DELETE FROM press_touched"};
    tx.execute(clear);
}

Changes read_changes(store::Transaction& tx) {
    constexpr Query all{"press.changes", "SELECT seq, kind, id FROM content_change ORDER BY seq"};
    Changes changes;
    tx.each(all, {}, [&](const Row& row) {
        changes.last = row.integer(0);
        changes.all.push_back({std::string(row.text(1)), std::string(row.text(2))});
    });
    return changes;
}

void changes_done(store::Transaction& tx, std::int64_t last) {
    constexpr Query forget{"press.changes_done", "DELETE FROM content_change WHERE seq <= $1"};
    tx.execute(forget, {last});
}

}  // namespace kolokol::press
