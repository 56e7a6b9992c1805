#include "edition/site_id.hpp"

#include <gtest/gtest.h>

namespace kolokol::edition {
namespace {

const crypto::Digest digest = crypto::sha256("first root metadata");

TEST(SiteId, IsSaidInEightWordsOfFiveLetters) {
    EXPECT_EQ(SiteId(digest).words(), "bufus mutas sugon pugob jolib jazik pimul pijaf");
}

TEST(SiteId, IsReadFromDigitsAsPeopleTypeThem) {
    std::string typed = digest.hex();
    typed.insert(32, " - ");
    typed[0] = static_cast<char>(std::toupper(typed[0]));
    const auto id = SiteId::parse(typed);
    ASSERT_TRUE(id);
    EXPECT_TRUE(id->names(digest));
    EXPECT_FALSE(id->names(crypto::sha256("another site")));
}

TEST(SiteId, IsReadFromItsWords) {
    const auto id = SiteId::parse(SiteId(digest).words());
    ASSERT_TRUE(id);
    EXPECT_TRUE(id->names(digest));
    EXPECT_FALSE(id->names(crypto::sha256("another site")));
}

TEST(SiteId, RefusesWhatIsNeither) {
    EXPECT_EQ(SiteId::parse("kolokol").error().code, "site.not_an_id");
    EXPECT_FALSE(SiteId::parse(digest.hex().substr(1)));
    EXPECT_FALSE(SiteId::parse(SiteId(digest).words() + " babab"));
    EXPECT_FALSE(SiteId::parse(""));
}

}  // namespace
}  // namespace kolokol::edition
