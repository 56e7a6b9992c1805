#include "search/search_index.hpp"

#include <fstream>

#include <gmock/gmock.h>

#include "printed.hpp"

namespace kolokol::search {
namespace {

using edition::Builder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::Printed;
using testing::put;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

const Language english = *Language::parse("en");
const Language russian = *Language::parse("ru");
const Language arabic = *Language::parse("ar");

std::vector<std::string> addresses(const Found& found) {
    std::vector<std::string> all;
    for (const Hit& hit : found.hits)
        all.push_back(hit.address);
    return all;
}

class Search : public ::testing::Test {
protected:
    Search() : index(open()) {}

    std::unique_ptr<SearchIndex> open() const {
        return std::move(*SearchIndex::open(workshop.folder() / "search"));
    }
    /// Presses these on top of what is there, and lets the index follow.
    void print(const std::vector<Printed>& pages) {
        press([&](Builder& builder) {
            for (const Printed& page : pages)
                put(builder, page);
        });
    }
    void press(const std::function<void(Builder&)>& lay) {
        const auto before = current;
        workshop.press(lay);
        current = workshop.shelf().current();
        const Outcome followed = index->follow(*current, before.get());
        ASSERT_TRUE(followed) << followed.error().detail;
    }
    std::vector<std::filesystem::path> files() const {
        std::vector<std::filesystem::path> all;
        for (const auto& file :
             std::filesystem::recursive_directory_iterator(workshop.folder() / "search"))
            if (file.is_regular_file()) all.push_back(file.path());
        return all;
    }
    std::vector<std::string> ask(std::string_view query, const Language& language = english) const {
        return addresses(index->find(language, query, 0, 10));
    }

