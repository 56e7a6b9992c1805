// From a folder of manuscripts to a page in a reader's hands, corrected, withdrawn and checked.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "e2e/paper.hpp"

namespace kolokol::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* talks = R"(---
headline: Talks end without a word on the bases
standfirst: Both leaders spoke of history and left the question open.
section: world
bylines: [test-desk]
published: 2026-02-27T10:00:00+03:00
---
The two delegations met for three hours.
)";

/// A paper with one more manuscript of its own.
class Publishing : public ::testing::Test {
protected:
    Publishing() {
        std::filesystem::copy(Paper::gazette(), manuscripts(),
                              std::filesystem::copy_options::recursive);
    }
    std::filesystem::path manuscripts() const { return paper.home() / "manuscripts"; }
    std::filesystem::path manuscript() const { return manuscripts() / "talks.md"; }
    nlohmann::json import() const {
        return paper.json({"import", "markdown", manuscripts().string(), "--create"});
    }
    nlohmann::json press() const { return paper.json({"press", "--at", "2026-03-01T12:00:00Z"}); }

    Paper paper;
    const std::string address = "/2026/02/27/talks-end-without-a-word-on-the-bases/";
};

TEST_F(Publishing, PutsAnArticleBeforeReaders) {
    write_file(manuscript(), talks);
    import();
    press();
    const ServedPaper served(paper);
    const Reply page = served.get(address);
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page.body, HasSubstr("The two delegations met for three hours."));
    EXPECT_THAT(served.get("/").body, HasSubstr("Talks end without a word on the bases"));
    EXPECT_THAT(served.get("/feed.xml").body, HasSubstr(address));
}

TEST_F(Publishing, ShowsANewEditionWithoutARestart) {
    write_file(manuscript(), talks);
    import();
    press();
    const ServedPaper served(paper);
    ASSERT_THAT(served.get(address).body, HasSubstr("three hours"));
    edit(manuscript(), "three hours", "four hours");
    import();
    press();
    std::string body;
    for (int tries = 0; tries < 2000 && body.find("four hours") == std::string::npos; ++tries)
        body = served.get(address).body;
    EXPECT_THAT(body, HasSubstr("four hours"));
}

TEST_F(Publishing, ChangesNothingWhenNothingChanged) {
    import();
    const auto first = press();
    const auto again = import();
    EXPECT_EQ(again.at("added").get<int>() + again.at("changed").get<int>(), 0);
    const auto second = press();
    EXPECT_FALSE(second.at("pressed").get<bool>());
    EXPECT_EQ(second.at("root"), first.at("root"));
}

TEST_F(Publishing, GivesTheSameRootWhenPressedWhole) {
    write_file(manuscript(), talks);
    import();
    press();
    edit(manuscript(), "three hours", "four hours");
    import();
    const auto incremental = press();
    const auto full = paper.json({"press", "--full", "--at", "2026-03-01T12:00:00Z"});
    EXPECT_EQ(full.at("root"), incremental.at("root"));
}

TEST_F(Publishing, LeadsFromAChangedSlugToTheArticle) {
    write_file(manuscript(), talks);
    import();
    press();
    edit(manuscript(), "section: world", "section: world\nslug: the-bases");
    import();
    press();
    const ServedPaper served(paper);
    const Reply old_page = served.get(address);
    EXPECT_EQ(old_page.status, 301);
    EXPECT_THAT(old_page.field("location"), HasSubstr("/2026/02/27/the-bases/"));
    EXPECT_EQ(served.get("/2026/02/27/the-bases/").status, 200);
}

TEST_F(Publishing, AnswersGoneForAWithdrawnArticle) {
    write_file(manuscript(), talks);
    import();
    press();
    const auto done = paper.json({"withdraw", "article", address, "--because",
                                  "We could not confirm the account.", "--yes"});
    EXPECT_EQ(done.at("articles"), 1);
    const ServedPaper served(paper);
    const Reply page = served.get(address);
    EXPECT_EQ(page.status, 410);
    EXPECT_THAT(page.body, HasSubstr("We could not confirm the account."));
    EXPECT_THAT(page.body, Not(HasSubstr("two delegations")));
    EXPECT_THAT(served.get("/feed.xml").body, Not(HasSubstr("two delegations")));
}

TEST_F(Publishing, WithdrawsAlsoWhereTheSearchIndexCannotBeWritten) {
    write_file(manuscript(), talks);
    import();
    press();
    std::filesystem::create_directories(paper.folder() / "search" / "lock");  // no file
    const Ended done = paper.run({"withdraw", "article", address, "--yes"});
    EXPECT_EQ(done.exit_code, 0);
    EXPECT_THAT(done.err, HasSubstr("it is withdrawn"));
    EXPECT_THAT(done.err, HasSubstr("kolokol search rebuild"));
    EXPECT_EQ(ServedPaper(paper).get(address).status, 410);
}

TEST_F(Publishing, WithdrawsByTheWholeAddressThatAReaderSent) {
    write_file(manuscript(), talks);
    import();
    press();
    paper.json({"withdraw", "article", "https://gazette.example" + address, "--yes"});
    EXPECT_EQ(ServedPaper(paper).get(address).status, 410);
}

