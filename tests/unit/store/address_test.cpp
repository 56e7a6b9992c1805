#include <gtest/gtest.h>

#include "store/database.hpp"

namespace kolokol::store {
namespace {

TEST(DatabaseAddress, ShowsNoPassword) {
    EXPECT_EQ(without_password("postgresql://press:hunter2@db/kolokol"),
              "postgresql://press:…@db/kolokol");
    EXPECT_EQ(without_password("postgresql://db/kolokol?password=hunter2&sslmode=require"),
              "postgresql://db/kolokol?password=…&sslmode=require");
    EXPECT_EQ(without_password("postgresql://press:hun/ter?2@db/kolokol"),
              "postgresql://press:…@db/kolokol");
}

TEST(DatabaseAddress, IsShownWholeWhereItHoldsNoPassword) {
    EXPECT_EQ(without_password("sqlite:kolokol.db"), "sqlite:kolokol.db");
    EXPECT_EQ(without_password("postgresql://press@db:5432/kolokol"),
              "postgresql://press@db:5432/kolokol");
}

TEST(DatabaseAddress, IsRefusedWhenItNamesNoEngine) {
    EXPECT_EQ(open("mysql://db").error().code, "store.address_unknown");
    EXPECT_EQ(open("sqlite:").error().code, "store.address_unknown");
}

}  // namespace
}  // namespace kolokol::store
