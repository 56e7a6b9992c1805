#include "base/spelling.hpp"

#include <gtest/gtest.h>

namespace kolokol {
namespace {

TEST(Spelling, FindsTheWordWithTwoLettersSwapped) {
    EXPECT_EQ(nearest("perss", {"serve", "press", "demo"}), "press");
}

TEST(Spelling, SuggestsNothingThatIsFarAway) {
    EXPECT_EQ(nearest("publish", {"serve", "press", "demo"}), std::nullopt);
}

}  // namespace
}  // namespace kolokol
