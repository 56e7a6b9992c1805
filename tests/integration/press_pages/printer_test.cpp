// What the press relies on: pages are a function of rows and inputs, they pass the gate, and no
// link of any of them leads nowhere.

#include <map>
#include <set>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "content/article_rows.hpp"
#include "gazette.hpp"
#include "press/gate.hpp"
#include "stored_pages.hpp"
#include "support/databases.hpp"

namespace kolokol::press::proof {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;

std::map<std::string, Page> printed(const Gazette& gazette) {
    std::map<std::string, Page> pages;
    const auto paper = gazette.newspaper();
    auto tx = gazette.database().read();
    for (const auto& key : gazette.all()) {
        auto page = paper.print(tx, key).value();
        if (page) pages.emplace(address(key, in("en")), std::move(*page));
    }
    return pages;
}

std::map<std::string, std::string> bytes_of(const std::map<std::string, Page>& pages) {
    std::map<std::string, std::string> bytes;
    for (const auto& [at, page] : pages)
        bytes.emplace(at, page.bytes);
    return bytes;
}

class Printing : public testing::Test {
protected:
    support::FreshDatabase database_{"sqlite"};
    Gazette gazette_{*database_};
};

TEST_F(Printing, GivesTheSameBytesForTheSameRows) {
    EXPECT_EQ(bytes_of(printed(gazette_)), bytes_of(printed(gazette_)));
}

TEST_F(Printing, GivesTheSameBytesInAnyOrder) {
    auto keys = gazette_.all();
    const auto paper = gazette_.newspaper();
    auto tx = database_->read();
    std::map<std::string, std::string> backwards;
    for (auto key = keys.rbegin(); key != keys.rend(); ++key)
        if (auto page = paper.print(tx, *key).value())
            backwards.emplace(address(*key, in("en")), std::move(page->bytes));
    EXPECT_EQ(backwards, bytes_of(printed(gazette_)));
}

TEST_F(Printing, GivesTheSameBytesOnManyThreads) {
    const auto paper = gazette_.newspaper();
    const auto keys = gazette_.all();
    std::vector<std::map<std::string, std::string>> found(4);
    std::vector<std::thread> threads;
    for (auto& mine : found)
        threads.emplace_back([&] {
            auto tx = gazette_.database().read();
            for (const auto& key : keys)
                if (auto page = paper.print(tx, key).value())
                    mine.emplace(address(key, in("en")), std::move(page->bytes));
        });
    for (auto& thread : threads)
        thread.join();
    for (const auto& mine : found)
        EXPECT_EQ(mine, bytes_of(printed(gazette_)));
}

TEST_F(Printing, PassesTheGate) {
    GateRules rules;
    rules.origin = gazette_.publication().origin;
    for (const auto& [at, page] : printed(gazette_))
        for (const auto& fault : inspect(at, page, rules).faults)
            ADD_FAILURE() << fault.page << ":" << fault.line << ": " << fault.what;
}

TEST_F(Printing, LeadsNobodyToAPageThatIsNot) {
    const auto pages = printed(gazette_);
    std::set<std::string> there;
    for (const auto& [at, page] : pages) {
        there.insert(at);
        for (const auto& picture : page.pictures)
            for (const auto& key : gazette_.newspaper().sizes_of(picture))
                there.insert(address(key, in("en")));
    }
    GateRules rules;
    rules.origin = gazette_.publication().origin;
    for (const auto& [at, page] : pages)
        for (const auto& link : inspect(at, page, rules).links)
            EXPECT_THAT(there, Contains(link.address)) << "on " << at << ", line " << link.line;
}

TEST_F(Printing, ShowsNoPictureThatItDoesNotList) {
    std::set<std::string> listed;
    std::set<std::string> shown;
    GateRules rules;
    rules.origin = gazette_.publication().origin;
    for (const auto& [at, page] : printed(gazette_)) {
        for (const auto& picture : page.pictures)
            for (const auto& key : gazette_.newspaper().sizes_of(picture))
                listed.insert(address(key, in("en")));
        for (const auto& link : inspect(at, page, rules).links) {
            if (!link.address.starts_with("/pictures/")) continue;
            shown.insert(link.address);
            EXPECT_THAT(listed, Contains(link.address)) << at;
        }
        listed.clear();
    }
    EXPECT_THAT(shown, Not(IsEmpty()));
}

TEST_F(Printing, PrintsEverySizeOfAPicture) {
    const auto page = gazette_.page(gazette_.article("/2026/01/28/strike-ends/"));
    ASSERT_THAT(page->pictures, Not(IsEmpty()));
    for (const auto& key : gazette_.newspaper().sizes_of(page->pictures.front())) {
        const auto size = gazette_.page(key);
        ASSERT_TRUE(size) << key.subject;
        EXPECT_EQ(size->media_type, key.subject.ends_with(".webp") ? "image/webp" : "image/jpeg");
    }
}

TEST_F(Printing, ServesTheThemesFilesUnderTheirNames) {
    const auto sheet = gazette_.page(gazette_.key(PageKind::asset, "en", "/theme.css"));
    EXPECT_EQ(sheet->media_type, "text/css; charset=utf-8");
    EXPECT_FALSE(gazette_.page(gazette_.key(PageKind::asset, "en", "/no-such.css")));
}

TEST_F(Printing, ListsItsFixedPagesOnce) {
    auto tx = database_->read();
    const auto keys = gazette_.newspaper().fixed_pages(tx);
    EXPECT_EQ(std::set<PageKey>(keys.begin(), keys.end()).size(), keys.size());
    EXPECT_THAT(keys, Contains(gazette_.key(PageKind::standing, "ru", "about")));
    EXPECT_THAT(keys, Contains(gazette_.key(PageKind::front, "ar")));
}

TEST_F(Printing, HasNoPageForWhatHasNoServiceYet) {
    EXPECT_FALSE(gazette_.page(gazette_.key(PageKind::support)));
    EXPECT_FALSE(gazette_.page(gazette_.key(PageKind::newsletter)));
}

TEST_F(Printing, HasNoPageForWhatIsNotPublished) {
    auto tx = database_->read();
    constexpr store::Query unpublished{"test.unpublished", R"sql(
        SELECT id FROM article WHERE status IN ('draft', 'scheduled'))sql"};
    const auto ids =
        tx.all(unpublished, {}, [](const store::Row& row) { return std::string(row.text(0)); });
    ASSERT_EQ(ids.size(), 2U);
    for (const auto& id : ids)
        EXPECT_FALSE(
            gazette_.newspaper().print(tx, gazette_.key(PageKind::article, "en", id)).value());
}

TEST_F(Printing, HasOtherInputsForAnotherName) {
    const auto before = gazette_.newspaper().inputs();
    EXPECT_EQ(gazette_.newspaper(evening + std::chrono::hours(1)).inputs(), before);
    gazette_.publication().words[in("ru")].name = "Ведомости";
    EXPECT_NE(gazette_.newspaper().inputs(), before);
}

TEST_F(Printing, NamesTheArticleWhoseBodyCannotBePrinted) {
    const auto key = gazette_.article("/2026/01/28/strike-ends/");
    auto tx = database_->begin();
    auto article = content::find_article(tx, content::ArticleId(key.subject)).value();
    article.markdown = "First line.\n\n:::note A note that nobody closes\nText";
    content::save_article(tx, article, content::manuscript_of(tx, article.summary.id), "digest");
    const auto page = gazette_.newspaper().print(tx, key);
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code, "press.broken_body");
    EXPECT_THAT(page.error().detail, testing::HasSubstr("/2026/01/28/strike-ends/, line 3"));
}

class PrintingOnBoth : public support::EachEngine {};
KOLOKOL_ON_EACH_ENGINE(PrintingOnBoth);

TEST_P(PrintingOnBoth, GivesTheSamePagesAsTheOtherEngine) {
    support::FreshDatabase reference("sqlite");
    const Gazette expected(*reference);
    const Gazette gazette(database());
    const auto theirs = printed(expected);
    for (const auto& [at, page] : printed(gazette))
        EXPECT_EQ(numbered(page.bytes), numbered(theirs.at(at).bytes)) << at;
}

}  // namespace
}  // namespace kolokol::press::proof
