#pragma once
// db/schema.sql: the whole schema on one page, as the migrations make it.

#include <string>

#include "store/database.hpp"

namespace kolokol::migrations {

/// Every table with its indexes, in the order in which the migrations made them. `sqlite` has been
/// migrated.
std::string schema_page(store::Database& sqlite);

}  // namespace kolokol::migrations