TEST_F(Publishing, SaysOfAWithdrawnArticleThatItIsAndPressesNothing) {
    write_file(manuscript(), talks);
    import();
    press();
    paper.json({"withdraw", "article", address, "--yes"});
    const auto before = paper.json({"edition", "show"});
    const Ended again = paper.run({"withdraw", "article", address});
    EXPECT_EQ(again.exit_code, 0) << again.err;
    EXPECT_THAT(again.out, HasSubstr("was withdrawn already"));
    EXPECT_EQ(paper.json({"edition", "show"}).at("sequence"), before.at("sequence"));
}

TEST_F(Publishing, AsksBeforeItWithdraws) {
    write_file(manuscript(), talks);
    import();
    press();
    const Ended asked = paper.run({"withdraw", "article", address});
    EXPECT_EQ(asked.exit_code, 1);
    EXPECT_THAT(asked.err, HasSubstr("Nothing was changed"));
    const ServedPaper served(paper);
    EXPECT_EQ(served.get(address).status, 200);
}

TEST_F(Publishing, KeepsAnArticleOfTomorrowFromReaders) {
    write_file(manuscript(), talks);
    edit(manuscript(), "2026-02-27T10:00", "2026-03-02T10:00");
    import();
    press();
    const ServedPaper served(paper);
    EXPECT_EQ(served.get("/2026/03/02/talks-end-without-a-word-on-the-bases/").status, 404);
}

TEST_F(Publishing, WaitsForAPressAlsoWhileThePaperIsServed) {
    import();
    press();
    ServedPaper served(paper);
    write_file(manuscript(), talks);
    import();
    served.program().signal(SIGTERM);
    served.program().wait();
    EXPECT_EQ(paper.json({"edition", "list"}).size(), 1U);
}

TEST_F(Publishing, StaysUpWhenTheThemeOfThePublicationIsBroken) {
    import();
    press();
    std::filesystem::create_directories(paper.folder() / "theme" / "templates");
    write_file(paper.folder() / "theme" / "templates" / "footer.html", "{{#never_closed}}");
    EXPECT_EQ(paper.run({"press"}).exit_code, 1);
    EXPECT_EQ(paper.run({"theme", "check"}).exit_code, 1);
    const ServedPaper served(paper);
    EXPECT_EQ(served.get("/").status, 200);
}

TEST_F(Publishing, ChecksAThemeForWhatTheGateWouldHoldBack) {
    const auto theme = paper.folder() / "theme";
    std::filesystem::create_directories(theme / "templates");
    std::filesystem::create_directories(theme / "assets");
    EXPECT_EQ(paper.run({"theme", "check"}).exit_code, 0);
    write_file(theme / "assets" / "theme.css",
               "p {}\n@import \"https://fonts.example/a.css\";\n"
               "b { background: url(missing.png) }\n");
    write_file(theme / "assets" / "icon.svg",
               "<svg xmlns=\"http://www.w3.org/2000/svg\">\n"
               "<rect onload=\"x()\"/></svg>");
    write_file(theme / "templates" / "moved.html",
               "<p{{#lang}} hidden{{/lang}}>{{moved.hrf}}</p>\n\n"
               "<img src=\"https://pixel.example/{{lang}}.gif\" alt=\"\">\n"
               "<a href=\"https://other.example/\">x</a>\n");
    const auto checked = paper.run({"theme", "check"});
    EXPECT_EQ(checked.exit_code, 1);
    for (const char* said :
         {"moved.html:1: warning: no page has a field moved.hrf here; did you mean moved.href?",
          "moved.html:3: src loads \"https://pixel.example/value.gif\"",
          "moved.html:4: the link to other.example lacks rel=noreferrer",
          "theme.css:2: url() loads \"https://fonts.example/a.css\"",
          "theme.css:3: it loads /missing.png, which the theme does not have",
          "icon.svg:2: onload runs a script", "1 warning: the paper is printed with it."})
        EXPECT_THAT(checked.out, HasSubstr(said));
}

TEST_F(Publishing, ChecksAThemeThatHasOnlyWarningsWithoutRefusingIt) {
    std::filesystem::create_directories(paper.folder() / "theme" / "templates");
    write_file(paper.folder() / "theme" / "templates" / "moved.html", "<p>{{moved.hrf}}</p>");
    const auto checked = paper.run({"theme", "check"});
    EXPECT_EQ(checked.exit_code, 0);
    EXPECT_THAT(checked.out, HasSubstr("moved.html:1: warning: no page has a field moved.hrf"));
}

TEST_F(Publishing, KeepsTheReasonOfAWithdrawalThatIsGivenTwice) {
    write_file(manuscript(), talks);
    import();
    press();
    paper.json({"withdraw", "article", address, "--because", "It was not so.", "--yes"});
    paper.json({"withdraw", "article", address, "--yes"});
    const ServedPaper served(paper);
    EXPECT_THAT(served.get(address).body, HasSubstr("It was not so."));
}

TEST_F(Publishing, RefusesOneBadManuscriptAndTakesTheRest) {
    write_file(manuscript(), talks);
    edit(manuscript(), "section: world", "section: wrold");
    const Ended ended = paper.run({"import", "markdown", manuscripts().string()});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.err, HasSubstr("talks.md:4:"));
    press();
    const ServedPaper served(paper);
    EXPECT_EQ(served.get("/").status, 200);
}

}  // namespace
}  // namespace kolokol::testing
