#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "crypto/digest.hpp"
#include "store/dump.hpp"
#include "store/dump_value.hpp"
#include "store/migration_log.hpp"
#include "store/schema.hpp"

namespace kolokol::store {

namespace {

constexpr std::size_t rows_at_once = 500;
constexpr std::size_t longest_line = 256U << 20U;

/// Cuts a source into lines and sums what it hands out.
class Lines {
public:
    explicit Lines(const Source& source) : source_(source) {}
    /// Without its line end; nothing at the end, and where the last line has none.
    std::optional<std::string_view> next() {
        std::size_t from = taken_;
        for (;;) {
            const auto end = pending_.find('\n', from);
            if (end != std::string::npos) {
                const auto line = std::string_view(pending_).substr(taken_, end - taken_);
                taken_ = end + 1;
                ++number_;
                return line;
            }
            // Once a piece, not once a line: most lines are short, and what is erased is copied.
            pending_.erase(0, std::exchange(taken_, 0));
            from = pending_.size();
            const Bytes more = source_(256 * 1024);
            if (more.empty() || from + more.size() > longest_line) return std::nullopt;
            pending_ += more;
        }
    }
    void add_to_sum(std::string_view line) {
        sum_.add(line);
        sum_.add("\n");
    }
    std::string sum() { return sum_.finish().hex(); }
    int number() const { return number_; }

private:
    const Source& source_;
    crypto::Sha256 sum_;
    std::string pending_;
    std::size_t taken_ = 0;
    int number_ = 0;
};

/// Foreign keys are looked at when all rows are there, since a dump's tables come by name.
class DeferredRules {
public:
    explicit DeferredRules(Transaction& tx) : tx_(tx) {
        if (tx.engine() == Engine::sqlite)
            tx.run_script("PRAGMA defer_foreign_keys = ON");
        else
            alter("DEFERRABLE INITIALLY DEFERRED");
    }
    void check_now() {
        if (tx_.engine() == Engine::sqlite) return;  // at COMMIT
        tx_.run_script("SET CONSTRAINTS ALL IMMEDIATE");
        alter("NOT DEFERRABLE");
    }

private:
    void alter(std::string_view how) {
        tx_.run_script(fmt::format(R"sql(
            DO $$ DECLARE rule RECORD; BEGIN
                FOR rule IN SELECT conrelid::regclass AS owner, conname FROM pg_constraint
                    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
                LOOP EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I {}', rule.owner,
                                    rule.conname);
                END LOOP;
            END $$)sql",
                                   how));
    }
    Transaction& tx_;
};

/// PostgreSQL counts on from the rows only where it gave the numbers itself.
constexpr std::string_view set_counters = R"sql(
    DO $$ DECLARE counter RECORD; BEGIN
        FOR counter IN SELECT table_name, column_name,
                pg_get_serial_sequence(quote_ident(table_name), column_name) AS sequence
            FROM information_schema.columns WHERE table_schema = current_schema()
        LOOP IF counter.sequence IS NOT NULL THEN
            EXECUTE format('SELECT setval(%L, COALESCE((SELECT MAX(%I) FROM %I), 0) + 1, false)',
                           counter.sequence, counter.column_name, counter.table_name);
        END IF; END LOOP;
    END $$)sql";

tl::unexpected<Problem> damaged(const Lines& lines, std::string_view what) {
    return refuse(Kind::invalid, "store.dump_damaged",
                  fmt::format("line {} of the database dump: {}; take another copy of the backup",
                              lines.number(), what));
}

std::string insertion(const Table& table, const std::vector<std::string_view>& columns) {
    std::string names;
    std::string places;
    for (std::size_t i = 1; i < columns.size(); ++i) {
        names += fmt::format("{}\"{}\"", i > 1 ? ", " : "", columns[i]);
        places += fmt::format("{}${}", i > 1 ? ", " : "", i);
    }
    return fmt::format("INSERT INTO \"{}\" ({}) VALUES ({})", table.name, names, places);
}

Result<std::vector<Value>> parse_row(const Lines& lines, std::string_view line,
                                     std::size_t columns) {
    std::vector<Value> values;
    for (const auto part : split(line.substr(1), '\t')) {
        auto value = parse_dumped(part);
        if (!value) return damaged(lines, "a value cannot be read");
        values.push_back(std::move(*value));
    }
    if (values.size() != columns) return damaged(lines, "a row has too many or too few values");
    return values;
}

