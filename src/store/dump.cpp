#include "store/dump.hpp"

#include <fmt/format.h>

#include "crypto/digest.hpp"
#include "store/dump_value.hpp"
#include "store/migration_log.hpp"
#include "store/schema.hpp"

namespace kolokol::store {

namespace {

/// Gathers lines into pieces worth handing over, and adds them to the sum.
class Writer {
public:
    explicit Writer(const Sink& sink) : sink_(sink) {}
    void line(std::string_view text) {
        buffer_.append(text) += '\n';
        if (buffer_.size() >= 64 * 1024) flush();
    }
    void finish() {
        flush();
        sink_(fmt::format("sum {}\n", sum_.finish().hex()));
    }

private:
    void flush() {
        sum_.add(buffer_);
        sink_(buffer_);
        buffer_.clear();
    }
    const Sink& sink_;
    crypto::Sha256 sum_;
    std::string buffer_;
};

std::string in_key_order(const Table& table) {
    std::string columns;
    for (const Column& column : table.columns)
        columns += fmt::format("{}\"{}\"", columns.empty() ? "" : ", ", column.name);
    std::string keys;
    for (std::size_t place = 1; place <= table.columns.size(); ++place)
        for (const Column& column : table.columns)
            if (column.key_place == static_cast<int>(place))
                keys += fmt::format("{}\"{}\"", keys.empty() ? "" : ", ", column.name);
    return fmt::format("SELECT {} FROM \"{}\" ORDER BY {}", columns, table.name,
                       keys.empty() ? columns : keys);
}

std::int64_t dump_table(Transaction& tx, const Table& table, Writer& writer) {
    writer.line("table " + table.name);
    std::string columns = "columns";
    for (const Column& column : table.columns)
        columns += " " + column.name;
    writer.line(columns);
    std::int64_t count = 0;
    std::string line;
    tx.each({"store.dump", in_key_order(table)}, {}, [&](const Row& row) {
        line.assign(1, '=');
        for (int i = 0; i < row.columns(); ++i) {
            if (i > 0) line += '\t';
            append_dumped(line, row.value(i));
        }
        writer.line(line);
        ++count;
    });
    writer.line(fmt::format("end {}", count));
    return count;
}

}  // namespace

std::int64_t dump(Database& database, const Sink& sink) {
    auto tx = database.read();
    Writer writer(sink);
    writer.line(dump_opening);
    writer.line(fmt::format("schema {}", schema_version(tx)));
    std::int64_t count = 0;
    for (const Table& table : read_schema(tx))
        if (table.name != "schema_migration") count += dump_table(tx, table, writer);
    writer.finish();
    return count;
}

}  // namespace kolokol::store
