// Whoever follows an edition is told to stop. The index shows what it showed before, and the next
// one makes it.

#include <gtest/gtest.h>

#include "printed.hpp"
#include "search/search_index.hpp"

namespace kolokol::search {
namespace {

using edition::Edition;
using testing::put;

class Stopped : public ::testing::Test {
protected:
    Stopped() : index(std::move(*SearchIndex::open(workshop.folder() / "search"))) {}

    std::shared_ptr<const Edition> print(const std::vector<std::string>& addresses) {
        workshop.press([&](edition::Builder& builder) {
            for (const std::string& address : addresses)
                put(builder, {address, "Harvest is late", "It rained."});
        });
        return workshop.shelf().current();
    }
    /// Follows until so many articles are done; the code of what is refused.
    std::string follow_until(std::uint64_t most, const Edition& to) {
        std::stop_source stop;
        const auto count = [&](std::uint64_t done, std::uint64_t) {
            if (done == most) stop.request_stop();
        };
        const Outcome told = index->follow(to, nullptr, count, stop.get_token());
        return told ? "followed" : told.error().code;
    }

    edition::testing::Workshop workshop;
    std::unique_ptr<SearchIndex> index;
};

TEST_F(Stopped, AmongChangesShowsWhatItShowedAndGoesOnTheNextTime) {
    const auto before = print({"/a/"});
    ASSERT_TRUE(index->follow(*before));
    const auto after = print({"/b/", "/c/", "/d/"});
    EXPECT_EQ(follow_until(1, *after), "search.stopped");
    EXPECT_EQ(index->shows(), before->facts().root);
    EXPECT_EQ(index->articles(), 1U);
    ASSERT_TRUE(index->follow(*after));
    EXPECT_EQ(index->articles(), 4U);
}

TEST_F(Stopped, WhileItIsMadeWholeShowsNothingAndIsMadeTheNextTime) {
    const auto edition = print({"/a/", "/b/"});
    EXPECT_EQ(follow_until(1, *edition), "search.stopped");
    EXPECT_TRUE(index->shows().empty());
    ASSERT_TRUE(index->follow(*edition));
    EXPECT_EQ(index->articles(), 2U);
}

}  // namespace
}  // namespace kolokol::search
