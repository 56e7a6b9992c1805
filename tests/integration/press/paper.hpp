#pragma once
// A small paper to press: a database, a shelf with keys, and editors' acts in one line each.

#include <filesystem>
#include <memory>
#include <string>

#include "base/file.hpp"
#include "content/article.hpp"
#include "content/taxonomy.hpp"
#include "edition/shelf.hpp"
#include "plain_printer.hpp"
#include "press/press.hpp"
#include "store/database.hpp"

namespace kolokol::press::proof {

inline const Instant morning = from_millis(1'769'590'800'000);  // 2026-01-28T09:00:00Z

/// English, Russian and Arabic in a zone far from UTC.
content::Publication bell();

/// A shelf with keys of its own, which are the same for every shelf.
class Works {
public:
    explicit Works(std::filesystem::path folder);
    static void create(const std::filesystem::path& folder);
    edition::Shelf& shelf() { return shelf_; }
    Result<Pressed> press(store::Database& database, const Printer& printer,
                          const content::Publication& publication, const PressWish& wish);
    /// The page's bytes in the current edition; nothing where there is none.
    std::optional<Bytes> page(std::string_view path) const;
    /// Its status; 0 where there is none.
    int status(std::string_view path) const;
    /// Where a 301 leads; empty for what is none.
    std::string target(std::string_view path) const;

private:
    edition::Shelf shelf_;
    edition::FileKeySigner edition_key_;
    edition::FileKeySigner heartbeat_key_;
};

PressSettings settings(const content::Publication& publication);

/// Sections world and culture, topics syria, russia and oil, bylines anna and boris.
void furnish(store::Database& database);

/// A news article in English, in `world`, about Russia by Anna, due at `published`.
content::Article article(const std::string& slug, Instant published);
/// As the importer would: the address is made from day, slug and language.
void save(store::Database& database, content::Article& article);
void save_into(store::Transaction& tx, content::Article& article);

}  // namespace kolokol::press::proof
