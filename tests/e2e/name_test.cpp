// Somebody's name must go, from everywhere that this house can reach.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "e2e/paper.hpp"

namespace kolokol::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* signed_article = R"(---
headline: A village counts its days without power
standfirst: Nobody has said when it will come back.
section: world
bylines: [vera-quillfeather]
published: 2026-02-26T10:00:00+03:00
---
The line went down on Monday.
)";

class Name : public ::testing::Test {
protected:
    Name() {
        std::filesystem::copy(Paper::gazette(), manuscripts(),
                              std::filesystem::copy_options::recursive);
        write_file(manuscripts() / "power.md", signed_article);
        write_file(manuscripts() / "bylines" / "vera-quillfeather.md",
                   "---\nname: Vera Quillfeather\n---\nWrites from the north.\n");
        paper.json({"import", "markdown", manuscripts().string()});
        paper.json({"press"});
    }
    std::filesystem::path manuscripts() const { return paper.home() / "manuscripts"; }
    /// Every page of the current edition that holds the name.
    std::vector<std::string> pages_with_the_name() const {
        std::vector<std::string> found;
        for (const char* page :
             {"/", "/feed.xml", "/feed.json", "/world/", "/world/feed.xml",
              "/2026/02/26/a-village-counts-its-days-without-power/", "/archive/2026/02/"}) {
            const Ended shown = paper.run({"edition", "show", page});
            if (shown.out.find("Quillfeather") != std::string::npos) found.emplace_back(page);
        }
        return found;
    }

    Paper paper;
};

TEST_F(Name, StandsOnItsArticleBeforeItIsWithdrawn) {
    EXPECT_THAT(pages_with_the_name(), Not(::testing::IsEmpty()));
}

TEST_F(Name, IsShownOnHowManyArticlesItStandsBeforeAnythingIsDone) {
    const Ended asked = paper.run({"withdraw", "byline", "vera-quillfeather"});
    EXPECT_EQ(asked.exit_code, 1);
    EXPECT_THAT(asked.err, HasSubstr("stands on 1 article"));
    EXPECT_THAT(pages_with_the_name(), Not(::testing::IsEmpty()));
}

TEST_F(Name, GoesOffEveryPageAndItsOwnAnswersGone) {
    const auto done = paper.json({"withdraw", "byline", "vera-quillfeather", "--yes"});
    EXPECT_EQ(done.at("articles"), 1);
    EXPECT_THAT(pages_with_the_name(), ::testing::IsEmpty());
    const ServedPaper served(paper);
    EXPECT_EQ(served.get("/by/vera-quillfeather/").status, 410);
    EXPECT_THAT(served.get("/search?q=Quillfeather").body, Not(HasSubstr("a-village-counts")));
}

TEST_F(Name, IsInNoOlderEditionEither) {
    paper.json({"withdraw", "byline", "vera-quillfeather", "--yes"});
    EXPECT_EQ(paper.json({"edition", "list"}).size(), 1U);
}

TEST_F(Name, DoesNotComeBackWithTheSameManuscripts) {
    paper.json({"withdraw", "byline", "vera-quillfeather", "--yes"});
    paper.run({"import", "markdown", manuscripts().string()});
    paper.run({"press"});
    EXPECT_THAT(pages_with_the_name(), ::testing::IsEmpty());
}

}  // namespace
}  // namespace kolokol::testing
