#include "store/postgresql_connection.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstring>

#include <fmt/format.h>

#include "store/postgresql_row.hpp"
#include "store/value_check.hpp"

namespace kolokol::store {

namespace {

/// The answers to one batch must fit into the socket's buffers, or server and client would each
/// wait for the other to read; 256 short ones do.
constexpr std::size_t batch = 256;

struct TypeOf {
    Oid operator()(std::monostate) const { return 0; }  // as the query demands
    Oid operator()(std::int64_t) const { return type::int8; }
    Oid operator()(double) const { return type::float8; }
    Oid operator()(const std::string&) const { return type::text; }
    Oid operator()(const Blob&) const { return type::bytea; }
};

/// Values as libpq wants them: pointers, lengths, and 1 for those in binary form.
class Parameters {
public:
    explicit Parameters(std::span<const Value> values) {
        numbers_.resize(values.size());
        for (std::size_t i = 0; i < values.size(); ++i)
            std::visit([&](const auto& value) { add(value, i); }, values[i].any());
    }
    const char* const* values() const { return values_.data(); }
    const int* lengths() const { return lengths_.data(); }
    const int* formats() const { return formats_.data(); }
    int count() const { return static_cast<int>(values_.size()); }

private:
    void put(const char* bytes, std::size_t length, int format) {
        values_.push_back(bytes);
        lengths_.push_back(static_cast<int>(length));
        formats_.push_back(format);
    }
    void add(std::monostate, std::size_t) { put(nullptr, 0, 0); }
    void add(std::int64_t number, std::size_t place) {
        add_big_endian(static_cast<std::uint64_t>(number), place);
    }
    void add(double number, std::size_t place) {
        add_big_endian(std::bit_cast<std::uint64_t>(number), place);
    }
    void add(const std::string& text, std::size_t) { put(text.c_str(), text.size(), 0); }
    void add(const Blob& blob, std::size_t) { put(blob.bytes.data(), blob.bytes.size(), 1); }
    void add_big_endian(std::uint64_t bits, std::size_t place) {
        auto& bytes = numbers_[place];
        for (std::size_t i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<char>(bits >> (56 - 8 * i));
        put(bytes.data(), bytes.size(), 1);
    }

    std::vector<std::array<char, 8>> numbers_;
    std::vector<const char*> values_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
};

/// The highest N of $N in it. PostgreSQL itself would let a value too many pass.
std::size_t parameters_in(std::string_view sql) {
    std::size_t highest = 0;
    for (auto at = sql.find('$'); at != std::string_view::npos; at = sql.find('$', at + 1)) {
        std::size_t number = 0;
        std::from_chars(sql.data() + at + 1, sql.data() + sql.size(), number);
        highest = std::max(highest, number);
    }
    return highest;
}

std::int64_t rows_changed(const PGresult* answer) {
    const std::string_view digits = PQcmdTuples(const_cast<PGresult*>(answer));
    // A SELECT tells how many rows it found, which are none changed.
    if (std::string_view(PQcmdStatus(const_cast<PGresult*>(answer))).starts_with("SELECT"))
        return 0;
    std::int64_t changed = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), changed);
    return changed;
}

}  // namespace

PostgresqlConnection::PostgresqlConnection(const std::string& address, Access access)
    : access_(access), connection_(PQconnectdb(address.c_str())) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) fail(nullptr, "connecting");
    PQsetNoticeProcessor(
        connection_.get(), [](void*, const char*) {}, nullptr);
    run_alone(
        "SET client_encoding = 'UTF8'; SET bytea_output = 'hex'; SET lock_timeout = 5000;"
        "SET client_min_messages = 'warning'; SET timezone = 'UTC'");
    if (access == Access::read) {
        begin_ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1";
        return;
    }
    // One writer at a time, as in SQLite: what a transaction has read is still so when it writes.
    // The lock is this publication's (its schema's), and it goes with the transaction.
    begin_ =
        "BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('kolokol ' || current_schema(), 0))";
}

bool PostgresqlConnection::healthy() const {
    return !stale_ && PQstatus(connection_.get()) == CONNECTION_OK &&
           PQtransactionStatus(connection_.get()) == PQTRANS_IDLE;
}

void PostgresqlConnection::begin() {
    const Answer answer(PQexec(connection_.get(), begin_.c_str()));
    if (PQresultStatus(answer.get()) == PGRES_TUPLES_OK) return;
    // The message is made before the rollback replaces it.
    try {
        fail(answer.get(), "store.begin");
    } catch (...) {
        rollback();
        throw;
    }
}

void PostgresqlConnection::commit() {
    // COMMIT of a failed transaction would answer "ROLLBACK" without an error, but a spoilt
    // Transaction never comes so far.
    run_alone("COMMIT");
}

void PostgresqlConnection::rollback() noexcept {
    drain();
    if (PQpipelineStatus(connection_.get()) != PQ_PIPELINE_OFF) return;
    const Answer answer(PQexec(connection_.get(), "ROLLBACK"));
}

std::int64_t PostgresqlConnection::execute(const Query& query, std::span<const Value> values) {
    send(query, prepared(query, values), values);
    std::int64_t changed = 0;
    Answer failed;
    while (auto answer = next_answer()) {
        const auto status = PQresultStatus(answer.get());
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
            changed += rows_changed(answer.get());
        else
            failed = std::move(answer);
    }
    if (failed) fail(failed.get(), query.name);
    return changed;
}

