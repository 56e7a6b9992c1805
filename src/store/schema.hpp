#pragma once
// What tables there are, asked from the database itself and told alike for both engines. Read by
// the dump, and by the test that holds the two schemas against each other.

#include <string>
#include <vector>

#include "store/transaction.hpp"

namespace kolokol::store {

struct Column {
    std::string name;
    std::string type;  // TEXT, BIGINT, BLOB, DOUBLE PRECISION
    bool not_null = false;
    int key_place = 0;  // 1, 2… within the primary key; 0 outside it
};

struct Table {
    std::string name;
    std::vector<Column> columns;
    /// "FOREIGN KEY (a) REFERENCES b (c) ON DELETE CASCADE", "UNIQUE (d, e)", sorted.
    std::vector<std::string> rules;
    /// "job_by_due (kind, due_at)", "job_once (kind, unique_key) UNIQUE PARTIAL", sorted.
    std::vector<std::string> indexes;
};

/// By name.
std::vector<Table> read_schema(Transaction& tx);

}  // namespace kolokol::store
