#include "manuscripts/version.hpp"

#include <gmock/gmock.h>

#include "crypto/random.hpp"
#include "manuscripts/saving.hpp"
#include "support/databases.hpp"

namespace kolokol::manuscripts {
namespace {

using content::Field;
using content::ManuscriptFields;

class Versions : public support::EachEngine {
protected:
    void SetUp() override {
        EachEngine::SetUp();
        if (IsSkipped()) return;
        auto tx = database().begin();
        heron_ = staff::create_account(tx, "Heron", Language(), {staff::Role::editor},
                                       crypto::random_bytes(32), now_)
                     .value();
        manuscript_ = begin(tx, with_body("1\n"), heron_, now_);
        tx.commit();
    }
    static ManuscriptFields with_body(std::string body) {
        ManuscriptFields fields;
        fields[Field::headline] = "Bread";
        fields[Field::body] = std::move(body);
        return fields;
    }
    std::string body_of(std::int64_t number) {
        auto tx = database().read();
        return read_version(tx, manuscript_.id, number).value()[Field::body];
    }
    std::int64_t stored_bytes() {
        constexpr store::Query sum{"test.stored",
                                   "SELECT SUM(LENGTH(text)) FROM manuscript_version"};
        auto tx = database().read();
        return tx.number(sum);
    }
    const Instant now_ = from_millis(1'790'000'000'000);
    staff::Account heron_;
    Manuscript manuscript_;
};
KOLOKOL_ON_EACH_ENGINE(Versions);

TEST_P(Versions, ComeBackFromTheirPackingBeyondEachThatStandsAlone) {
    std::string text = "1\n";
    {
        auto tx = database().begin();
        for (int number = 2; number <= 140; ++number) {
            text += "Sentence " + std::to_string(number) + " of the text that somebody writes.\n";
            ASSERT_EQ(add_version(tx, manuscript_.id, with_body(text), heron_.id, now_), number);
        }
        tx.commit();
    }
    EXPECT_EQ(body_of(140), text);
    EXPECT_EQ(body_of(1), "1\n");
    EXPECT_EQ(body_of(65).size(), body_of(64).size() + 46);
    EXPECT_LT(stored_bytes(), 140 * 400);
}

TEST_P(Versions, OfAnUnchangedTextAreNotMade) {
    auto tx = database().begin();
    const auto saved = save(tx, manuscript_.id, with_body("1\r\n"), 1, heron_, now_);
    EXPECT_EQ(saved->version, 1);
    EXPECT_EQ(saved->state, Saved::State::saved);
}

TEST_P(Versions, AreRefusedWhereTheyCouldNotBeHandedIn) {
    auto tx = database().begin();
    ManuscriptFields fields = with_body("1\n");
    fields[Field::standfirst] = std::string(70'000, 'a');
    EXPECT_EQ(save(tx, manuscript_.id, fields, 1, heron_, now_).error().code,
              "manuscripts.too_long");
    EXPECT_EQ(save(tx, manuscript_.id, with_body("\xff"), 1, heron_, now_).error().code,
              "manuscripts.not_text");
    EXPECT_EQ(save(tx, manuscript_.id, with_body("2"), 9, heron_, now_).error().code,
              "manuscripts.base_unknown");
}

TEST_P(Versions, OfTwoPeopleKeepBothWordsUntilSomebodyChooses) {
    auto tx = database().begin();
    const auto osprey = staff::create_account(tx, "Osprey", Language(), {staff::Role::editor},
                                              crypto::random_bytes(32), now_)
                            .value();
    ASSERT_TRUE(save(tx, manuscript_.id, with_body("The cat sat.\n"), 1, heron_, now_));
    ASSERT_TRUE(save(tx, manuscript_.id, with_body("The dog sat.\n"), 2, heron_, now_));
    const auto merged = save(tx, manuscript_.id, with_body("The hen sat.\n"), 2, osprey, now_);
    EXPECT_EQ(merged->state, Saved::State::conflict);
    const auto open = open_conflicts(tx, manuscript_.id);
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(open[0].conflict, (Conflict{Field::body, "dog ", "hen "}));
    EXPECT_EQ(open[0].author, osprey.id);
    EXPECT_TRUE(solve(tx, manuscript_.id, open[0].id, true, heron_, now_));
    EXPECT_TRUE(open_conflicts(tx, manuscript_.id).empty());
    const auto newest = find_manuscript(tx, manuscript_.id)->newest;
    EXPECT_EQ(read_version(tx, manuscript_.id, newest).value()[Field::body], "The hen sat.\n");
    EXPECT_EQ(solve(tx, manuscript_.id, open[0].id, true, heron_, now_).error().code,
              "manuscripts.conflict_over");
}

}  // namespace
}  // namespace kolokol::manuscripts
