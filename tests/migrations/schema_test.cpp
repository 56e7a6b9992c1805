#include <gtest/gtest.h>

#include "migrations/schema_page.hpp"
#include "support/databases.hpp"

namespace kolokol::migrations {
namespace {

using support::FreshDatabase;

std::string described(store::Database& database) {
    auto tx = database.read();
    return store::describe_schema(tx);
}

Bytes schema_file() {
    return read_file(std::filesystem::path(KOLOKOL_TEST_SOURCE_DIR) / "db/schema.sql").value();
}

TEST(Schema, OnOnePageIsWhatTheMigrationsMake) {
    FreshDatabase sqlite("sqlite");
    EXPECT_EQ(schema_page(*sqlite), schema_file()) << "run tools/schema";
}

TEST(Schema, IsTheSameOnBothEngines) {
    const auto address = support::postgres_address();
    if (!address) GTEST_SKIP() << address.error().detail;
    FreshDatabase sqlite("sqlite");
    FreshDatabase postgresql("postgresql");
    EXPECT_EQ(described(*sqlite), described(*postgresql));
}

}  // namespace
}  // namespace kolokol::migrations
