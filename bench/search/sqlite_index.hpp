#pragma once
// The same articles under SQLite's FTS5: words stemmed by the same code before they go in.

#include <filesystem>
#include <memory>

#include "search/article_record.hpp"
#include "search/search_index.hpp"

namespace kolokol::bench {

class SqliteIndex {
public:
    explicit SqliteIndex(const std::filesystem::path& file);
    ~SqliteIndex();
    void begin();
    void add(const search::ArticleRecord& article);
    void commit();
    search::Found find(const std::string& language, std::string_view query, int limit);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace kolokol::bench
