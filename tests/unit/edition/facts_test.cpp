#include "edition/facts.hpp"

#include <gtest/gtest.h>

namespace kolokol::edition {
namespace {

EditionFacts example() {
    EditionFacts facts;
    facts.sequence = 12;
    facts.previous = crypto::sha256("eleven");
    facts.time = from_millis(1'769'612'400'000);
    facts.root = crypto::sha256("root");
    facts.depth = 3;
    facts.entries = 130'000;
    facts.bytes = 4'000'000'000;
    facts.delta_limit = 70'000;
    facts.facts.headers[0] = {{"cache-control", "max-age=300"}};
    facts.facts.headers[12] = {};
    facts.facts.origin = "https://paper.example";
    facts.facts.mirrors = {"https://mirror.example"};
    facts.facts.withdrawn = {crypto::sha256("withdrawn")};
    return facts;
}

TEST(EditionFacts, ComeBackAsTheyWere) {
    const auto read = decode_facts(encode(example()));
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(*read, example());
}

TEST(EditionFacts, OfANewerFormatAreRefused) {
    Bytes json = encode(example());
    json.replace(json.find("edition-1"), 9, "edition-2");
    EXPECT_EQ(decode_facts(json).error().code, "edition.newer_format");
}

TEST(EditionFacts, ThatLackAFieldAreRefused) {
    Bytes json = encode(example());
    json.replace(json.find("\"bytes\""), 7, "\"bites\"");
    EXPECT_EQ(decode_facts(json).error().code, "edition.bad_facts");
    EXPECT_EQ(decode_facts("{").error().code, "edition.bad_json");
}

}  // namespace
}  // namespace kolokol::edition
