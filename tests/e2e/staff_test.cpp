// Who gets into the newsroom, and how: invitations, passkeys, key files, recovery codes, sessions,
// acts for two; and who does not.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "e2e/authenticator.hpp"
#include "e2e/browser_window.hpp"
#include "e2e/paper.hpp"

namespace kolokol::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Staff : public ::testing::Test {
protected:
    std::string invitation(const std::string& roles) const {
        return path_of(paper.json({"staff", "invite", "--role", roles}).at("link"));
    }
    static std::string path_of(const std::string& link) {
        return link.substr(link.find("/newsroom/"));
    }
    Window window() const { return Window(served.newsroom()); }

    static std::string challenge(const Window& it) {
        return it.attribute("data-passkey", "data-challenge");
    }
    static Fields registration(const Window& it, Authenticator& key) {
        const auto made = key.make(challenge(it), "localhost", it.origin());
        return {{"client_data", made.client_data}, {"attestation", made.attestation}};
    }
    static Fields assertion(const Window& it, Authenticator& key) {
        const auto given = key.answer(challenge(it), "localhost", it.origin());
        return {{"credential", given.credential},
                {"client_data", given.client_data},
                {"authenticator_data", given.authenticator_data},
                {"signature", given.signature}};
    }
    Window join(const std::string& pseudonym, const std::string& roles, Authenticator& key) const {
        Window it = window();
        const std::string link = invitation(roles);
        it.open(link);
        Fields fields = registration(it, key);
        fields["pseudonym"] = pseudonym;
        it.send(link, fields);
        EXPECT_EQ(it.path(), "/newsroom/account?new") << it.page().body;
        return it;
    }
    static const Reply& enter(Window& it, Authenticator& key) {
        it.open("/newsroom/enter");
        return it.send("/newsroom/enter", assertion(it, key));
    }

    Paper paper;
    ServedPaper served{paper};
};

TEST_F(Staff, JoinByALinkThatWorksOnce) {
    const std::string link = invitation("publisher");
    Authenticator key;
    Window first = window();
    first.open(link);
    Fields fields = registration(first, key);
    fields["pseudonym"] = "Heron";
    first.send(link, fields);
    EXPECT_THAT(first.page().body, HasSubstr("Heron"));
    EXPECT_EQ(window().open(link).status, 404);
    EXPECT_THAT(paper.run({"staff", "list"}).out, HasSubstr("Heron  publisher  1 key"));
}

TEST_F(Staff, ComeInAgainWithTheirPasskeyAndLeave) {
    Authenticator key;
    join("Heron", "editor", key);
    Window it = window();
    EXPECT_EQ(it.open("/newsroom/").status, 200);
    EXPECT_EQ(it.path(), "/newsroom/enter");
    enter(it, key);
    EXPECT_EQ(it.path(), "/newsroom/");
    const std::string cookie = it.cookie();
    it.send("/newsroom/leave");
    it.set_cookie(cookie);
    it.open("/newsroom/");
    EXPECT_EQ(it.path(), "/newsroom/enter") << "the session is over at the server too";
}

TEST_F(Staff, AreSentAwayWithAReplayedAnswer) {
    Authenticator key(Authenticator::Counts::nothing);
    join("Heron", "editor", key);
    Window it = window();
    it.open("/newsroom/enter");
    Fields fields = assertion(it, key);
    fields["challenge"] = challenge(it);
    EXPECT_EQ(it.post("/newsroom/enter", fields).status, 303);
    const Reply again = it.post("/newsroom/enter", fields);
    EXPECT_EQ(again.status, 403);
    EXPECT_THAT(again.body, HasSubstr("This answer has been given before."));
    EXPECT_EQ(again.field("set-cookie"), "");
}

