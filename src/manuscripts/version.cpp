#include "manuscripts/version.hpp"

#include <stdexcept>

#include "base/zstd.hpp"
#include "content/front_matter.hpp"
#include "manuscripts/word_diff.hpp"

namespace kolokol::manuscripts {
namespace {

using content::Field;
using store::Query;
using store::Row;

constexpr int level = 6;
constexpr std::chrono::minutes sitting(15);

struct Packed {
    std::int64_t whole = 0;
    std::size_t size = 0;
    Bytes text;
};

std::optional<Packed> find_packed(store::Transaction& tx, const ArticleId& id,
                                  std::int64_t number) {
    constexpr Query find{"manuscripts.find_text", R"sql(
        SELECT whole, size, text FROM manuscript_version
        WHERE manuscript = $1 AND number = $2)sql"};
    return tx.first(find, {id, number}, [](const Row& row) {
        return Packed{row.integer(0), static_cast<std::size_t>(row.integer(1)), row.blob(2)};
    });
}

std::string unpacked(const Packed& packed, BytesView against) {
    if (packed.size > longest_text) throw std::runtime_error("a version is larger than any can be");
    auto text = zstd_uncompress(packed.text, against, packed.size);
    if (!text) throw std::runtime_error("a version of a manuscript is damaged");
    return std::move(*text);
}

std::string whole_text(store::Transaction& tx, const ArticleId& id, std::int64_t number) {
    const auto packed = find_packed(tx, id, number);
    if (!packed) throw std::runtime_error("a version that others are packed against is gone");
    return unpacked(*packed, {});
}

Version read(const Row& row) {
    Version version;
    version.number = row.integer(0);
    if (!row.is_null(1)) version.author = staff::AccountId(std::string(row.text(1)));
    version.saved_at = row.instant(2);
    version.words = row.integer(3);
    return version;
}

/// What a list shows, within the limits of its columns.
std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

}  // namespace

Result<std::int64_t> add_version(store::Transaction& tx, const ArticleId& id,
                                 const content::ManuscriptFields& fields,
                                 const std::optional<staff::AccountId>& author, Instant now) {
    constexpr Query number_it{"manuscripts.next_version", R"sql(
        UPDATE manuscript SET newest = newest + 1, changed_at = $2, headline = $3, language = $4,
                              section = $5
        WHERE id = $1 RETURNING newest)sql"};
    constexpr Query add{"manuscripts.add_version", R"sql(
        INSERT INTO manuscript_version (manuscript, number, author, saved_at, words, whole, size,
                                        text)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8))sql"};
    const std::string text = content::write_manuscript(fields);
    const std::size_t front = text.size() - fields[Field::body].size();
    if (text.size() > longest_text || front > content::front_matter_limit)
        return refuse(Kind::invalid, "manuscripts.too_long");
    const auto number =
        tx.first(number_it,
                 {id, now, first_line(fields[Field::headline]), first_line(fields[Field::language]),
                  first_line(fields[Field::section])},
                 [](const Row& row) { return row.integer(0); });
    if (!number) return refuse(Kind::not_found, "manuscripts.unknown");
    const std::int64_t whole = (*number - 1) / versions_between * versions_between + 1;
    const std::string against = whole == *number ? std::string() : whole_text(tx, id, whole);
    tx.execute(add, {id, *number, author, now, count_words(fields[Field::body]), whole, text.size(),
                     store::Blob{zstd_compress(text, against, level)}});
    return *number;
}

std::optional<content::ManuscriptFields> read_version(store::Transaction& tx, const ArticleId& id,
                                                      std::int64_t number) {
    const auto packed = find_packed(tx, id, number);
    if (!packed) return std::nullopt;
    const bool alone = packed->whole == number;
    return content::read_fields(
        unpacked(*packed, alone ? std::string() : whole_text(tx, id, packed->whole)));
}

std::optional<Version> find_version(store::Transaction& tx, const ArticleId& id,
                                    std::int64_t number) {
    constexpr Query find{"manuscripts.find_version", R"sql(
        SELECT number, author, saved_at, words FROM manuscript_version
        WHERE manuscript = $1 AND number = $2)sql"};
    return tx.first(find, {id, number}, read);
}

std::vector<Version> versions(store::Transaction& tx, const ArticleId& id, std::int64_t before,
                              int limit) {
    constexpr Query find{"manuscripts.versions", R"sql(
        SELECT number, author, saved_at, words FROM manuscript_version
        WHERE manuscript = $1 AND number < $2 ORDER BY number DESC LIMIT $3)sql"};
    constexpr std::int64_t all = std::int64_t{1} << 62;
    return tx.all(find, {id, before == 0 ? all : before, limit}, read);
}

bool are_all_by(store::Transaction& tx, const ArticleId& id, std::int64_t behind,
                const staff::AccountId& author) {
    constexpr Query others{"manuscripts.versions_of_others", R"sql(
        SELECT 1 FROM manuscript_version
        WHERE manuscript = $1 AND number > $2 AND (author IS NULL OR author <> $3) LIMIT 1)sql"};
    return !tx.exists(others, {id, behind, author});
}

std::vector<Sitting> in_sittings(const std::vector<Version>& newest_first) {
    std::vector<Sitting> sittings;
    for (const Version& version : newest_first) {
        if (!sittings.empty() && sittings.back().newest.author == version.author &&
            sittings.back().newest.saved_at - version.saved_at < sitting) {
            sittings.back().oldest = version.number;
            ++sittings.back().saves;
        } else {
            sittings.push_back({version, version.number, 1});
        }
    }
    return sittings;
}

}  // namespace kolokol::manuscripts
