#include <thread>

#include <gmock/gmock.h>

#include "support/databases.hpp"

namespace kolokol::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Schema = support::FreshDatabase::Schema;

class Migrations : public testing::TestWithParam<std::string> {
protected:
    void SetUp() override {
        const auto address = support::postgres_address();
        if (GetParam() == "postgresql" && !address) GTEST_SKIP() << address.error().detail;
        fresh_ = std::make_unique<support::FreshDatabase>(GetParam(), Schema::none);
        write("0001_notes.sql", "CREATE TABLE note (id TEXT NOT NULL PRIMARY KEY);");
    }
    void write(const std::string& name, const std::string& sql) {
        write_file(folder_.path() / name, sql);
    }
    Result<std::vector<std::string>> bring_up() { return migrate(**fresh_, folder_.path(), at_); }
    Outcome check() { return check_schema(**fresh_, folder_.path()); }

    TemporaryFolder folder_;
    std::unique_ptr<support::FreshDatabase> fresh_;
    Instant at_ = from_millis(1000);
};
KOLOKOL_ON_EACH_ENGINE(Migrations);

TEST_P(Migrations, AreAppliedOnceAndInOrder) {
    write("0002_more.sql", "ALTER TABLE note ADD COLUMN words TEXT; CREATE TABLE b (x BLOB);");
    EXPECT_THAT(*bring_up(), ElementsAre("0001_notes", "0002_more"));
    EXPECT_THAT(*bring_up(), IsEmpty());
    EXPECT_TRUE(check());
}

TEST_P(Migrations, AreAppliedToWhatWasThereBefore) {
    EXPECT_THAT(*bring_up(), ElementsAre("0001_notes"));
    write("0002_more.sql", "ALTER TABLE note ADD COLUMN words TEXT;");
    EXPECT_EQ(check().error().code, "store.migrations_due");
    EXPECT_THAT(*bring_up(), ElementsAre("0002_more"));
}

TEST_P(Migrations, AreRefusedWhenChangedAfterwards) {
    ASSERT_TRUE(bring_up());
    write("0001_notes.sql", "CREATE TABLE note (id TEXT NOT NULL PRIMARY KEY); -- edited");
    EXPECT_EQ(bring_up().error().code, "store.migration_changed");
    EXPECT_EQ(check().error().code, "store.migration_changed");
}

TEST_P(Migrations, AreRefusedWhenTheDatabaseIsNewer) {
    write("0002_more.sql", "CREATE TABLE more (id TEXT NOT NULL PRIMARY KEY);");
    ASSERT_TRUE(bring_up());
    std::filesystem::remove(folder_.path() / "0002_more.sql");
    const auto refused = bring_up();
    EXPECT_EQ(refused.error().code, "store.newer_than_program");
    EXPECT_THAT(refused.error().detail, HasSubstr("0002_more"));
}

TEST_P(Migrations, LeaveNothingBehindWhenOneFails) {
    write("0002_broken.sql", "CREATE TABLE more (id TEXT); CREATE TABLE oops (");
    EXPECT_THROW((void)bring_up(), Failure);
    auto tx = (*fresh_)->read();
    EXPECT_EQ(describe_schema(tx), "");
}

TEST_P(Migrations, OfTwoProcessesAtOnceHappenOnce) {
    const auto other = open(fresh_->address()).value();
    std::size_t first = 0;
    std::size_t second = 0;
    std::thread one([&] { first = bring_up()->size(); });
    std::thread two([&] { second = migrate(*other, folder_.path(), at_)->size(); });
    one.join();
    two.join();
    EXPECT_EQ(first + second, 1U);
}

TEST_P(Migrations, PreferTheFileForTheirEngine) {
    write("0001_notes.sqlite.sql", "CREATE TABLE for_sqlite (id TEXT NOT NULL PRIMARY KEY);");
    write("0001_notes.postgres.sql", "CREATE TABLE for_postgresql (id TEXT NOT NULL PRIMARY KEY);");
    ASSERT_TRUE(bring_up());
    auto tx = (*fresh_)->read();
    EXPECT_THAT(describe_schema(tx), HasSubstr("for_" + GetParam()));
}

TEST_P(Migrations, AreRefusedWhenMisnamed) {
    write("two_words.sql", "");
    EXPECT_EQ(bring_up().error().code, "store.migration_misnamed");
}

TEST_P(Migrations, AreRefusedWhenTwoHaveOneNumber) {
    write("0001_other.sql", "");
    EXPECT_EQ(bring_up().error().code, "store.migration_number_twice");
}

}  // namespace
}  // namespace kolokol::store
