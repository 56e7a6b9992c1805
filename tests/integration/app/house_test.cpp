#include "app/house.hpp"

#include <fstream>

#include <gmock/gmock.h>

#include "app/new_publication.hpp"
#include "app/pressing.hpp"
#include "base/file.hpp"

namespace kolokol::app {
namespace {

using testing::HasSubstr;

const Instant noon = from_millis(1'769'594'400'000);  // 2026-01-28T10:00:00Z

/// A new paper in English and Russian.
class TwoLanguages : public ::testing::Test {
protected:
    TwoLanguages() {
        NewPublication wish;
        wish.folder = folder();
        wish.languages = {Language(), Language::parse("ru").value()};
        EXPECT_TRUE(make_publication(wish, noon));
    }
    std::filesystem::path folder() const { return home_.path() / "paper"; }
    void press() const {
        const auto house = House::open(folder(), noon).value();
        EXPECT_TRUE(press_paper(house, open_press_keys(house).value(), {false, noon, {}}, noon));
    }
    void turn_languages_round() const {
        std::string text = read_file(folder() / "kolokol.toml", 1U << 20U).value();
        const std::string written = R"(["en", "ru"])";
        const auto at = text.find(written);
        ASSERT_NE(at, text.npos) << text;
        std::ofstream(folder() / "kolokol.toml", std::ios::binary)
            << text.replace(at, written.size(), R"(["ru", "en"])");
    }

private:
    TemporaryFolder home_;
};

TEST_F(TwoLanguages, MayChangeTheDefaultOneBeforeTheFirstEdition) {
    turn_languages_round();
    EXPECT_TRUE(House::open(folder(), noon));
}

TEST_F(TwoLanguages, KeepTheDefaultOneOfTheCurrentEdition) {
    press();
    turn_languages_round();
    const auto house = House::open(folder(), noon);
    ASSERT_FALSE(house);
    EXPECT_EQ(house.error().code, "publication.other_default_language");
    EXPECT_THAT(house.error().detail, HasSubstr("put 'en' first"));
}

TEST_F(TwoLanguages, KeepTheDefaultOneWhenSettingsAreReadAgain) {
    press();
    auto house = House::open(folder(), noon).value();
    turn_languages_round();
    const auto read = house.read_settings();
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, "publication.other_default_language");
    EXPECT_EQ(house.publication().standard(), Language());
}

}  // namespace
}  // namespace kolokol::app
