#include "store/dump.hpp"

#include <gmock/gmock.h>

#include "support/databases.hpp"

namespace kolokol::store {
namespace {

using support::FreshDatabase;
using Schema = FreshDatabase::Schema;

const Instant at = from_millis(5000);

Bytes dumped(Database& database) {
    Bytes bytes;
    dump(database, [&](BytesView piece) { bytes += piece; });
    return bytes;
}

/// In pieces of seven bytes, so that every line is cut somewhere.
Source source_of(const Bytes& bytes) {
    return [&bytes, place = std::size_t{0}](std::size_t) mutable {
        Bytes piece = bytes.substr(std::min(place, bytes.size()), 7);
        place += piece.size();
        return piece;
    };
}

class Dump : public testing::TestWithParam<std::tuple<std::string, std::string>> {
protected:
    void SetUp() override {
        const auto address = support::postgres_address();
        if (!address) GTEST_SKIP() << address.error().detail;
        write_file(folder_.path() / "0001_notes.sql", R"sql(
            CREATE TABLE person (name TEXT NOT NULL PRIMARY KEY);
            CREATE TABLE note (
                id TEXT NOT NULL PRIMARY KEY, words TEXT, bytes BLOB, ratio DOUBLE PRECISION,
                answers TEXT REFERENCES note (id), author TEXT NOT NULL REFERENCES person (name));
            )sql");
        from_ = std::make_unique<FreshDatabase>(std::get<0>(GetParam()), Schema::none);
        to_ = std::make_unique<FreshDatabase>(std::get<1>(GetParam()), Schema::none);
        migrate(**from_, folder_.path(), at).value();
        auto tx = (*from_)->begin();
        tx.run_script("INSERT INTO person VALUES ('Ё')");
        // "a" answers "b", which comes after it: rules are looked at when all rows are there.
        constexpr Query insert{"test.insert", "INSERT INTO note VALUES ($1, $2, $3, $4, $5, $6)"};
        tx.execute(insert, {"b", "line\nline\ttab\\", Blob{Bytes("\0\xff", 2)}, 0.1, nullptr, "Ё"});
        tx.execute(insert, {"a", nullptr, nullptr, nullptr, "b", "Ё"});
        tx.commit();
    }
    Result<std::int64_t> load_into_other(const Bytes& bytes) {
        return load(**to_, source_of(bytes), folder_.path(), at);
    }

    TemporaryFolder folder_;
    std::unique_ptr<FreshDatabase> from_;
    std::unique_ptr<FreshDatabase> to_;
};
INSTANTIATE_TEST_SUITE_P(FromOneToTheOther, Dump,
                         testing::Combine(testing::Values("sqlite", "postgresql"),
                                          testing::Values("sqlite", "postgresql")),
                         [](const auto& about) {
                             return std::get<0>(about.param) + "_to_" + std::get<1>(about.param);
                         });

TEST_P(Dump, IsTheSameAfterTheWayThere) {
    const Bytes before = dumped(**from_);
    EXPECT_EQ(load_into_other(before).value(), 3);
    EXPECT_EQ(dumped(**to_), before);
}

TEST_P(Dump, OfAnOlderSchemaIsBroughtUp) {
    const Bytes before = dumped(**from_);
    write_file(folder_.path() / "0002_more.sql",
               "ALTER TABLE note ADD COLUMN more TEXT NOT NULL DEFAULT 'x';");
    EXPECT_EQ(load_into_other(before).value(), 3);
    auto tx = (*to_)->read();
    EXPECT_EQ(tx.number({"test.more", "SELECT COUNT(*) FROM note WHERE more = 'x'"}), 2);
}

TEST_P(Dump, OfANewerSchemaIsRefused) {
    write_file(folder_.path() / "0002_more.sql", "CREATE TABLE more (id TEXT);");
    migrate(**from_, folder_.path(), at).value();
    const Bytes newer = dumped(**from_);
    std::filesystem::remove(folder_.path() / "0002_more.sql");
    EXPECT_EQ(load_into_other(newer).error().code, "store.dump_newer");
}

TEST_P(Dump, IsLoadedOnlyIntoAnEmptyDatabase) {
    const Bytes before = dumped(**from_);
    EXPECT_EQ(load(**from_, source_of(before), folder_.path(), at).error().code, "store.not_empty");
}

TEST_P(Dump, ThatIsDamagedLeavesNothingBehind) {
    Bytes bytes = dumped(**from_);
    bytes[bytes.find("line\\n")] = 'L';
    EXPECT_EQ(load_into_other(bytes).error().code, "store.dump_damaged");
    auto tx = (*to_)->read();
    EXPECT_EQ(describe_schema(tx), "");
}

TEST_P(Dump, ThatEndsAnywhereTooEarlyIsRefused) {
    const Bytes bytes = dumped(**from_);
    for (std::size_t length = 25; length < bytes.size(); length += 31)
        EXPECT_EQ(load_into_other(bytes.substr(0, length)).error().code, "store.dump_damaged")
            << length;
}

TEST_P(Dump, OfAnotherKindOfFileIsRefused) {
    EXPECT_EQ(load_into_other("SQLite format 3").error().code, "store.dump_not_ours");
}

TEST(SqliteCopy, IsAWholeDatabase) {
    FreshDatabase from("sqlite");
    const TemporaryFolder folder;
    const auto copy = folder.path() / "copy.db";
    ASSERT_TRUE(from->copy_to(copy));
    EXPECT_EQ(dumped(*open("sqlite:" + copy.string()).value()), dumped(*from));
    EXPECT_EQ(from->copy_to(copy).error().code, "store.copy_exists");
}

TEST(SqliteFile, IsReadableByItsOwnerOnly) {
    FreshDatabase fresh("sqlite");
    const auto mode = std::filesystem::status(fresh.address().substr(7)).permissions();
    EXPECT_EQ(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(SqliteFile, IsRefusedWhenItIsNone) {
    const TemporaryFolder folder;
    write_file(folder.path() / "text", std::string(5000, 'x'));
    EXPECT_EQ(open("sqlite:" + (folder.path() / "text").string()).error().code,
              "store.unreachable");
    EXPECT_EQ(open("sqlite:/nowhere/at/all").error().code, "store.unreachable");
}

}  // namespace
}  // namespace kolokol::store