TEST_F(Staff, AreSentAwayWithAnAnswerToAPageOfAnotherOriginOrHost) {
    Authenticator key;
    join("Heron", "editor", key);
    Window it = window();
    it.open("/newsroom/enter");
    const auto forge = [&](const std::string& host, const std::string& origin) {
        const auto given = key.answer(challenge(it), host, origin);
        return it.post("/newsroom/enter", {{"challenge", challenge(it)},
                                           {"credential", given.credential},
                                           {"client_data", given.client_data},
                                           {"authenticator_data", given.authenticator_data},
                                           {"signature", given.signature}});
    };
    EXPECT_THAT(forge("localhost", "https://newsroom.evil.test").body, HasSubstr("another host"));
    EXPECT_THAT(forge("evil.test", it.origin()).body, HasSubstr("another host"));
    EXPECT_EQ(forge("localhost", it.origin()).status, 303);
}

TEST_F(Staff, AreSentAwayWithAPasskeyThatNobodyHasHere) {
    Authenticator stranger;
    Window it = window();
    enter(it, stranger);
    EXPECT_EQ(it.page().status, 403);
    EXPECT_THAT(it.page().body, HasSubstr("not known here"));
}

TEST_F(Staff, LoseTheirRightsWithTheNextRequest) {
    Authenticator key;
    Authenticator other;
    join("Osprey", "publisher", other);
    Window it = join("Heron", "editor", key);
    EXPECT_EQ(it.open("/newsroom/").status, 200);
    ASSERT_EQ(paper.run({"staff", "remove", "Heron"}).exit_code, 0);
    it.open("/newsroom/");
    EXPECT_EQ(it.path(), "/newsroom/enter");
    enter(it, key);
    EXPECT_EQ(it.page().status, 403) << "the passkey is gone too";
}

TEST_F(Staff, SeeOnlyWhatTheirRoleAllows) {
    Authenticator key;
    Window it = join("Curlew", "reporter", key);
    for (const char* page : {"/newsroom/people", "/newsroom/acts", "/newsroom/audit"})
        EXPECT_EQ(it.open(page).status, 403) << page;
    EXPECT_THAT(it.open("/newsroom/").body, Not(HasSubstr("/newsroom/people")));
}

TEST_F(Staff, CannotGiveThemselvesARoleByAFieldThatTheFormDoesNotHave) {
    Authenticator key;
    Window it = window();
    const std::string link = invitation("reporter");
    it.open(link);
    Fields fields = registration(it, key);
    fields["pseudonym"] = "Curlew";
    for (const char* more : {"role", "roles", "role_publisher", "verified", "account"})
        fields[more] = "publisher";
    it.send(link, fields);
    EXPECT_THAT(paper.run({"staff", "list"}).out, HasSubstr("Curlew  reporter  1 key"));
}

TEST_F(Staff, AreInvitedByAPublisherAsReporterOrEditorOnly) {
    Authenticator key;
    Window it = join("Osprey", "publisher", key);
    it.open("/newsroom/people");
    EXPECT_EQ(it.send("/newsroom/people/invite", {{"role_publisher", "1"}}).status, 403);
    it.open("/newsroom/people");
    it.send("/newsroom/people/invite", {{"role_editor", "1"}});
    const std::string link = it.attribute("input readonly", "value");
    EXPECT_THAT(window().open(path_of(link)).body, HasSubstr("Editor"));
}

TEST_F(Staff, SendFormsFromTheirOwnPagesOnly) {
    Authenticator key;
    Window it = join("Heron", "editor", key);
    EXPECT_EQ(it.post("/newsroom/leave", {{"form", it.attribute("name=\"form\"", "value")}},
                      "https://evil.test")
                  .status,
              403);
    EXPECT_EQ(it.post("/newsroom/leave", {}).status, 403) << "without the form's token";
    it.open("/newsroom/");
    EXPECT_EQ(it.path(), "/newsroom/") << "still in";
}

TEST_F(Staff, AreAskedOnlyUnderTheNewsroomsOwnHost) {
    Wire wire(served.newsroom());
    EXPECT_EQ(wire.ask("GET /newsroom/enter HTTP/1.1\r\nHost: evil.test\r\n\r\n").status, 421);
    EXPECT_EQ(wire.ask("GET /newsroom/enter HTTP/1.1\r\nHost: localhost.evil.test\r\n\r\n").status,
              421);
}

