// From the first word to readers, through the newsroom's pages.
#include "content/article_rows.hpp"
#include "content/find.hpp"
#include "newsroom_fixture.hpp"

namespace kolokol::newsroom {
namespace {

using staff::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Writing : public WritingRoom {};
KOLOKOL_ON_EACH_ENGINE(Writing);

TEST_P(Writing, GoesFromADraftToTheDeskToReaders) {
    const Person heron = hire("Heron", {Role::reporter});
    const Person osprey = hire("Osprey", {Role::editor});
    const std::string path = begin(heron);
    EXPECT_EQ(post(heron, path + "/save", whole_article("1")).status, 303);
    EXPECT_EQ(post(heron, path + "/stage", {{"to", "ready"}}).status, 303);
    EXPECT_THAT(get(osprey, "/newsroom/articles?which=ready").body, HasSubstr("Talks end"));
    EXPECT_EQ(post(osprey, path + "/stage", {{"to", "edit"}}).status, 303);
    EXPECT_EQ(post(osprey, path + "/publish", {{"version", newest(path)}}).status, 303);
    EXPECT_EQ(pressed_, 1);
    auto tx = database().read();
    const auto article = content::find_article(tx, id_of(path));
    ASSERT_TRUE(article);
    EXPECT_EQ(article->status, content::Status::published);
    EXPECT_EQ(article->summary.headline, "Talks end without a word");
    EXPECT_EQ(article->bylines, std::vector<std::string>{"anna-belova"});
    EXPECT_THAT(get(osprey, path).body, HasSubstr("On the site since"));
    EXPECT_EQ(staff::audit_entries(tx, 1).at(0).act, "article.published");
}

TEST_P(Writing, OnAPublishedArticleChangesNothingForReadersUntilItIsPublished) {
    const Person osprey = hire("Osprey", {Role::editor});
    const std::string path = published(osprey);
    const std::string base = newest(path);
    EXPECT_EQ(post(osprey, path + "/save", {{"base", base}, {"headline", "Another"}}).status, 303);
    auto tx = database().read();
    EXPECT_EQ(content::find_article(tx, id_of(path))->summary.headline, "Talks end without a word");
    EXPECT_THAT(get(osprey, path).body, HasSubstr("Readers see an earlier version."));
}

TEST_P(Writing, IsRefusedAtTheFieldThatCannotBePrintedAndKeepsNothing) {
    const Person osprey = hire("Osprey", {Role::editor});
    const std::string path = begin(osprey);
    post(osprey, path + "/save",
         {{"base", "1"},
          {"headline", "A"},
          {"section", "nowhere"},
          {"body", "[gone](/2020/01/01/gone/)"}});
    const auto refused = post(osprey, path + "/publish", {{"version", "2"}});
    EXPECT_EQ(refused.status, 400);
    EXPECT_THAT(refused.body,
                AllOf(HasSubstr("href=\"#f-section\""), HasSubstr("href=\"#f-body\"")));
    EXPECT_EQ(newest(path), "2");
    EXPECT_EQ(pressed_, 0);
    auto tx = database().read();
    EXPECT_FALSE(content::find_summary(tx, id_of(path)));
}

TEST_P(Writing, IsClosedToReportersWhereItIsNotTheirs) {
    const Person heron = hire("Heron", {Role::reporter});
    const Person curlew = hire("Curlew", {Role::reporter});
    const std::string path = begin(heron);
    post(heron, path + "/save", whole_article("1"));
    for (const char* page : {"", "/versions", "/versions/1..2"})
        EXPECT_EQ(get(curlew, path + page).status, 404) << page;
    for (const char* form : {"/save", "/autosave", "/stage"})
        EXPECT_EQ(post(curlew, path + form, {{"base", "1"}, {"to", "ready"}}).status, 404) << form;
    EXPECT_THAT(get(curlew, "/newsroom/articles?which=draft").body, Not(HasSubstr("Talks end")));
    EXPECT_EQ(newest(path), "2");
}

TEST_P(Writing, IsNotPublishedByAReportersForgedForm) {
    const Person heron = hire("Heron", {Role::reporter});
    const std::string path = begin(heron);
    post(heron, path + "/save", whole_article("1"));
    const auto refused =
        post(heron, path + "/publish",
             {{"version", "2"}, {"role", "editor"}, {"published", "2026-01-01T00:00:00Z"}});
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(pressed_, 0);
    EXPECT_THAT(get(heron, path).body, Not(HasSubstr("/publish")));
}

TEST_P(Writing, KeepsTimesAndCorrectionsOutOfReachOfTheTextsForm) {
    const Person heron = hire("Heron", {Role::reporter});
    const std::string path = begin(heron);
    auto sent = whole_article("1");
    for (const char* field : {"published", "updated", "corrections", "former"})
        sent.emplace_back(field, "2026-01-28T14:05:00Z");
    post(heron, path + "/save", sent);
    auto tx = database().read();
    const auto fields = manuscripts::read_version(tx, id_of(path), 2).value();
    EXPECT_EQ(fields[content::Field::published], "");
    EXPECT_EQ(fields[content::Field::corrections], "");
}

TEST_P(Writing, IsSavedByItselfAndSaysWhatBecameOfIt) {
    const Person heron = hire("Heron", {Role::reporter});
    const std::string path = begin(heron);
    const auto saved = post(heron, path + "/autosave", whole_article("1"));
    EXPECT_EQ(saved.status, 200);
    EXPECT_THAT(saved.body, AllOf(HasSubstr("\"version\":2"), HasSubstr("\"state\":\"saved\""),
                                  HasSubstr("\"lock\":\"mine\""), Not(HasSubstr("\"fields\""))));
    EXPECT_THAT(post(heron, path + "/autosave", whole_article("2")).body,
                HasSubstr("\"version\":2"));
    const auto lost = post(heron, path + "/autosave", whole_article("77"));
    EXPECT_EQ(lost.status, 409);
    EXPECT_THAT(lost.body, HasSubstr("\"state\":\"refused\""));
}

TEST_P(Writing, OfTwoPeopleIsMergedOrShown) {
    const Person heron = hire("Heron", {Role::reporter});
    const Person osprey = hire("Osprey", {Role::editor});
    const std::string path = begin(heron);
    post(heron, path + "/save", whole_article("1"));
    post(heron, path + "/autosave", {{"base", "2"}, {"body", "One 2 three.\n\nFour five six.\n"}});
    const auto merged = post(osprey, path + "/autosave",
                             {{"base", "2"}, {"body", "One two three.\n\nFour 5 six.\n"}});
    EXPECT_THAT(merged.body, AllOf(HasSubstr("\"state\":\"merged\""), HasSubstr("Four 5 six."),
                                   HasSubstr("One 2 three."), HasSubstr("\"name\":\"Heron\"")));
    const auto conflict = post(osprey, path + "/autosave",
                               {{"base", "2"}, {"body", "One zwei three.\n\nFour five six.\n"}});
    EXPECT_THAT(conflict.body, HasSubstr("\"state\":\"conflict\""));
    EXPECT_THAT(get(osprey, path).body, AllOf(HasSubstr("Two people wrote"), HasSubstr("zwei")));
    const auto refused = post(osprey, path + "/publish", {{"version", newest(path)}});
    EXPECT_EQ(refused.status, 409);
    post(osprey, path + "/autosave",
         {{"base", newest(path)}, {"body", "One zwei three.\n\nFour 5 six.\n"}});
    EXPECT_THAT(get(osprey, path).body, Not(HasSubstr("Two people wrote")));
}

TEST_P(Writing, OfAnArticleFromAFolderBeginsWithItsRowsAndKeepsTheFileOut) {
    const Person osprey = hire("Osprey", {Role::editor});
    const std::string path = published(osprey);
    {
        auto tx = database().begin();
        store::Query drop{"test.forget", "DELETE FROM manuscript"};
        tx.execute(drop);
        store::Query place{"test.place",
                           "UPDATE article SET manuscript = '2026/talks.md', in_newsroom = 0"};
        tx.execute(place);
        tx.commit();
    }
    EXPECT_THAT(get(osprey, path).body, HasSubstr("Talks end without a word"));
    EXPECT_EQ(post(osprey, path + "/save", {{"base", "0"}, {"standfirst", "New."}}).status, 303);
    EXPECT_EQ(newest(path), "2");
    auto tx = database().read();
    EXPECT_FALSE(manuscripts::find_version(tx, id_of(path), 1)->author);
    EXPECT_TRUE(content::find_manuscript(tx, "2026/talks.md")->in_newsroom);
}

TEST_P(Writing, ComesOutEscapedFromEveryFieldOnEveryPage) {
    const Person osprey = hire("Osprey", {Role::editor});
    const std::string path = begin(osprey);
    const std::string attack = "\"><script>alert(1)</script><img src=x onerror=alert(1)>{{t}}";
    Sent sent{{"base", "1"}};
    for (std::size_t at = 0; at < content::field_count; ++at)
        sent.emplace_back(content::name_of(content::field_at(at)), attack);
    EXPECT_EQ(post(osprey, path + "/save", sent).status, 303);
    for (const std::string& page :
         {path, std::string("/newsroom/articles"), std::string("/newsroom/"), path + "/versions"}) {
        const auto shown = get(osprey, page);
        EXPECT_EQ(shown.status, 200) << page;
        EXPECT_THAT(shown.body, Not(HasSubstr("<script>alert"))) << page;
        EXPECT_THAT(shown.body, Not(HasSubstr("<img src=x"))) << page;
    }
    const auto refused = post(osprey, path + "/publish", {{"version", "2"}});
    EXPECT_EQ(refused.status, 400);
    EXPECT_THAT(refused.body, Not(HasSubstr("<script>alert")));
}

}  // namespace
}  // namespace kolokol::newsroom
