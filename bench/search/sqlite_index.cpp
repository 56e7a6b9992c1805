#include "sqlite_index.hpp"

#include <map>
#include <stdexcept>

#include <sqlite3.h>

#include "search/excerpt.hpp"
#include "search/query.hpp"

namespace kolokol::bench {

using namespace search;

struct SqliteIndex::State {
    sqlite3* database = nullptr;
    sqlite3_stmt* insert_words = nullptr;
    sqlite3_stmt* insert_article = nullptr;
    sqlite3_stmt* ask = nullptr;
    std::map<std::string, std::unique_ptr<Stems>> stems;
    std::int64_t next = 1;

    void run(const char* sql) {
        if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(database));
    }
    sqlite3_stmt* prepare(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(database));
        return statement;
    }
    Stems& stems_of(const std::string& language) {
        auto& one = stems[language];
        if (!one) one = std::make_unique<Stems>(language);
        return *one;
    }
    std::string stemmed(std::string_view text, Stems& with) {
        std::string out;
        Words words(text);
        Word word;
        while (words.next(word))
            out += with.of(word) + ' ';
        return out;
    }
};

namespace {

void bind_text(sqlite3_stmt* statement, int place, const std::string& text) {
    sqlite3_bind_text(statement, place, text.data(), static_cast<int>(text.size()),
                      SQLITE_TRANSIENT);
}

std::string quoted(const std::string& term) {
    return '"' + term + '"';
}

}  // namespace

SqliteIndex::SqliteIndex(const std::filesystem::path& file) : state_(std::make_unique<State>()) {
    if (sqlite3_open(file.c_str(), &state_->database) != SQLITE_OK)
        throw std::runtime_error("cannot open the database");
    state_->run(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;"
        "CREATE VIRTUAL TABLE words USING fts5 (language, headline, standfirst, body, "
        "content = '', tokenize = \"unicode61 remove_diacritics 0\");"
        "CREATE TABLE article (id INTEGER PRIMARY KEY, published INTEGER, record BLOB);");
    state_->insert_words = state_->prepare(
        "INSERT INTO words (rowid, language, headline, standfirst, body) VALUES (?, ?, ?, ?, ?)");
    state_->insert_article = state_->prepare("INSERT INTO article VALUES (?, ?, ?)");
    state_->ask = state_->prepare(
        "SELECT record FROM (SELECT rowid, bm25(words, 0, 5, 2, 1) AS weight FROM words "
        "WHERE words MATCH ?) hit JOIN article ON article.id = hit.rowid "
        "ORDER BY weight - 2.0 * 31536000000.0 / "
        "(31536000000.0 + (SELECT MAX(published) FROM article) - published) LIMIT ?");
}

SqliteIndex::~SqliteIndex() {
    for (sqlite3_stmt* statement : {state_->insert_words, state_->insert_article, state_->ask})
        sqlite3_finalize(statement);
    sqlite3_close(state_->database);
}

void SqliteIndex::begin() {
    state_->run("BEGIN");
}
void SqliteIndex::commit() {
    state_->run("COMMIT");
}

void SqliteIndex::add(const ArticleRecord& article) {
    Stems& stems = state_->stems_of(article.language);
    sqlite3_stmt* words = state_->insert_words;
    sqlite3_bind_int64(words, 1, state_->next);
    bind_text(words, 2, "language" + article.language);
    bind_text(words, 3, state_->stemmed(article.headline, stems));
    bind_text(words, 4, state_->stemmed(article.standfirst, stems));
    bind_text(words, 5, state_->stemmed(article.body, stems));
    const bool worded = sqlite3_step(words) == SQLITE_DONE;
    sqlite3_reset(words);
    sqlite3_stmt* row = state_->insert_article;
    sqlite3_bind_int64(row, 1, state_->next++);
    sqlite3_bind_int64(row, 2, to_millis(*article.published));
    const Bytes record = encode(article);
    sqlite3_bind_blob(row, 3, record.data(), static_cast<int>(record.size()), SQLITE_TRANSIENT);
    const bool kept = sqlite3_step(row) == SQLITE_DONE;
    sqlite3_reset(row);
    if (!worded || !kept) throw std::runtime_error(sqlite3_errmsg(state_->database));
}

Found SqliteIndex::find(const std::string& language, std::string_view query, int limit) {
    Stems& stems = state_->stems_of(language);
    std::string match = "language : language" + language;
    Needles terms(stems);
    for (const Part& part : parse_query(query, stems)) {
        std::string phrase;
        for (const std::string& term : part.terms) {
            phrase += (phrase.empty() ? "" : " + ") + quoted(term);
            terms.add(term);
        }
        match += " AND " + phrase;
    }
    bind_text(state_->ask, 1, match);
    sqlite3_bind_int(state_->ask, 2, limit);
    Found found;
    while (sqlite3_step(state_->ask) == SQLITE_ROW) {
        const Bytes bytes(static_cast<const char*>(sqlite3_column_blob(state_->ask, 0)),
                          static_cast<std::size_t>(sqlite3_column_bytes(state_->ask, 0)));
        const auto record = decode_record(bytes);
        found.hits.push_back({record->address, marked(record->headline, terms),
                              excerpt(record->standfirst + "\n" + record->body, terms),
                              record->section, record->published});
    }
    found.total = static_cast<std::int64_t>(found.hits.size());
    sqlite3_reset(state_->ask);
    return found;
}

}  // namespace kolokol::bench
