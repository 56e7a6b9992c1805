// What a reader can prove with the site id and the program: exit codes of design and documents.

#include <algorithm>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "e2e/paper.hpp"

namespace kolokol::testing {
namespace {

using ::testing::HasSubstr;

/// Every file and folder, and when it was last written to.
std::map<std::string, std::filesystem::file_time_type> traces(const std::filesystem::path& folder) {
    std::map<std::string, std::filesystem::file_time_type> all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        all[entry.path().string()] = entry.last_write_time();
    return all;
}

class Trust : public ::testing::Test {
protected:
    Trust() { paper.print_gazette(); }
    Ended verify(const std::string& source, const std::vector<std::string>& more = {}) const {
        std::vector<std::string> words{"edition", "verify", source, "--id", paper.site()};
        words.insert(words.end(), more.begin(), more.end());
        return kolokol(words, paper.environment());
    }
    std::string editions() const { return (paper.folder() / "editions").string(); }

    Paper paper;
};

TEST_F(Trust, FindsAFreshEditionAuthentic) {
    const Ended ended = verify(editions());
    EXPECT_EQ(ended.exit_code, 0) << ended.out;
    EXPECT_THAT(ended.out, HasSubstr("authentic and fresh"));
}

TEST_F(Trust, VerifiesAServedPaperOverTheNetwork) {
    paper.json({"press"});
    const ServedPaper served(paper);
    const Ended ended = verify("http://127.0.0.1:" + std::to_string(served.port()));
    EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
    EXPECT_THAT(ended.out, HasSubstr("authentic and fresh"));
}

TEST_F(Trust, NoticesAnotherPapersEdition) {
    const Paper other;
    other.print_gazette();
    const Ended ended = verify((other.folder() / "editions").string());
    EXPECT_EQ(ended.exit_code, 5) << ended.out;
}

TEST_F(Trust, NoticesThatAnOldEditionIsShownAgain) {
    paper.json({"press"});
    const std::filesystem::path old = paper.home() / "old";
    std::filesystem::copy(paper.folder() / "editions", old,
                          std::filesystem::copy_options::recursive);
    edit(paper.folder() / "kolokol.toml", "name = \"The Gazette\"",
         "name = \"The Evening Gazette\"");
    paper.json({"press"});
    ASSERT_EQ(verify(editions()).exit_code, 0);
    EXPECT_EQ(verify(old.string()).exit_code, 4);
}

TEST_F(Trust, NamesAMissingFileOnce) {
    const std::filesystem::path copy = paper.home() / "copy";
    std::filesystem::create_directories(copy / "metadata");
    EXPECT_THAT(verify(copy.string()).out, HasSubstr("  metadata/1.root.json is missing\n"));
}

TEST_F(Trust, ListsPagesAndDifferencesByAddress) {
    edit(paper.folder() / "kolokol.toml", "name = \"The Gazette\"",
         "name = \"The Evening Gazette\"");
    paper.json({"press"});
    const auto changed = paper.json({"edition", "diff", "1"}).at("changed");
    ASSERT_GT(changed.size(), 10U);
    EXPECT_TRUE(std::is_sorted(changed.begin(), changed.end())) << changed.dump();
    std::vector<std::string> pages;
    for (const auto& page : paper.json({"edition", "show", "--pages"}))
        pages.push_back(page.at("path"));
    ASSERT_GT(pages.size(), 10U);
    EXPECT_TRUE(std::is_sorted(pages.begin(), pages.end()));
}

TEST_F(Trust, SaysThatAStolenKeyWasRemoved) {
    paper.json({"press"});
    const auto keys = paper.json({"keys", "show"});
    std::string edition_key;
    for (const auto& key : keys.at("keys"))
        if (key.at("role") == "edition") edition_key = key.at("id");
    const Ended revoked = paper.run({"keys", "revoke", edition_key, "--from-edition", "2"});
    EXPECT_EQ(revoked.exit_code, 0) << revoked.err;
    EXPECT_THAT(revoked.out, HasSubstr("from edition 2 on"));
    EXPECT_THAT(revoked.out, HasSubstr("no older edition that is kept here is disowned"));
    EXPECT_EQ(verify(editions()).exit_code, 0) << "the good edition is signed again";
    edit(paper.folder() / "kolokol.toml", "name = \"The Gazette\"",
         "name = \"The Evening Gazette\"");
    paper.json({"press"});
    EXPECT_EQ(verify(editions()).exit_code, 0) << "the new key presses on";
}

TEST_F(Trust, NamesTheKeptEditionsThatARevocationDisowns) {
    for (const char* name : {"\"The Evening Gazette\"", "\"The Night Gazette\""}) {
        edit(paper.folder() / "kolokol.toml", "\"The Gazette\"", name);
        paper.json({"press"});
    }
    const auto keys = paper.json({"keys", "show"});
    std::string edition_key;
    for (const auto& key : keys.at("keys"))
        if (key.at("role") == "edition") edition_key = key.at("id");
    const auto revoked = paper.json({"keys", "revoke", edition_key, "--from-edition", "2"});
    EXPECT_EQ(revoked.at("from_edition"), 2);
    EXPECT_EQ(revoked.at("disowned"), nlohmann::json({2}));
}

TEST_F(Trust, CallsAShelfIncompleteWhereAPackIsMissing) {
    std::filesystem::remove(paper.folder() / "editions/packs/00000001.pack");
    const Ended ended = paper.run({"edition", "verify"});
    EXPECT_EQ(ended.exit_code, 5) << ended.out << ended.err;
    EXPECT_THAT(ended.out, HasSubstr("packs/00000001.pack is missing"));
}

TEST_F(Trust, CallsAShelfIncompleteWhereAPackWasCut) {
    const auto pack = paper.folder() / "editions/packs/00000001.pack";
    std::filesystem::resize_file(pack, std::filesystem::file_size(pack) / 2);
    const Ended ended = paper.run({"edition", "verify"});
    EXPECT_EQ(ended.exit_code, 5) << ended.out << ended.err;
    EXPECT_THAT(ended.out, HasSubstr("packs/00000001.pack is cut short"));
}

TEST_F(Trust, WritesNothingWhereItLooks) {
    const auto locators = paper.folder() / "editions/segments";
    std::filesystem::remove_all(locators);
    const auto before = traces(paper.folder());
    const Ended ended = paper.run({"edition", "verify"});
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    EXPECT_THAT(ended.err, ::testing::IsEmpty());
    EXPECT_EQ(traces(paper.folder()), before);
}

TEST_F(Trust, RotatesEveryKindOfKeyWhileReadersFollow) {
    paper.json({"press"});
    ASSERT_EQ(verify(editions()).exit_code, 0);
    for (const char* role : {"heartbeat", "edition", "root"}) {
        const Ended rotated = paper.run({"keys", "rotate", role});
        EXPECT_EQ(rotated.exit_code, 0) << role << rotated.err;
        EXPECT_EQ(verify(editions()).exit_code, 0) << role;
    }
}

TEST_F(Trust, RenewsTheRootAndKeepsEveryKey) {
    paper.json({"press"});
    const auto before = paper.json({"keys", "show"});
    EXPECT_THAT(paper.json({"keys", "renew"}).at("made"), ::testing::IsEmpty());
    const auto after = paper.json({"keys", "show"});
    EXPECT_EQ(after.at("keys"), before.at("keys"));
    EXPECT_GE(after.at("root_until"), before.at("root_until"));
    EXPECT_EQ(paper.json({"edition", "verify"}).at("code"), 0);
}

TEST_F(Trust, SaysItsVerdictAlsoWhereItCannotRememberIt) {
    const Ended ended = verify(editions(), {"--state", "/proc/kolokol"});
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    EXPECT_THAT(ended.out, HasSubstr("authentic and fresh"));
    EXPECT_THAT(ended.err, HasSubstr("--state"));
}

TEST_F(Trust, TellsReadersOnThePaperWhatToCheckItAgainst) {
    const ServedPaper served(paper);
    for (const char* address : {"/about/", "/ru/about/"})
        EXPECT_THAT(served.get(address).body, HasSubstr(paper.site())) << address;
    EXPECT_THAT(served.get("/about/").body,
                HasSubstr(paper.json({"keys", "show"}).at("words").get<std::string>()));
}

TEST_F(Trust, RefusesToVerifyAStrangersFolderWithoutAnId) {
    const Ended ended = kolokol({"edition", "verify", editions()}, paper.environment());
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.err, HasSubstr("--id"));
}

}  // namespace
}  // namespace kolokol::testing
