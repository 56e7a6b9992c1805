// Another program, in another language, written from docs/formats/edition.md, reads what is
// exported here. It says whether that page is enough.

#include <fstream>

#include <gmock/gmock.h>

#include "static_host.hpp"
#include "support/program.hpp"
#include "workshop.hpp"

namespace kolokol::edition {
namespace {

using namespace testing;
using kolokol::testing::Ended;
using kolokol::testing::run;
using ::testing::HasSubstr;

class SecondReader : public ::testing::Test {
protected:
    void SetUp() override {
        if (run("/usr/bin/python3", {"-c", "import cryptography"}).exit_code != 0)
            GTEST_SKIP() << "python3-cryptography is not installed: tools/packages/test.txt";
        std::string large(2'500'000, 'p');
        large[1'500'000] = 'q';
        workshop.press([&](Builder& builder) {
            put_articles(builder, 1, 200);
            EXPECT_TRUE(builder.put("/pictures/large.webp", prepare(large, "image/webp")));
            EXPECT_TRUE(builder.put("/old/", redirect("/new/")));
            EXPECT_TRUE(builder.put("/gone/", prepare("Withdrawn.", "text/html", 410)));
            EXPECT_TRUE(builder.put("/темы/", prepare("Темы", "text/html; charset=utf-8")));
        });
        workshop.press([](Builder& builder) { put_articles(builder, 7, 7, 2); });
        fill_static_host(workshop.shelf(), exported);
    }
    Ended read(std::vector<std::string> further,
               const std::string& now = format_rfc3339(press_time)) {
        std::vector<std::string> arguments{
            std::string(KOLOKOL_TEST_SOURCE_DIR) + "/tests/second_reader/verify.py",
            exported.string(), workshop.shelf().site().hex(), "--now", now};
        arguments.insert(arguments.end(), further.begin(), further.end());
        return run("/usr/bin/python3", arguments);
    }
    void change(const std::filesystem::path& file, std::size_t at) {
        Bytes bytes = *read_file(exported / file);
        bytes.at(at) = static_cast<char>(bytes[at] ^ 1);
        write_file(exported / file, bytes);
    }

    Workshop workshop;
    std::filesystem::path exported = workshop.folder() / "exported";
};

TEST_F(SecondReader, FindsEveryPageAsItWasSigned) {
    const Ended ended = read({"--all"});
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    EXPECT_THAT(ended.err, HasSubstr("edition 2 of https://paper.example, 204 entries"));
    EXPECT_THAT(ended.err, HasSubstr("204 checked"));
}

TEST_F(SecondReader, ReadsOnePage) {
    EXPECT_EQ(read({"--page", article_path(7)}).out, article(7, 2));
    EXPECT_EQ(read({"--page", "/темы/"}).out, "Темы");
    EXPECT_EQ(read({"--page", "/pictures/large.webp"}).out.size(), 2'500'000U);
}

TEST_F(SecondReader, SaysThatAPageIsNotThere) {
    EXPECT_EQ(read({"--page", "/nowhere/"}).exit_code, 5);
}

TEST_F(SecondReader, NoticesAChangedByte) {
    const auto edition = workshop.shelf().current();
    change("objects/" + edition->find(article_path(9))->digest.hex(), 100);
    EXPECT_EQ(read({"--page", article_path(9)}).exit_code, 5);
    EXPECT_EQ(read({"--page", article_path(8)}).exit_code, 0);
    EXPECT_EQ(read({"--all"}).exit_code, 5);
}

TEST_F(SecondReader, NoticesAnotherTimestamp) {
    change("metadata/timestamp.json", 30);
    EXPECT_EQ(read({}).exit_code, 5);
}

TEST_F(SecondReader, NoticesWhatHasExpired) {
    EXPECT_EQ(read({}, "2026-03-28T15:00:00Z").exit_code, 3);
}

TEST_F(SecondReader, FollowsAChangeOfKeys) {
    FileKeySigner next(crypto::SigningKey::generate());
    tuf::Root root = *tuf::parse_root(workshop.shelf().root_metadata());
    root.version = 2;
    const std::string id = tuf::key_id(next.public_key());
    root.keys[id] = tuf::ed25519(next.public_key());
    root.roles["targets"] = {{id}, 1};
    Shelf shelf = workshop.shelf();
    ASSERT_TRUE(shelf.accept_root(*tuf::seal(tuf::content(root), {&workshop.root_key}),
                                  {next, workshop.heartbeat_key}, press_time));
    exported = workshop.folder() / "again";
    fill_static_host(shelf, exported);
    const Ended ended = read({"--all"});
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
}

}  // namespace
}  // namespace kolokol::edition