TEST_F(Staff, AreNotFoundOnTheReadersPort) {
    paper.print_gazette();
    EXPECT_EQ(ServedPaper(paper).get("/newsroom/enter").status, 404);
}

TEST_F(Staff, ComeInByARecoveryCodeToAddAKeyAndForNothingElse) {
    Authenticator lost;
    Window it = join("Heron", "editor publisher", lost);
    it.send("/newsroom/account/codes");
    const std::string code = [&] {
        const auto at = it.page().body.find("<li><code>") + 10;
        return it.page().body.substr(at, 19);
    }();
    Window other = window();
    other.open("/newsroom/enter/recovery");
    other.send("/newsroom/enter/recovery", {{"code", code}});
    EXPECT_EQ(other.path(), "/newsroom/account");
    other.open("/newsroom/people");
    EXPECT_EQ(other.path(), "/newsroom/account") << "no other page is open to a code";
    Authenticator found;
    other.send("/newsroom/account/keys", registration(other, found));
    EXPECT_EQ(other.path(), "/newsroom/enter");
    enter(other, found);
    EXPECT_EQ(other.path(), "/newsroom/");

    Window again = window();
    again.open("/newsroom/enter/recovery");
    EXPECT_EQ(again.send("/newsroom/enter/recovery", {{"code", code}}).status, 403);
}

TEST_F(Staff, ComeInByAKeyFileThatSignsForThisNewsroom) {
    const std::string file = (paper.home() / "heron.key").string();
    const auto make = [&](const std::string& name, const std::string& newsroom) {
        const Ended made = kolokol(
            {"staff", "key-file", name, "--newsroom", newsroom, "--no-passphrase", "--json"});
        EXPECT_EQ(made.exit_code, 0) << made.err;
        return nlohmann::json::parse(made.out).at("public").get<std::string>();
    };
    Window it = window();
    const std::string half = make(file, it.origin());
    const std::string link = invitation("editor");
    it.open(link);
    it.send(link, {{"pseudonym", "Heron"}, {"key_file", half}});
    EXPECT_THAT(it.page().body, HasSubstr("Key file"));

    Window other = window();
    other.open("/newsroom/enter");
    const Ended sign = kolokol({"staff", "sign", file, challenge(other), "--json"});
    other.open(path_of(nlohmann::json::parse(sign.out).at("link")));
    EXPECT_THAT(other.page().body, HasSubstr("One step is left")) << "a GET lets nobody in";
    EXPECT_EQ(other.cookie(), "");
    other.send("/newsroom/enter");
    EXPECT_EQ(other.path(), "/newsroom/") << other.page().body;

    Window thief = window();
    thief.open(path_of(nlohmann::json::parse(sign.out).at("link")));
    EXPECT_EQ(thief.send("/newsroom/enter").status, 403) << "the link works once";
}

TEST_F(Staff, ChangeRolesByTwoPeople) {
    Authenticator osprey_key;
    Authenticator plover_key;
    Authenticator curlew_key;
    Window osprey = join("Osprey", "publisher", osprey_key);
    Window plover = join("Plover", "operator", plover_key);
    join("Curlew", "reporter", curlew_key);

    osprey.open("/newsroom/people");
    const std::size_t at = osprey.page().body.find("Curlew");
    const std::size_t action = osprey.page().body.find("action=\"", at) + 8;
    const std::string form =
        osprey.page().body.substr(action, osprey.page().body.find('"', action) - action);
    osprey.send(form, {{"role_editor", "1"}});
    const std::string act = osprey.path();
    EXPECT_THAT(osprey.page().body, HasSubstr("New roles for Curlew"));
    EXPECT_THAT(osprey.page().body, Not(HasSubstr("Confirm with a passkey"))) << "not one's own";
    EXPECT_THAT(paper.run({"staff", "list"}).out, HasSubstr("Curlew  reporter"));

    plover.open(act);
    EXPECT_EQ(plover.send(act + "/confirm", assertion(plover, osprey_key)).status, 403)
        << "the other person's own key is asked";
    plover.open(act);
    plover.send(act + "/confirm", assertion(plover, plover_key));
    EXPECT_THAT(plover.open(act).body, HasSubstr("confirmed by Plover"));
    EXPECT_THAT(paper.run({"staff", "list"}).out, HasSubstr("Curlew  editor"));
    EXPECT_THAT(paper.run({"staff", "audit"}).out, HasSubstr("act.done"));
}

