#pragma once
// An article as a document of Xapian: its terms, its values, its text. For this room's sources.

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "edition/edition.hpp"
#include "search/article_record.hpp"
#include "search/query.hpp"

namespace Xapian {
class Database;
class Document;
class Query;
}  // namespace Xapian

namespace kolokol::search {

/// Raised whenever the same pages would give another index.
constexpr int recipe = 2;

/// The article at this entry, or nothing where it is no article.
std::optional<ArticleRecord> read_article(const edition::Edition& edition,
                                          const edition::Entry& entry);
/// Whether an entry may be an article at all.
bool is_page(const edition::Entry& entry);

/// The term that one article alone has.
std::string address_term(std::string_view address);

/// Which page an article was read from.
void note_page(Xapian::Document& document, const crypto::Digest& page);
/// Of all articles: the term of the address, and the page that was read there.
std::unordered_map<std::string, crypto::Digest> known_pages(const Xapian::Database& database);

Xapian::Document make_document(const ArticleRecord& record, Stems& stems);

/// How many of the words an article must have.
enum class Need { all, all_but_one, any };

/// Articles of `language` that answer `parts`; the newer, the further in front. Empty where there
/// is nothing to ask: no words, or fewer than three of which one could be missing.
Xapian::Query make_query(std::string_view language, const std::vector<Part>& parts, Need need);

}  // namespace kolokol::search
