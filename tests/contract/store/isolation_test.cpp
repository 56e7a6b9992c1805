#include <thread>

#include <gmock/gmock.h>

#include "support/databases.hpp"

namespace kolokol::store {
namespace {

constexpr Query raise{"test.raise", "UPDATE counter SET value = value + 1"};
constexpr Query set{"test.set", "UPDATE counter SET value = $1"};
constexpr Query value{"test.value", "SELECT value FROM counter"};

class Isolation : public support::EachEngine {
protected:
    void SetUp() override {
        EachEngine::SetUp();
        if (IsSkipped()) return;
        auto tx = database().begin();
        tx.run_script(
            "CREATE TABLE counter (value BIGINT NOT NULL); INSERT INTO counter VALUES (0)");
        tx.commit();
    }
    std::int64_t now() { return database().read().number(value); }
};
KOLOKOL_ON_EACH_ENGINE(Isolation);

TEST_P(Isolation, AReaderSeesTheMomentItBegan) {
    auto reader = database().read();
    auto writer = database().begin();
    writer.execute(raise);
    writer.commit();
    EXPECT_EQ(reader.number(value), 0);
    EXPECT_EQ(now(), 1);
}

TEST_P(Isolation, AReaderDoesNotSeeWhatIsNotCommitted) {
    auto writer = database().begin();
    writer.execute(raise);
    EXPECT_EQ(now(), 0);
}

TEST_P(Isolation, AReaderCannotWrite) {
    auto reader = database().read();
    EXPECT_THROW(reader.execute(raise), Failure);
}

TEST_P(Isolation, AReaderMayTurnIntoNoWriterForTheNext) {
    { auto reader = database().read(); }
    { auto writer = database().begin(); }
    auto reader = database().read();
    EXPECT_THROW(reader.execute(raise), Failure);
}

TEST_P(Isolation, ManyReadAtOnce) {
    auto first = database().read();
    auto second = database().read();
    std::int64_t seen = -1;
    std::thread([&] { seen = now(); }).join();
    EXPECT_EQ(first.number(value) + second.number(value) + seen, 0);
}

TEST_P(Isolation, WritersComeOneAfterTheOther) {
    const auto count = [&] {
        for (int i = 0; i < 25; ++i) {
            auto tx = database().begin();
            const auto before = tx.number(value);
            tx.execute(set, {before + 1});
            tx.commit();
        }
    };
    std::thread first(count);
    std::thread second(count);
    first.join();
    second.join();
    EXPECT_EQ(now(), 50);
}

TEST_P(Isolation, WritersOfTwoProcessesComeOneAfterTheOther) {
    const auto other = open(address()).value();
    const auto count = [](Database& own) {
        for (int i = 0; i < 25; ++i) {
            auto tx = own.begin();
            const auto before = tx.number(value);
            tx.execute(set, {before + 1});
            tx.commit();
        }
    };
    std::thread first([&] { count(database()); });
    std::thread second([&] { count(*other); });
    first.join();
    second.join();
    EXPECT_EQ(now(), 50);
}

}  // namespace
}  // namespace kolokol::store