/// "columns a b c" must name columns that the table has: they become part of an INSERT.
bool all_known(const Table& table, const std::vector<std::string_view>& columns) {
    return columns.size() > 1 && columns.front() == "columns" &&
           std::all_of(columns.begin() + 1, columns.end(), [&](std::string_view name) {
               return std::any_of(table.columns.begin(), table.columns.end(),
                                  [&](const Column& column) { return column.name == name; });
           });
}

Result<std::int64_t> load_table(Transaction& tx, Lines& lines, const Table& table) {
    const auto header = lines.next();
    const std::string columns_line(header.value_or(""));
    const auto columns = split(columns_line, ' ');
    if (!all_known(table, columns)) return damaged(lines, "the columns do not fit the schema");
    lines.add_to_sum(columns_line);
    const std::string sql = insertion(table, columns);
    const Query insert{"store.load", sql};
    std::vector<std::vector<Value>> rows;
    std::int64_t count = 0;
    while (const auto line = lines.next()) {
        lines.add_to_sum(*line);
        if (!line->starts_with('=')) {
            if (*line != fmt::format("end {}", count)) return damaged(lines, "rows are missing");
            tx.execute_many(insert, rows);
            return count;
        }
        auto row = parse_row(lines, *line, columns.size() - 1);
        if (!row) return refuse(row.error());
        rows.push_back(std::move(*row));
        ++count;
        if (rows.size() == rows_at_once) {
            tx.execute_many(insert, rows);
            rows.clear();
        }
    }
    return damaged(lines, "the dump ends in the middle of a table");
}

/// Reads the two lines at the top; the schema's version.
Result<int> read_opening(Lines& lines) {
    const auto opening = lines.next();
    if (!opening || *opening != dump_opening)
        return refuse(Kind::invalid, "store.dump_not_ours",
                      "this is no database dump of Kolokol's, or one of a later format");
    lines.add_to_sum(*opening);
    const auto schema = lines.next();
    int version = 0;
    if (!schema || !schema->starts_with("schema ") ||
        std::from_chars(schema->data() + 7, schema->data() + schema->size(), version).ec !=
            std::errc{})
        return damaged(lines, "the schema's version is missing");
    lines.add_to_sum(*schema);
    return version;
}

Result<std::int64_t> load_tables(Transaction& tx, Lines& lines) {
    const auto tables = read_schema(tx);
    std::int64_t count = 0;
    while (const auto line = lines.next()) {
        if (line->starts_with("sum ")) {
            if (line->substr(4) != lines.sum()) return damaged(lines, "the sum does not fit");
            return count;
        }
        lines.add_to_sum(*line);
        const auto table = std::find_if(tables.begin(), tables.end(), [&](const Table& each) {
            return *line == "table " + each.name;
        });
        if (table == tables.end()) return damaged(lines, "a table is not in the schema");
        const auto loaded = load_table(tx, lines, *table);
        if (!loaded) return refuse(loaded.error());
        count += *loaded;
    }
    return damaged(lines, "the dump ends too early");
}

}  // namespace

Result<std::int64_t> load(Database& database, const Source& source,
                          const std::filesystem::path& folder, Instant now) {
    const auto migrations = read_migrations(folder, database.engine());
    if (!migrations) return refuse(migrations.error());
    Lines lines(source);
    const auto version = read_opening(lines);
    if (!version) return refuse(version.error());
    const auto beyond =
        std::find_if(migrations->begin(), migrations->end(),
                     [&](const Migration& each) { return each.version > *version; });
    if (*version > migrations->back().version)
        return refuse(Kind::conflict, "store.dump_newer",
                      "the dump was written by a later version of Kolokol; restore it with that");
    const auto known = static_cast<std::size_t>(beyond - migrations->begin());

    auto tx = database.begin();
    if (!read_schema(tx).empty())
        return refuse(Kind::conflict, "store.not_empty",
                      "the database is not empty; restore into a new one");
    apply_migrations(tx, std::span(*migrations).first(known), now);
    DeferredRules rules(tx);
    // What a migration put in comes again from the dump.
    for (const Table& table : read_schema(tx))
        if (table.name != "schema_migration")
            tx.run_script(fmt::format("DELETE FROM \"{}\"", table.name));
    const auto count = load_tables(tx, lines);
    if (!count) return refuse(count.error());
    rules.check_now();
    if (tx.engine() == Engine::postgresql) tx.run_script(set_counters);
    apply_migrations(tx, std::span(*migrations).subspan(known), now);
    tx.commit();
    return *count;
}

}  // namespace kolokol::store
