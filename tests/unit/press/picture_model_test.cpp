#include "press/picture_model.hpp"

#include <gtest/gtest.h>

namespace kolokol::press {
namespace {

TEST(Credit, NamesALicenceThatAsksForIt) {
    EXPECT_EQ(printed_credit({"Piet Sand", {"LAKE"}, "CC BY 4.0"}), "Piet Sand / LAKE / CC BY 4.0");
    EXPECT_EQ(printed_credit({"Piet Sand", {"LAKE"}, "press"}), "Piet Sand / LAKE");
}

TEST(Credit, IsNoCreditWithALicenceAlone) {
    EXPECT_EQ(printed_credit({"", {}, "CC BY 4.0"}), "");
}

TEST(Licence, LeadsToItsTermsWhereTheyAreKnown) {
    EXPECT_EQ(licence_address("CC BY-SA 4.0"), "https://creativecommons.org/licenses/by-sa/4.0/");
    EXPECT_EQ(licence_address("CC0"), "https://creativecommons.org/publicdomain/zero/1.0/");
    EXPECT_EQ(licence_address("https://photo.example/terms"), "https://photo.example/terms");
}

TEST(Licence, LeadsNowhereWhereItSpeaksToPeopleOnly) {
    EXPECT_EQ(licence_address("press"), "");
    EXPECT_EQ(licence_address("CC BY"), "");
    EXPECT_EQ(licence_address(""), "");
}

}  // namespace
}  // namespace kolokol::press
