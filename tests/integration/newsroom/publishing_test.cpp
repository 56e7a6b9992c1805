// Articles on their way to readers, and what happens to them there.
#include "content/article_rows.hpp"
#include "manuscripts/press_order.hpp"
#include "newsroom_fixture.hpp"

namespace kolokol::newsroom {
namespace {

using namespace std::chrono_literals;
using staff::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Publishing : public WritingRoom {
protected:
    void SetUp() override {
        WritingRoom::SetUp();
        if (!IsSkipped()) osprey_ = hire("Osprey", {Role::editor});
    }
    content::Article article(const std::string& path) {
        auto tx = database().read();
        return content::find_article(tx, id_of(path)).value();
    }
    std::size_t orders() {
        auto tx = database().read();
        return manuscripts::press_orders(tx).size();
    }
    std::string newest_act() {
        auto tx = database().read();
        return staff::audit_entries(tx, 1).at(0).act;
    }
    Person osprey_;
};
KOLOKOL_ON_EACH_ENGINE(Publishing);

TEST_P(Publishing, IsLookedOverFirst) {
    const std::string path = published(osprey_);
    post(osprey_, path + "/save", {{"base", newest(path)}, {"headline", "Talks go on"}});
    const auto page = get(osprey_, path + "/publish");
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page.body, AllOf(HasSubstr("<ins>go on"), HasSubstr("<code>/world/</code>"),
                                 HasSubstr("/by/anna-belova/")));
}

TEST_P(Publishing, OfWhatWasChangedMeanwhileIsRefused) {
    const std::string path = published(osprey_);
    const std::string seen = newest(path);
    post(osprey_, path + "/save", {{"base", seen}, {"headline", "Talks go on"}});
    EXPECT_EQ(post(osprey_, path + "/publish", {{"version", seen}}).status, 409);
    EXPECT_EQ(article(path).summary.headline, "Talks end without a word");
}

TEST_P(Publishing, AtATimeWaitsForItAndCanBeCalledOff) {
    const std::string path = begin(osprey_);
    post(osprey_, path + "/save", whole_article("1"));
    const auto schedule = [&](const std::string& at) {
        return post(osprey_, path + "/schedule",
                    {{"version", newest(path)}, {"at", at}, {"embargo", "The court rules then"}});
    };
    EXPECT_EQ(schedule("2020-01-01T10:00").status, 400);
    EXPECT_EQ(schedule("soon").status, 400);
    EXPECT_EQ(schedule("2026-12-24T18:30").status, 303);
    EXPECT_EQ(article(path).status, content::Status::scheduled);
    EXPECT_EQ(format_rfc3339(article(path).summary.published), "2026-12-24T18:30:00Z");
    EXPECT_EQ(article(path).embargo, "The court rules then");
    EXPECT_EQ(newest_act(), "article.scheduled");
    EXPECT_THAT(get(osprey_, "/newsroom/calendar").body,
                AllOf(HasSubstr("24 December 2026"), HasSubstr("Talks end")));
    EXPECT_EQ(
        post(osprey_, path + "/schedule", {{"version", newest(path)}, {"cancel", "1"}}).status,
        303);
    EXPECT_EQ(article(path).status, content::Status::draft);
    EXPECT_THAT(get(osprey_, "/newsroom/calendar").body, HasSubstr("Nothing is scheduled."));
}

TEST_P(Publishing, WithACorrectionTellsReaders) {
    const std::string path = published(osprey_);
    post(osprey_, path + "/save", {{"base", newest(path)}, {"body", "One two four.\n"}});
    EXPECT_EQ(
        post(osprey_, path + "/correct", {{"version", newest(path)}, {"sentence", " "}}).status,
        400);
    clock_.advance(1h);
    EXPECT_EQ(post(osprey_, path + "/correct",
                   {{"version", newest(path)}, {"sentence", "It was four,\nnot three."}})
                  .status,
              303);
    const auto printed = article(path);
    ASSERT_EQ(printed.corrections.size(), 1U);
    EXPECT_EQ(printed.corrections[0].text, "It was four, not three.");
    EXPECT_EQ(printed.summary.updated, printed.corrections[0].at);
    EXPECT_EQ(printed.markdown, "One two four.\n");
}

TEST_P(Publishing, IsTakenBackWithASentenceAndAnOrder) {
    const std::string path = published(osprey_);
    const std::size_t before = orders();
    EXPECT_EQ(post(osprey_, path + "/withdraw").status, 400);
    EXPECT_EQ(post(osprey_, path + "/withdraw", {{"sentence", "It was not true."}}).status, 303);
    EXPECT_EQ(article(path).status, content::Status::withdrawn);
    EXPECT_EQ(article(path).withdrawal, "It was not true.");
    EXPECT_EQ(orders(), before + 1);
    EXPECT_EQ(newest_act(), "article.withdrawn");
    EXPECT_EQ(post(osprey_, path + "/publish", {{"version", newest(path)}}).status, 409);
}

TEST_P(Publishing, IsForEditorsAloneInEveryOfItsForms) {
    const std::string path = published(osprey_);
    const Person heron = hire("Heron", {Role::reporter});
    for (const char* form : {"/publish", "/schedule", "/correct", "/withdraw"})
        EXPECT_EQ(post(heron, path + form,
                       {{"version", "2"}, {"sentence", "Mine"}, {"at", "2027-01-01T00:00"}})
                      .status,
                  403)
            << form;
    EXPECT_EQ(article(path).status, content::Status::published);
}

TEST_P(Publishing, KeepsVersionsThatAreComparedAndTakenUpAgain) {
    const std::string path = published(osprey_);
    post(osprey_, path + "/save", {{"base", newest(path)}, {"headline", "Talks go on"}});
    EXPECT_THAT(get(osprey_, path + "/versions").body, HasSubstr("versions/"));
    EXPECT_THAT(get(osprey_, path + "/versions/2.." + newest(path)).body,
                AllOf(HasSubstr("<del>end without a word"), HasSubstr("<ins>go on")));
    EXPECT_EQ(get(osprey_, path + "/versions/2..99").status, 404);
    EXPECT_EQ(post(osprey_, path + "/restore", {{"version", "2"}}).status, 303);
    EXPECT_EQ(manuscript(path).headline, "Talks end without a word");
    EXPECT_EQ(newest(path), "5");
}

TEST_P(Publishing, IsSeenBeforehandByALinkThatRunsOut) {
    desk_->writing.print = [](store::Transaction&, const content::Article& article) {
        return Result<SitePage>(
            SitePage{"text/html; charset=utf-8", "<h1>" + article.summary.headline + "</h1>"});
    };
    desk_->writing.site = [](std::string_view address) -> std::optional<SitePage> {
        if (address != "/theme.css") return std::nullopt;
        return SitePage{"text/css", "body{}"};
    };
    const std::string path = begin(osprey_);
    post(osprey_, path + "/save", whole_article("1"));
    const std::string own = location(get(osprey_, path + "/preview"));
    EXPECT_THAT(own, HasSubstr("/preview/2026/"));
    const auto page = get(osprey_, own);
    EXPECT_THAT(page.body, HasSubstr("<h1>Talks end"));
    EXPECT_THAT(std::string(http::find_field(page.fields, "Content-Security-Policy").value_or("")),
                HasSubstr("sandbox"));
    const auto made = post(osprey_, path + "/preview");
    const std::size_t begin_at = made.body.find("/newsroom/preview/");
    const std::string link = made.body.substr(begin_at, made.body.find('"', begin_at) - begin_at);
    const auto anybody = [&](const std::string& address) {
        return ask(http::Method::get, address, "");
    };
    const std::string there = location(anybody(link));
    EXPECT_EQ(anybody(there).status, 200);
    EXPECT_EQ(anybody(link + "theme.css").status, 200);
    EXPECT_EQ(anybody(link + "newsroom/people").status, 404);
    EXPECT_EQ(anybody("/newsroom/preview/" + std::string(43, 'x') + "/").status, 404);
    clock_.advance(24h * 7);
    EXPECT_EQ(anybody(there).status, 404);
}

TEST_P(Publishing, IsTalkedOverBesideTheText) {
    const Person heron = hire("Heron", {Role::reporter});
    const std::string path = begin(heron);
    post(heron, path + "/save", whole_article("1"));
    EXPECT_EQ(
        post(osprey_, path + "/comments", {{"text", "Says who?"}, {"quote", "Four five"}}).status,
        303);
    EXPECT_EQ(post(osprey_, path + "/comments", {{"text", " "}}).status, 400);
    post(heron, path + "/stage", {{"to", "ready"}});
    EXPECT_THAT(get(osprey_, "/newsroom/").body, HasSubstr("Waiting for the desk"));
    EXPECT_EQ(post(osprey_, path + "/stage", {{"to", "back"}, {"word", "Ask them again"}}).status,
              303);
    EXPECT_THAT(get(heron, path).body,
                AllOf(HasSubstr("Says who?"), HasSubstr("Four five"), HasSubstr("Ask them again")));
    EXPECT_THAT(get(heron, "/newsroom/").body, HasSubstr("You are to act next"));
}

TEST_P(Publishing, LeavesOneToWriteAndTheOthersToAsk) {
    const std::string path = begin(osprey_);
    const Person plover = hire("Plover", {Role::editor});
    EXPECT_THAT(get(plover, path).body, HasSubstr("Osprey is writing"));
    EXPECT_EQ(post(plover, path + "/lock", {{"wish", "take"}}).status, 409);
    EXPECT_EQ(post(plover, path + "/lock", {{"wish", "ask"}}).status, 303);
    EXPECT_THAT(get(osprey_, path).body, HasSubstr("Plover asks to write in it."));
    EXPECT_EQ(post(osprey_, path + "/lock", {{"wish", "give"}}).status, 303);
    EXPECT_EQ(manuscript(path).lock.holder, plover.account.id);
    clock_.advance(5min);
    EXPECT_EQ(post(osprey_, path + "/lock", {{"wish", "take"}}).status, 303);
    EXPECT_EQ(manuscript(path).lock.holder, osprey_.account.id);
}

TEST_P(Publishing, FindsOurOwnArticlesByWordsOfTheirHeadlines) {
    published(osprey_);
    EXPECT_THAT(
        get(osprey_, "/newsroom/find?q=word%20talks").body,
        AllOf(HasSubstr("Talks end without a word"), HasSubstr("/talks-end-without-a-word/")));
    EXPECT_THAT(get(osprey_, "/newsroom/find?q=TAL").body, HasSubstr("Talks end"));
    EXPECT_EQ(get(osprey_, "/newsroom/find?q=talks%20nothing").body, "[]");
    EXPECT_EQ(get(osprey_, "/newsroom/find?q=").body, "[]");
}

TEST_P(Publishing, InAnotherLanguageBeginsBesideTheOriginal) {
    const std::string path = published(osprey_);
    const auto begun = post(osprey_, path + "/translate", {{"language", "ru"}});
    EXPECT_EQ(begun.status, 303);
    const std::string other = location(begun);
    EXPECT_EQ(manuscript(other).language, "ru");
    EXPECT_THAT(get(osprey_, other).body,
                AllOf(HasSubstr("The original"), HasSubstr("One two three.")));
    post(osprey_, other + "/save", {{"base", "1"}, {"headline", "Переговоры"}});
    EXPECT_EQ(post(osprey_, other + "/publish", {{"version", newest(other)}}).status, 303);
    EXPECT_THAT(get(osprey_, path).body, HasSubstr("Переговоры"));
}

TEST_P(Publishing, ShowsWhichArticlesLeadHere) {
    const std::string path = published(osprey_);
    const std::string other = begin(osprey_);
    auto sent = whole_article("1");
    sent[1].second = "Another day";
    sent.back().second = "See [there](" + article(path).summary.address + "?a#b).\n";
    post(osprey_, other + "/save", sent);
    EXPECT_EQ(post(osprey_, other + "/publish", {{"version", newest(other)}}).status, 303);
    EXPECT_THAT(get(osprey_, path).body,
                AllOf(HasSubstr("Articles that lead here"), HasSubstr("Another day")));
}

}  // namespace
}  // namespace kolokol::newsroom
