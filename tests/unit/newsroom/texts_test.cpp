#include <algorithm>

#include <gmock/gmock.h>

#include "newsroom/picture_model.hpp"
#include "newsroom/sentences.hpp"
#include "theme/theme.hpp"

namespace kolokol::newsroom {
namespace {

const std::filesystem::path folder =
    std::filesystem::path(KOLOKOL_TEST_SOURCE_DIR) / "web" / "newsroom";

const std::vector<Language>& others() {
    static const std::vector<Language> languages{Language::parse("ru").value(),
                                                 Language::parse("ar").value()};
    return languages;
}

TEST(NewsroomTexts, OfEveryTemplateAreTranslated) {
    std::string faults;
    for (const theme::ThemeFault& fault : theme::check({folder}, others()))
        faults += fault.file.filename().string() + ": " + fault.sentence + "\n";
    EXPECT_EQ(faults, "");
}

TEST(NewsroomTexts, OfEveryRefusalAndRoleAreTranslated) {
    const auto look = theme::Theme::load({folder}).value();
    for (const Language& language : others()) {
        const auto& catalogue = look.catalogue(language);
        for (const Sentence& each : sentences())
            EXPECT_TRUE(catalogue.has(each.english)) << language.tag() << ": " << each.english;
        for (int kind = 0; kind <= static_cast<int>(media::Telltale::Kind::other); ++kind)
            EXPECT_TRUE(catalogue.has(
                title_of_telltale(media::to_string(static_cast<media::Telltale::Kind>(kind)))))
                << language.tag() << ": " << kind;
        for (const Sentence& each : fault_sentences())
            EXPECT_TRUE(catalogue.has(each.english)) << language.tag() << ": " << each.english;
        for (const staff::Role role : staff::all_roles)
            EXPECT_TRUE(catalogue.has(title_of(role))) << title_of(role);
    }
}

TEST(NewsroomTexts, SayOfAnUnknownProblemWhereToLook) {
    EXPECT_THAT(std::string(sentence_of({Kind::conflict, "nobody.knows", {}})),
                testing::HasSubstr("log"));
    EXPECT_EQ(sentence_of({Kind::forbidden, "staff.not_allowed", {}}),
              "Your role does not allow that.");
}

}  // namespace
}  // namespace kolokol::newsroom