std::int64_t PostgresqlConnection::execute_many(const Query& query,
                                                std::span<const std::vector<Value>> rows) {
    for (const auto& row : rows)
        prepared(query, row);
    std::int64_t changed = 0;
    for (std::size_t at = 0; at < rows.size(); at += batch)
        changed += send_batch(query, rows.subspan(at, std::min(batch, rows.size() - at)));
    return changed;
}

std::int64_t PostgresqlConnection::send_batch(const Query& query,
                                              std::span<const std::vector<Value>> rows) {
    if (PQenterPipelineMode(connection_.get()) != 1) fail(nullptr, query.name);
    for (const auto& row : rows)
        send(query, prepared(query, row), row);
    if (PQpipelineSync(connection_.get()) != 1) fail(nullptr, query.name);
    std::int64_t changed = 0;
    Answer failed;
    for (bool synced = false; !synced;) {
        auto answer = next_answer();
        // Between two statements' answers there is an empty one.
        if (!answer) {
            if (PQstatus(connection_.get()) != CONNECTION_OK) fail(nullptr, query.name);
            continue;
        }
        const auto status = PQresultStatus(answer.get());
        if (status == PGRES_PIPELINE_SYNC)
            synced = true;
        else if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
            changed += rows_changed(answer.get());
        else if (!failed)
            failed = std::move(answer);
    }
    PQexitPipelineMode(connection_.get());
    if (failed) fail(failed.get(), query.name);
    return changed;
}

void PostgresqlConnection::each(const Query& query, std::span<const Value> values,
                                const std::function<void(const Row&)>& take) {
    send(query, prepared(query, values), values);
    PQsetSingleRowMode(connection_.get());
    try {
        Answer failed;
        while (auto answer = next_answer()) {
            const auto status = PQresultStatus(answer.get());
            if (status == PGRES_SINGLE_TUPLE)
                take(PostgresqlRow(answer.get(), 0));
            else if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
                failed = std::move(answer);
        }
        if (failed) fail(failed.get(), query.name);
    } catch (...) {
        drain();
        throw;
    }
}

void PostgresqlConnection::run_script(std::string_view sql) {
    // What was prepared may speak of types that this makes, drops, or makes in vain.
    stale_ = true;
    run_alone(sql);
}

void PostgresqlConnection::run_alone(std::string_view sql) {
    const Answer answer(PQexec(connection_.get(), std::string(sql).c_str()));
    check(answer, "a script");
}

const PostgresqlConnection::Statement& PostgresqlConnection::prepared(
    const Query& query, std::span<const Value> values) {
    std::string key;
    key.reserve(values.size() + 1 + query.sql.size());
    std::vector<Oid> types;
    for (const Value& value : values) {
        types.push_back(std::visit(TypeOf{}, value.any()));
        key.push_back(static_cast<char>('0' + value.any().index()));
    }
    key.append(":").append(query.sql);
    auto [found, is_new] = statements_.try_emplace(std::move(key));
    if (!is_new) return found->second;
    if (const auto wanted = parameters_in(query.sql); wanted != values.size()) {
        statements_.erase(found);
        throw Failure(
            fmt::format("{}: takes {} values and was given {}", query.name, wanted, values.size()));
    }
    Statement statement{fmt::format("q{}", statements_.size())};
    const Answer answer(PQprepare(connection_.get(), statement.name.c_str(),
                                  std::string(query.sql).c_str(), static_cast<int>(types.size()),
                                  types.data()));
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) {
        statements_.erase(found);
        fail(answer.get(), query.name);
    }
    found->second = std::move(statement);
    return found->second;
}

void PostgresqlConnection::send(const Query& query, const Statement& statement,
                                std::span<const Value> values) {
    for (const Value& value : values)
        check_value(value, query);
    const Parameters parameters(values);
    if (PQsendQueryPrepared(connection_.get(), statement.name.c_str(), parameters.count(),
                            parameters.values(), parameters.lengths(), parameters.formats(),
                            0) != 1)
        fail(nullptr, query.name);
}

void PostgresqlConnection::drain() noexcept {
    // In a pipeline left in the middle, the answers end with the sync that was not yet sent.
    if (PQpipelineStatus(connection_.get()) != PQ_PIPELINE_OFF) {
        if (PQpipelineSync(connection_.get()) != 1) return;
        while (PQstatus(connection_.get()) == CONNECTION_OK) {
            const auto answer = next_answer();
            if (answer && PQresultStatus(answer.get()) == PGRES_PIPELINE_SYNC) break;
        }
        PQexitPipelineMode(connection_.get());
        return;
    }
    while (next_answer()) {
    }
}

void PostgresqlConnection::check(const Answer& answer, std::string_view doing) const {
    const auto status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
        fail(answer.get(), doing);
}

void PostgresqlConnection::fail(const PGresult* answer, std::string_view doing) const {
    // The primary message alone: its DETAIL line would show values ("Key (address)=(…) exists").
    const char* message = answer ? PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
    const char* state = answer ? PQresultErrorField(answer, PG_DIAG_SQLSTATE) : nullptr;
    const std::string text = fmt::format("PostgreSQL, {}: {}", doing,
                                         message ? message : PQerrorMessage(connection_.get()));
    const std::string_view code = state ? state : "";
    if (code == "53100") throw DiskFull(text);
    if (code.starts_with("23")) throw Conflict(text);
    if (code == "55P03" || code == "40001" || code == "40P01") throw Busy(text);
    throw Failure(text);
}

}  // namespace kolokol::store
