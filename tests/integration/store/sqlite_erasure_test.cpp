// What was erased is not in the files any more, as somebody with the disk would look for it.

#include <gtest/gtest.h>

#include "base/file.hpp"
#include "store/database.hpp"

namespace kolokol::store {
namespace {

constexpr Query create{"test.create", "CREATE TABLE byline (id INTEGER PRIMARY KEY, name TEXT)"};
constexpr Query insert{"test.insert", "INSERT INTO byline (name) VALUES ($1)"};
constexpr Query rename{"test.rename", "UPDATE byline SET name = $1 WHERE id = $2"};
constexpr Query remove{"test.remove", "DELETE FROM byline WHERE id = $1"};
constexpr Query count{"test.count", "SELECT count(*) FROM byline"};

class SqliteErasure : public ::testing::Test {
protected:
    SqliteErasure() {
        auto tx = database->begin();
        tx.execute(create);
        tx.execute(insert, {"Osip Verkhovin"});
        tx.execute(insert, {"Marfa Lugovaya"});
        tx.commit();
    }
    void erase_both() {
        auto tx = database->begin();
        tx.execute(rename, {"X", 1});
        tx.execute(remove, {2});
        tx.commit();
    }
    bool holds(std::string_view name) const {
        for (const char* ending : {"", "-wal"})
            if (read_file(file.string() + ending)->find(name) != Bytes::npos) return true;
        return false;
    }

    TemporaryFolder folder;
    std::filesystem::path file = folder.path() / "kolokol.db";
    std::unique_ptr<Database> database = open("sqlite:" + file.string()).value();
};

TEST_F(SqliteErasure, LeavesNoNameInTheFilesWhileAnotherConnectionIsOpen) {
    const auto other = open("sqlite:" + file.string()).value();
    EXPECT_EQ(other->read().number(count), 2);
    ASSERT_TRUE(holds("Osip Verkhovin"));
    erase_both();
    ASSERT_TRUE(database->erase_traces());
    EXPECT_FALSE(holds("Osip Verkhovin"));
    EXPECT_FALSE(holds("Marfa Lugovaya"));
    EXPECT_EQ(other->read().number(count), 1);
}

TEST_F(SqliteErasure, OverwritesWhatReachedTheDatabaseBefore) {
    ASSERT_TRUE(database->erase_traces());
    ASSERT_NE(read_file(file)->find("Marfa Lugovaya"), Bytes::npos);
    erase_both();
    ASSERT_TRUE(database->erase_traces());
    EXPECT_FALSE(holds("Osip Verkhovin"));
    EXPECT_FALSE(holds("Marfa Lugovaya"));
}

}  // namespace
}  // namespace kolokol::store