TEST_F(Staff, WaitADayWithARemovalWhereThereIsNoSecondPerson) {
    Authenticator osprey_key;
    Authenticator curlew_key;
    Window osprey = join("Osprey", "publisher", osprey_key);
    join("Curlew", "reporter", curlew_key);
    osprey.open("/newsroom/people");
    const std::size_t at = osprey.page().body.find("/remove", osprey.page().body.find("Curlew"));
    const std::size_t begin = osprey.page().body.rfind("action=\"", at) + 8;
    osprey.send(osprey.page().body.substr(begin, at - begin) + "/remove");
    EXPECT_THAT(osprey.page().body, HasSubstr("will be done by itself"));
    EXPECT_THAT(paper.run({"staff", "list"}).out, HasSubstr("Curlew"));
}

TEST_F(Staff, AreResetFromTheTerminalWithAllOldKeysVoid) {
    Authenticator stolen;
    Authenticator fresh;
    Window it = join("Heron", "publisher", stolen);
    const std::string link = path_of(paper.json({"staff", "reset", "Heron"}).at("link"));
    Window other = window();
    other.open(link);
    other.send(link, registration(other, fresh));
    EXPECT_EQ(other.path(), "/newsroom/account?new") << other.page().body;
    it.open("/newsroom/");
    EXPECT_EQ(it.path(), "/newsroom/enter");
    enter(it, stolen);
    EXPECT_EQ(it.page().status, 403);
    enter(it, fresh);
    EXPECT_EQ(it.path(), "/newsroom/");
}

TEST_F(Staff, AreAllOutAfterARestore) {
    Authenticator key;
    const Window it = join("Heron", "editor", key);
    const std::string file = (paper.home() / "paper.kolokol").string();
    const std::string elsewhere = (paper.home() / "restored").string();
    paper.json({"backup", file});
    ASSERT_EQ(kolokol({"restore", file, "--site", elsewhere}, paper.environment(),
                      paper.recovery() + "\n")
                  .exit_code,
              0);
    Running again(kolokol_program(), {"serve", "--site", elsewhere}, paper.environment());
    Window other(port_of(again.wait_for("The newsroom is on")));
    other.set_cookie(it.cookie());
    other.open("/newsroom/");
    EXPECT_EQ(other.path(), "/newsroom/enter");
    enter(other, key);
    EXPECT_EQ(other.path(), "/newsroom/") << "keys are restored";
}

TEST_F(Staff, AreToldInTheirLanguageThatAPageIsNotThere) {
    Authenticator key;
    Window it = join("Heron", "editor", key);
    it.send("/newsroom/account/language", {{"language", "ru"}});
    const Reply& page = it.open("/newsroom/no-such-page");
    EXPECT_EQ(page.status, 404);
    EXPECT_THAT(page.body, HasSubstr("Такой страницы в редакции нет."));
    Window stranger = window();
    stranger.open("/newsroom/no-such-page");
    EXPECT_EQ(stranger.path(), "/newsroom/enter") << "strangers learn nothing of what is there";
}

TEST_F(Staff, NeverStandInTheLogOrInAnAnswersAddress) {
    Authenticator key;
    Window it = join("Heron-of-the-marsh", "editor", key);
    served.program().signal(SIGTERM);
    const std::string said = served.program().rest();
    EXPECT_THAT(said, Not(HasSubstr("Heron-of-the-marsh")));
    EXPECT_THAT(said, Not(HasSubstr("127.0.0.1")));
}

}  // namespace
}  // namespace kolokol::testing
