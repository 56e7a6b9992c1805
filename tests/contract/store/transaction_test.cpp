#include <gmock/gmock.h>

#include "support/databases.hpp"

namespace kolokol::store {
namespace {

using testing::ElementsAre;

constexpr Query insert{"test.insert", "INSERT INTO note (id, number, words) VALUES ($1, $2, $3)"};
constexpr Query insert_bytes{"test.insert_bytes", "INSERT INTO note (id, bytes) VALUES ($1, $2)"};
constexpr Query all_ids{"test.all_ids", "SELECT id FROM note ORDER BY id"};
constexpr Query count_notes{"test.count", "SELECT COUNT(*) FROM note"};
constexpr Query find_note{"test.find", R"sql(
    SELECT id, number, ratio, words, bytes FROM note WHERE id = $1)sql"};

class Transactions : public support::EachEngine {
protected:
    void SetUp() override {
        EachEngine::SetUp();
        if (IsSkipped()) return;
        auto tx = database().begin();
        tx.run_script(R"sql(
            CREATE TABLE note (
                id TEXT NOT NULL PRIMARY KEY, number BIGINT UNIQUE, ratio DOUBLE PRECISION,
                words TEXT CHECK (words <> 'forbidden'), bytes BLOB);
            CREATE TABLE remark (
                id TEXT NOT NULL PRIMARY KEY,
                note_id TEXT NOT NULL REFERENCES note (id) ON DELETE CASCADE))sql");
        tx.commit();
    }
    std::vector<std::string> ids() {
        auto tx = database().read();
        return tx.all(all_ids, {}, [](const Row& row) { return std::string(row.text(0)); });
    }
    void add(const std::string& id) {
        auto tx = database().begin();
        tx.execute(insert, {id, nullptr, nullptr});
        tx.commit();
    }
};
KOLOKOL_ON_EACH_ENGINE(Transactions);

TEST_P(Transactions, KeepWhatIsCommitted) {
    add("a");
    EXPECT_THAT(ids(), ElementsAre("a"));
}

TEST_P(Transactions, KeepTheRestWhenTheTracesOfWhatIsDeletedAreErased) {
    add("a");
    add("b");
    {
        auto tx = database().begin();
        tx.execute({"test.delete", "DELETE FROM note WHERE id = $1"}, {"a"});
        tx.commit();
    }
    ASSERT_TRUE(database().erase_traces());
    EXPECT_THAT(ids(), ElementsAre("b"));
}

TEST_P(Transactions, ForgetWhatIsNotCommitted) {
    {
        auto tx = database().begin();
        tx.execute(insert, {"a", 1, "x"});
    }
    EXPECT_THAT(ids(), ElementsAre());
}

TEST_P(Transactions, GiveBackEveryTypeAsItWasPutIn) {
    const Bytes bytes("\x00\xff\\'x\x00", 6);
    auto tx = database().begin();
    tx.execute({"test.every_type",
                "INSERT INTO note (id, number, ratio, words, bytes) VALUES ($1, $2, $3, $4, $5)"},
               {"ключ", std::int64_t{-9007199254740993}, 0.1, "ё \"' \t\n", Blob{bytes}});
    tx.each(find_note, {"ключ"}, [&](const Row& row) {
        EXPECT_EQ(row.columns(), 5);
        EXPECT_EQ(row.text(0), "ключ");
        EXPECT_EQ(row.integer(1), -9007199254740993);
        EXPECT_EQ(row.real(2), 0.1);
        EXPECT_EQ(row.text(3), "ё \"' \t\n");
        EXPECT_EQ(row.blob(4), bytes);
        EXPECT_EQ(row.value(1), Value(std::int64_t{-9007199254740993}));
        EXPECT_EQ(row.value(2), Value(0.1));
        EXPECT_EQ(row.value(4), Value(Blob{bytes}));
    });
}

TEST_P(Transactions, TellNullFromEmpty) {
    auto tx = database().begin();
    tx.execute(insert, {"null", nullptr, std::optional<std::string>()});
    tx.execute(insert, {"empty", 0, ""});
    tx.each(find_note, {"null"}, [](const Row& row) {
        EXPECT_TRUE(row.is_null(3));
        EXPECT_EQ(row.integer(1), 0);
        EXPECT_EQ(row.text(3), "");
        EXPECT_EQ(row.blob(4), "");
        EXPECT_EQ(row.value(4), Value(nullptr));
    });
    tx.each(find_note, {"empty"}, [](const Row& row) {
        EXPECT_FALSE(row.is_null(3));
        EXPECT_FALSE(row.is_null(1));
        EXPECT_EQ(row.text(3), "");
    });
}

TEST_P(Transactions, BindAValueInTwoPlacesAndOutOfOrder) {
    add("a");
    auto tx = database().read();
    EXPECT_EQ(tx.number({"test.twice",
                         "SELECT COUNT(*) FROM note WHERE id <> $2 AND id = $1 "
                         "AND id = $1"},
                        {"a", "b"}),
              1);
}

TEST_P(Transactions, RefuseTooFewAndTooManyValues) {
    auto few = database().begin();
    EXPECT_THROW(few.execute(insert, {"a"}), Failure);
    auto many = database().read();
    EXPECT_THROW(many.exists(count_notes, {1}), Failure);
}

TEST_P(Transactions, SayHowManyRowsChanged) {
    auto tx = database().begin();
    EXPECT_EQ(tx.execute(insert, {"a", 1, "x"}), 1);
    EXPECT_EQ(tx.execute(insert, {"b", 2, "x"}), 1);
    EXPECT_EQ(tx.execute({"test.update", "UPDATE note SET words = 'y'"}), 2);
    EXPECT_EQ(tx.execute({"test.none", "UPDATE note SET words = 'y' WHERE id = 'z'"}), 0);
    EXPECT_EQ(tx.execute(count_notes), 0);
    EXPECT_EQ(tx.execute({"test.ignored",
                          "INSERT INTO note (id) VALUES ('a') "
                          "ON CONFLICT DO NOTHING"}),
              0);
    EXPECT_EQ(tx.execute({"test.returning", "DELETE FROM note RETURNING id"}), 2);
}

TEST_P(Transactions, HandOverRowsOfReturning) {
    auto tx = database().begin();
    const auto id = tx.first({"test.returned", "INSERT INTO note (id) VALUES ($1) RETURNING id"},
                             {"a"}, [](const Row& row) { return std::string(row.text(0)); });
    EXPECT_EQ(id, "a");
}

TEST_P(Transactions, TellAKeyThatIsThereAlready) {
    add("a");
    auto tx = database().begin();
    EXPECT_THROW(tx.execute(insert, {"a", nullptr, nullptr}), Conflict);
}

TEST_P(Transactions, TellAReferenceToNothing) {
    auto tx = database().begin();
    EXPECT_THROW(tx.execute({"test.remark", "INSERT INTO remark (id, note_id) VALUES ('r', 'x')"}),
                 Conflict);
}

TEST_P(Transactions, TellABrokenCheck) {
    auto tx = database().begin();
    EXPECT_THROW(tx.execute(insert, {"a", 1, "forbidden"}), Conflict);
}

TEST_P(Transactions, ShowNoValueInAConflict) {
    add("secret-id");
    auto tx = database().begin();
    try {
        tx.execute(insert, {"secret-id", nullptr, nullptr});
        FAIL();
    } catch (const Conflict& conflict) {
        EXPECT_THAT(conflict.what(), testing::Not(testing::HasSubstr("secret-id")));
        EXPECT_THAT(conflict.what(), testing::HasSubstr("test.insert"));
    }
}

TEST_P(Transactions, AreSpoiltByAFailure) {
    auto tx = database().begin();
    tx.execute(insert, {"a", 1, "x"});
    EXPECT_THROW(tx.execute(insert, {"a", 2, "x"}), Conflict);
    EXPECT_THROW(tx.execute(insert, {"b", 3, "x"}), Failure);
    EXPECT_THROW(tx.commit(), Failure);
}

TEST_P(Transactions, LeaveTheDatabaseUsableAfterAFailure) {
    {
        auto tx = database().begin();
        EXPECT_THROW(tx.run_script("SELECT nonsense"), Failure);
    }
    add("a");
    EXPECT_THAT(ids(), ElementsAre("a"));
}

TEST_P(Transactions, CannotBeUsedAfterTheirEnd) {
    auto tx = database().begin();
    tx.commit();
    EXPECT_THROW(tx.execute(count_notes), Failure);
}

TEST_P(Transactions, RefuseTextThatIsNoUtf8OrHoldsANul) {
    auto broken = database().begin();
    EXPECT_THROW(broken.execute(insert, {"a", 1, "\xc3("}), Failure);
    auto nul = std::make_unique<Transaction>(database().read());
    EXPECT_THROW(nul->exists(find_note, {std::string("a\0b", 3)}), Failure);
}

TEST_P(Transactions, RefuseToReadWordsAsANumber) {
    auto tx = database().begin();
    tx.execute(insert, {"a", 1, "words"});
    EXPECT_THROW(tx.each(find_note, {"a"}, [](const Row& row) { (void)row.integer(3); }), Failure);
}

TEST_P(Transactions, SumBigNumbersAsNumbers) {
    auto tx = database().begin();
    tx.execute(insert, {"a", 2'000'000'000, "x"});
    tx.execute(insert, {"b", 3'000'000'000, "x"});
    EXPECT_EQ(tx.number({"test.sum", "SELECT SUM(number) FROM note"}), 5'000'000'000);
}

TEST_P(Transactions, SortTextByItsBytes) {
    for (const auto* id : {"b", "a", "B", "ё", "я", "z"})
        add(id);
    EXPECT_THAT(ids(), ElementsAre("B", "a", "b", "z", "я", "ё"));
}

TEST_P(Transactions, StreamManyRowsAndInsertThemInOneGo) {
    std::vector<std::vector<Value>> rows;
    for (int i = 0; i < 5000; ++i)
        rows.push_back({fmt::format("{:05}", i), i, i % 2 == 0 ? Value("even") : Value()});
    auto tx = database().begin();
    EXPECT_EQ(tx.execute_many(insert, rows), 5000);
    int seen = 0;
    tx.each({"test.stream", "SELECT number FROM note ORDER BY id"}, {},
            [&](const Row& row) { EXPECT_EQ(row.integer(0), seen++); });
    EXPECT_EQ(seen, 5000);
}

TEST_P(Transactions, TellAConflictInTheMiddleOfManyRows) {
    std::vector<std::vector<Value>> rows;
    for (int i = 0; i < 600; ++i)
        rows.push_back({fmt::format("{:05}", i % 400), i, "x"});
    {
        auto tx = database().begin();
        EXPECT_THROW(tx.execute_many(insert, rows), Conflict);
    }
    EXPECT_THAT(ids(), ElementsAre());
}

TEST_P(Transactions, RefuseAQuestionInsideARow) {
    add("a");
    auto tx = database().read();
    EXPECT_THROW(tx.each(all_ids, {}, [&](const Row&) { tx.execute(count_notes); }), Failure);
}

TEST_P(Transactions, GoOnAfterARowsTakerThrew) {
    add("a");
    add("b");
    auto tx = database().read();
    EXPECT_THROW(tx.each(all_ids, {}, [](const Row&) { throw std::runtime_error("enough"); }),
                 std::runtime_error);
    EXPECT_EQ(tx.number(count_notes), 2);
}

TEST_P(Transactions, FollowARowThatIsDeletedToThoseThatNameIt) {
    add("a");
    auto tx = database().begin();
    tx.execute({"test.remark", "INSERT INTO remark (id, note_id) VALUES ('r', 'a')"});
    EXPECT_EQ(tx.execute({"test.delete", "DELETE FROM note"}), 1);
    EXPECT_FALSE(tx.exists({"test.remarks", "SELECT 1 FROM remark"}));
}

}  // namespace
}  // namespace kolokol::store