    edition::testing::Workshop workshop;
    std::unique_ptr<SearchIndex> index;
    std::shared_ptr<const edition::Edition> current;
};

TEST_F(Search, IsEmptyBeforeItFollowsAnEdition) {
    EXPECT_TRUE(index->shows().empty());
    EXPECT_EQ(index->articles(), 0U);
    EXPECT_THAT(ask("kremlin"), IsEmpty());
}

TEST_F(Search, FindsAnArticleByAnyFormOfItsWords) {
    print({{"/a/", "Talks at the Kremlin end", "The delegation left for the airport."},
           {"/b/", "Harvest is late", "It rained."}});
    EXPECT_THAT(ask("talk"), ElementsAre("/a/"));
    EXPECT_THAT(ask("delegations"), ElementsAre("/a/"));
    EXPECT_EQ(index->articles(), 2U);
}

TEST_F(Search, ReadsNoMastheadAndNoFooter) {
    print({{"/a/", "Talks", "Text."}});
    EXPECT_THAT(ask("masthead"), IsEmpty());
    EXPECT_THAT(ask("footer"), IsEmpty());
}

TEST_F(Search, AnswersARussianQueryWithoutTheDotsOfYo) {
    print({{"/ru/a/", "Артём вернулся", "Переговоры о базах закончились.", "ru"}});
    EXPECT_THAT(ask("артем", russian), ElementsAre("/ru/a/"));
    EXPECT_THAT(ask("переговоров база", russian), ElementsAre("/ru/a/"));
}

TEST_F(Search, AnswersAnArabicQueryInEitherSpelling) {
    print({{"/ar/a/", "المدرسة أُغلقت", "قالت الوزارة إن القاعدة باقية.", "ar"}});
    EXPECT_THAT(ask("مدرسه", arabic), ElementsAre("/ar/a/"));
    EXPECT_THAT(ask("والقاعدة", arabic), ElementsAre("/ar/a/"));
}

TEST_F(Search, KeepsLanguagesApart) {
    print({{"/a/", "TASS reports", "Text."}, {"/ru/a/", "TASS сообщает", "Текст.", "ru"}});
    EXPECT_THAT(ask("tass", english), ElementsAre("/a/"));
    EXPECT_THAT(ask("tass", russian), ElementsAre("/ru/a/"));
}

TEST_F(Search, FindsAPhraseOnlyWhereItsWordsStandInOrder) {
    print({{"/a/", "One", "The air base stays."}, {"/b/", "Two", "A base in the air."}});
    EXPECT_THAT(ask("\"air base\""), ElementsAre("/a/"));
    EXPECT_THAT(ask("air-base"), ElementsAre("/a/"));
    EXPECT_THAT(ask("air base"), UnorderedElementsAre("/a/", "/b/"));
}

TEST_F(Search, FindsNoPhraseFromTheHeadlineIntoTheText) {
    print({{"/a/", "The last word", "Base of it all.", "en", "2026-01-28T14:05:00Z", "Second."}});
    EXPECT_THAT(ask("\"word second\""), IsEmpty());
}

TEST_F(Search, LeavesOutWhatIsNotWanted) {
    print({{"/a/", "Base in Syria", "Text."}, {"/b/", "Base in Libya", "Text."}});
    EXPECT_THAT(ask("base -syria"), ElementsAre("/b/"));
}

TEST_F(Search, LeavesOutAPhraseButNotItsWords) {
    print({{"/a/", "One", "The air base of Syria stays."},
           {"/b/", "Two", "A base in the air of Syria."}});
    EXPECT_THAT(ask("syria -\"air base\""), ElementsAre("/b/"));
}

TEST_F(Search, FindsNothingForAPhraseThatNobodyWrote) {
    print({{"/a/", "One", "A base in the air."}});
    EXPECT_THAT(ask("\"air base\""), IsEmpty());
    EXPECT_THAT(ask("air-base"), ElementsAre("/a/"));  // nobody insisted
}

TEST_F(Search, CountsAndPagesThroughArticlesWithAPhrase) {
    std::vector<Printed> pages;
    for (int i = 0; i < 40; ++i)
        pages.push_back({edition::testing::article_path(i), "One",
                         i % 2 == 0 ? "The air base stays." : "A base in the air."});
    print(pages);
    const Found first = index->find(english, "\"air base\"", 0, 50);
    const Found later = index->find(english, "\"air base\"", 15, 50);
    EXPECT_EQ(first.total, 20);
    EXPECT_THAT(first.hits, SizeIs(20));
    EXPECT_THAT(later.hits, SizeIs(5));
}

TEST_F(Search, FindsNothingForWhatIsNotWantedAlone) {
    print({{"/a/", "Base in Syria", "Text."}});
    EXPECT_THAT(ask("-libya"), IsEmpty());
}

TEST_F(Search, IsContentWithSomeOfTheWordsWhereNoArticleHasAll) {
    print({{"/a/", "Base in Syria", "Text."}, {"/b/", "Harvest", "Text."}});
    EXPECT_THAT(ask("syria unheardof"), ElementsAre("/a/"));
}

TEST_F(Search, ForgivesOneWordOfThreeWhereFewHaveAll) {
    print({{"/a/", "Offensive in the north", "Kurdish forces withdraw."},
           {"/b/", "Talks", "They spoke of forces, of kurds and of an offensive."},
           {"/c/", "Harvest", "An offensive smell."}});
    EXPECT_THAT(ask("offensive kurds forces"), ElementsAre("/b/", "/a/"));
}

TEST_F(Search, PutsTheHeadlineBeforeTheText) {
    print({{"/a/", "Harvest", "Somebody said hospital in passing, and nothing more came of it."},
           {"/b/", "Hospital closes", "It had stood there for years, and nothing came of it."}});
    EXPECT_THAT(ask("hospital"), ElementsAre("/b/", "/a/"));
}

TEST_F(Search, PutsTheNewerOfTwoEqualsInFront) {
    print({{"/old/", "Hospital", "Text.", "en", "2019-01-28T14:05:00Z"},
           {"/new/", "Hospital", "Text.", "en", "2026-01-28T14:05:00Z"},
           {"/mid/", "Hospital", "Text.", "en", "2024-01-28T14:05:00Z"}});
    EXPECT_THAT(ask("hospital"), ElementsAre("/new/", "/mid/", "/old/"));
}

TEST_F(Search, SaysWhereItFoundTheWords) {
    print({{"/a/", "Talks &amp; terms", "They <i>talked</i> of a &lt;base&gt;."}});
    const Found found = index->find(english, "talks base", 0, 10);
    ASSERT_THAT(found.hits, SizeIs(1));
    EXPECT_EQ(found.hits[0].headline.text(), "<mark>Talks</mark> &amp; terms");
    EXPECT_THAT(found.hits[0].excerpt.text(),
                HasSubstr("They <mark>talked</mark> of a &lt;<mark>base</mark>&gt;."));
    EXPECT_EQ(found.hits[0].section, "World");
    EXPECT_EQ(found.hits[0].published, *parse_rfc3339("2026-01-28T14:05:00Z"));
}

TEST_F(Search, GivesPageAfterPage) {
    std::vector<Printed> pages;
    for (int i = 0; i < 25; ++i)
        pages.push_back({edition::testing::article_path(i), "Hospital", "Text."});
    print(pages);
    const Found first = index->find(english, "hospital", 0, 10);
    const Found third = index->find(english, "hospital", 20, 10);
    EXPECT_EQ(first.total, 25);
    EXPECT_THAT(first.hits, SizeIs(10));
    EXPECT_THAT(third.hits, SizeIs(5));
}

TEST_F(Search, GivesNothingPastTheEnd) {
    print({{"/a/", "Hospital", "Text."}});
    EXPECT_THAT(index->find(english, "hospital", 1'000'000'000, 10).hits, IsEmpty());
    EXPECT_THAT(index->find(english, "hospital", -1, 10).hits, IsEmpty());
    EXPECT_THAT(index->find(english, "hospital", 0, 0).hits, IsEmpty());
}

TEST_F(Search, ForgetsAnArticleThatWasWithdrawn) {
    print({{"/a/", "Hospital", "Text."}, {"/b/", "Hospital", "Text."}});
    press([](Builder& builder) {
        ASSERT_TRUE(builder.put("/a/", edition::prepare("<h1>Withdrawn</h1>", "text/html", 410)));
    });
    EXPECT_THAT(ask("hospital"), ElementsAre("/b/"));
}

TEST_F(Search, LeavesNoByteOfAWithdrawnArticleInItsFiles) {
    print({{"/a/", "Hospital", "The secret is zanzibar."}, {"/b/", "Harvest", "Text."}});
    press([](Builder& builder) {
        ASSERT_TRUE(builder.put("/a/", edition::prepare("<h1>Withdrawn</h1>", "text/html", 410)));
    });
    for (const auto& file : files())
        EXPECT_THAT(*read_file(file), Not(HasSubstr("zanzibar"))) << file;
}

TEST_F(Search, TakesUpAChangedArticle) {
    print({{"/a/", "Hospital", "Old text."}});
    print({{"/a/", "School", "New text."}});
    EXPECT_THAT(ask("hospital"), IsEmpty());
    EXPECT_THAT(ask("school"), ElementsAre("/a/"));
    EXPECT_EQ(index->articles(), 1U);
}

TEST_F(Search, ShowsTheEditionThatItFollowed) {
    print({{"/a/", "Hospital", "Text."}});
    EXPECT_EQ(index->shows(), current->facts().root);
    EXPECT_EQ(open()->shows(), current->facts().root);
}

TEST_F(Search, IsTheSameByDifferenceAndWhole) {
    print({{"/a/", "Hospital", "Text one."}, {"/b/", "Hospital school", "Text two."}});
    print({{"/b/", "Hospital", "Text three."}, {"/c/", "Hospital", "Text four."}});
    auto whole = std::move(*SearchIndex::open(workshop.folder() / "other"));
    ASSERT_TRUE(whole->follow(*current));
    EXPECT_EQ(addresses(whole->find(english, "hospital", 0, 10)), ask("hospital"));
    EXPECT_EQ(whole->articles(), index->articles());
}

TEST_F(Search, IsMadeWholeWhenItDoesNotShowWhatTheDifferenceStartsFrom) {
    print({{"/a/", "Hospital", "Text."}});
    const auto first = current;
    print({{"/b/", "School", "Text."}});
    auto other = std::move(*SearchIndex::open(workshop.folder() / "other"));
    ASSERT_TRUE(other->follow(*current, first.get()));
    EXPECT_EQ(other->articles(), 2U);
}

TEST_F(Search, FindsOutWhatChangedWhereTheEditionBeforeIsGone) {
    print({{"/same/", "Hospital same", "Text."},
           {"/changed/", "Hospital old", "Text."},
           {"/gone/", "Hospital gone", "Text."}});
    workshop.press([](Builder& builder) {
        put(builder, {"/changed/", "Hospital changed", "Text."});
        put(builder, {"/new/", "Hospital new", "Text."});
        ASSERT_TRUE(builder.put("/", edition::prepare("<h1>Front page</h1>", "text/html")));
        builder.remove("/gone/");
    });
    std::uint64_t pages_read = 0;
    ASSERT_TRUE(index->follow(*workshop.shelf().current(), nullptr,
                              [&](std::uint64_t, std::uint64_t of) { pages_read = of; }));
    EXPECT_EQ(pages_read, 3U);
    EXPECT_THAT(ask("hospital"), UnorderedElementsAre("/same/", "/changed/", "/new/"));
    EXPECT_THAT(ask("old"), IsEmpty());
}

TEST_F(Search, LeavesNoByteOfAChangedArticleWhereTheEditionBeforeIsGone) {
    print({{"/a/", "Hospital", "By Zanzibarova."}, {"/b/", "School", "Text."}});
    workshop.press([](Builder& builder) { put(builder, {"/a/", "Hospital", "By nobody."}); });
    ASSERT_TRUE(index->follow(*workshop.shelf().current()));
    for (const auto& file : files())
        EXPECT_THAT(*read_file(file), Not(HasSubstr("zanzibarova"))) << file;
}

TEST_F(Search, CanBeRebuiltFromNothing) {
    print({{"/a/", "Hospital", "Text."}});
    const auto database = workshop.folder() / "search/1";
    ASSERT_TRUE(std::filesystem::exists(database));
    ASSERT_TRUE(index->rebuild(*current));
    EXPECT_FALSE(std::filesystem::exists(database));
    EXPECT_THAT(ask("hospital"), ElementsAre("/a/"));
}

TEST_F(Search, FindsAnArticleByWhoWroteIt) {
    print({{"/a/", "Hospital", "Text."}});
    EXPECT_THAT(ask("\"Anna Belova\""), ElementsAre("/a/"));
    EXPECT_THAT(index->find(english, "belova", 0, 1).hits.at(0).excerpt.text(),
                HasSubstr("A sentence that says why it matters."));
}

TEST_F(Search, TakesUpMoreThanAThousandArticlesAtOnce) {
    print({{"/a/", "Hospital", "Text."}});
    std::vector<Printed> many;
    for (int i = 0; i < 1'200; ++i)
        many.push_back({edition::testing::article_path(i), "School", "Text."});
    print(many);
    EXPECT_EQ(index->articles(), 1'201U);
    EXPECT_THAT(ask("hospital"), ElementsAre("/a/"));
    for (Printed& page : many)
        page.headline = "University";
    print(many);
    EXPECT_THAT(ask("school"), IsEmpty());
    EXPECT_GT(index->find(english, "university", 0, 1).total, 100);
    EXPECT_THAT(ask("hospital"), ElementsAre("/a/"));
}

TEST_F(Search, ReadersSeeWhatAnotherProcessWrote) {
    print({{"/a/", "Hospital", "Text."}});
    const auto reader = open();
    ASSERT_THAT(addresses(reader->find(english, "hospital", 0, 10)), ElementsAre("/a/"));
    for (int i = 0; i < 5; ++i)
        print({{edition::testing::article_path(i), "School", "Text."}});
    EXPECT_THAT(addresses(reader->find(english, "school", 0, 10)), SizeIs(5));
}

TEST_F(Search, ThrowsADamagedIndexAway) {
    print({{"/a/", "Hospital", "Text."}});
    std::ofstream(workshop.folder() / "search/1/iamglass") << "damaged";
    const auto again = open();
    EXPECT_TRUE(again->shows().empty());
    EXPECT_THAT(addresses(again->find(english, "hospital", 0, 10)), IsEmpty());
    ASSERT_TRUE(again->follow(*current));
    EXPECT_THAT(addresses(again->find(english, "hospital", 0, 10)), ElementsAre("/a/"));
}

TEST_F(Search, TakesAnIndexOfAnotherRecipeForNone) {
    print({{"/a/", "Hospital", "Text."}});
    std::ofstream(workshop.folder() / "search/current") << "kolokol-search 0 xapian-1.0 1\n";
    const auto again = open();
    EXPECT_TRUE(again->shows().empty());
    ASSERT_TRUE(again->follow(*current));
    EXPECT_EQ(again->articles(), 1U);
}

TEST_F(Search, RemovesWhatAKilledWriterLeft) {
    print({{"/a/", "Hospital", "Text."}});
    const auto left = workshop.folder() / "search/77.rough";
    std::filesystem::create_directory(left);
    print({{"/b/", "School", "Text."}});
    EXPECT_FALSE(std::filesystem::exists(left));
    EXPECT_EQ(index->articles(), 2U);
}

TEST_F(Search, SaysHowFarItIs) {
    workshop.press([](Builder& builder) {
        put(builder, {"/a/", "Hospital", "Text."});
        put(builder, {"/b/", "School", "Text."});
    });
    std::uint64_t last = 0;
    std::uint64_t of = 0;
    ASSERT_TRUE(index->follow(*workshop.shelf().current(), nullptr, [&](auto done, auto all) {
        last = done;
        of = all;
    }));
    EXPECT_EQ(last, 2U);
    EXPECT_EQ(of, 2U);
}

TEST_F(Search, RefusesAFolderThatIsAFile) {
    std::ofstream(workshop.folder() / "file") << "x";
    const auto opened = SearchIndex::open(workshop.folder() / "file");
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, "search.cannot_open");
}

TEST_F(Search, RefusesToFollowWhereItCannotWrite) {
    workshop.press([](Builder& builder) { put(builder, {"/a/", "Hospital", "Text."}); });
    std::filesystem::remove_all(workshop.folder() / "search");
    std::ofstream(workshop.folder() / "search") << "x";
    const Outcome followed = index->follow(*workshop.shelf().current());
    ASSERT_FALSE(followed);
    EXPECT_EQ(followed.error().code, "search.cannot_write");
}

}  // namespace
}  // namespace kolokol::search
