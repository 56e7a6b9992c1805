#include "content/article.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

namespace kolokol::content {
namespace {

TEST(Credit, IsPrintedAsPhotographerAndAgencies) {
    EXPECT_EQ(credit_line({"Sergei Bobylev", {"POOL", "TASS"}, "press"}),
              "Sergei Bobylev / POOL / TASS");
    EXPECT_EQ(credit_line({"", {"AFP"}, ""}), "AFP");
    EXPECT_EQ(credit_line({}), "");
}

TEST(Credit, IsEmptyWithALicenceAlone) {
    EXPECT_TRUE((Credit{"", {}, "press"}).empty());
    EXPECT_FALSE((Credit{"", {"AFP"}, ""}).empty());
}

TEST(PictureUse, ComesBackFromItsJson) {
    const PictureUse full{std::string(64, 'a'),           1600,     900, "A \"caption\", по-русски",
                          {"Someone", {"POOL"}, "press"}, "Two men"};
    EXPECT_EQ(parse_picture(picture_json(full)), full);
    const PictureUse plain{std::string(64, 'c'),
                           1600,
                           900,
                           "Two men, по-русски",
                           {"", {"POOL", "TASS"}, "CC BY 4.0"},
                           "Two men"};
    EXPECT_EQ(parse_picture(picture_json(plain)), plain);
    const PictureUse bare{std::string(64, 'b'), 1, 2, "", {}, ""};
    EXPECT_EQ(parse_picture(picture_json(bare)), bare);
}

TEST(PictureInItsPlace, KeepsItsFocalPointAndNeedsNone) {
    PictureUse use{"abc", 3, 2, "", {}, ""};
    EXPECT_EQ(picture_json(use).find("focus"), std::string::npos);
    use.focus = Focus{0, 100};
    EXPECT_EQ(parse_picture(picture_json(use)), use);
    use.caption = "\"Quoted\"";
    EXPECT_EQ(parse_picture(picture_json(use)), use) << "by the parser of all of JSON";
}

TEST(PictureUse, IsReadWithBlanksAndFieldsOfALaterVersion) {
    EXPECT_EQ(parse_picture(R"({"picture": "abc", "width": 3, "mood": "calm"})").width, 3);
}

TEST(PictureUse, ThatIsNoJsonIsAFailure) {
    EXPECT_THROW(parse_picture("not json"), std::runtime_error);
}

TEST(ArticleKind, HasANameThatIsReadBack) {
    for (const ArticleKind kind : {ArticleKind::news, ArticleKind::analysis, ArticleKind::opinion,
                                   ArticleKind::interview, ArticleKind::partner})
        EXPECT_EQ(parse_article_kind(to_string(kind)), kind);
    EXPECT_EQ(parse_article_kind("poem"), std::nullopt);
}

}  // namespace
}  // namespace kolokol::content
