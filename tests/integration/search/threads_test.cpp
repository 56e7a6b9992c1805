// Many ask while one follows.

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "printed.hpp"
#include "search/search_index.hpp"

namespace kolokol::search {
namespace {

using edition::Builder;
using testing::put;

TEST(SearchThreads, GetWholeAnswersWhileTheIndexFollows) {
    edition::testing::Workshop workshop;
    const auto index = std::move(*SearchIndex::open(workshop.folder() / "search"));
    const Language english;
    const auto print = [&](const std::string& headline, bool withdraw) {
        workshop.press([&](Builder& builder) {
            for (int number = 0; number < 20; ++number)
                put(builder, {edition::testing::article_path(number), headline, "Text."});
            if (withdraw)
                builder.remove("/more/");
            else
                put(builder, {"/more/", "More", "Text."});
        });
        return workshop.shelf().current();
    };
    auto before = print("Hospital", false);
    ASSERT_TRUE(index->follow(*before));

    std::atomic<bool> enough = false;
    std::atomic<int> answers = 0;
    std::vector<std::thread> readers;
    for (int i = 0; i < 4; ++i)
        readers.emplace_back([&] {
            while (!enough) {
                const Found found = index->find(english, "hospital", 0, 20);
                EXPECT_EQ(found.total, 20);
                EXPECT_EQ(found.hits.size(), 20U);
                ++answers;
            }
        });
    for (int round = 0; round < 40; ++round) {
        const auto after = print("Hospital " + std::to_string(round), round % 8 == 7);
        EXPECT_TRUE(index->follow(*after, before.get()));
        before = after;
    }
    enough = true;
    for (std::thread& reader : readers)
        reader.join();
    EXPECT_GT(answers, 40);
}

}  // namespace
}  // namespace kolokol::search
