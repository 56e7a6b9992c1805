#include "content/library_rows.hpp"

#include <gmock/gmock.h>

#include "newsroom.hpp"

namespace kolokol::content {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Instant noon = from_millis(1'769'594'400'000);

std::string digest(char digit) {
    return std::string(64, digit);
}

class Library : public Newsroom {
protected:
    static LibraryPicture picture(const std::string& name, char digit,
                                  const std::string& caption = "") {
        LibraryPicture made;
        made.id = LibraryPictureId(std::string("01") + digit);
        made.name = name;
        made.use = {digest(digit), 640, 480, caption, {"A Name", {"TASS", "POOL"}, "press"}, "Alt"};
        made.added_at = noon;
        made.added_by = "account";
        made.betrayed = {"place", "device"};
        return made;
    }
    void add(const LibraryPicture& picture) {
        auto tx = database().begin();
        save_library_picture(tx, picture);
        tx.commit();
    }
    LibraryPicture found(std::string_view name) {
        auto tx = database().read();
        return find_in_library(tx, name).value_or(LibraryPicture{});
    }
    /// Names, newest first.
    std::vector<std::string> search(const std::string& words, bool wanting = false) {
        LibraryQuestion question;
        question.words = words;
        question.wanting = wanting;
        auto tx = database().read();
        return names(search_library(tx, question));
    }
    static std::vector<std::string> names(const LibraryPage& page) {
        std::vector<std::string> list;
        for (const LibraryPicture& one : page.pictures)
            list.push_back(one.name);
        return list;
    }
    /// Shows pictures, the lead under the empty name.
    void show(const std::string& slug, char lead, char figure = 0) {
        Article made = article(slug, "2026-01-28T10:00:00Z");
        made.summary.lead = PictureUse{digest(lead), 640, 480, "", {}, ""};
        if (figure != 0)
            made.pictures = {{"map.jpg", PictureUse{digest(figure), 640, 480, "", {}, ""}}};
        save(made);
    }
    void withdraw(const std::string& slug) {
        auto tx = database().begin();
        withdraw_article(tx, id(slug), "It was not so.", noon);
        tx.commit();
    }
    std::vector<LibraryPlace> places(const LibraryPicture& picture) {
        auto tx = database().read();
        return library_places(tx, picture, 10);
    }
    std::string remove(const std::string& name) {
        auto tx = database().begin();
        const auto removed = remove_from_library(tx, *find_in_library(tx, name));
        if (removed) tx.commit();
        return removed ? "done" : removed.error().code;
    }
    std::string replace(const std::string& name, char by) {
        auto tx = database().begin();
        const auto replaced = replace_in_library(
            tx, *find_in_library(tx, name), PictureUse{digest(by), 320, 200, "", {}, ""}, noon);
        if (replaced) tx.commit();
        return replaced ? "done" : replaced.error().code;
    }
    std::string digest_of(const std::string& slug, std::string_view name) {
        auto tx = database().read();
        const auto use = find_picture_of(tx, id(slug), name);
        return use ? use->picture.substr(0, 1) : "none";
    }
    void import(std::vector<ImportedPicture> pictures, Instant when = noon) {
        auto tx = database().begin();
        add_imported(tx, pictures, when, noon);
        tx.commit();
    }
    std::vector<std::string> kept() {
        auto tx = database().begin();
        drop_unshown_imports(tx);
        auto pictures = pictures_to_keep(tx);
        tx.commit();
        for (std::string& one : pictures)
            one.resize(1);
        return pictures;
    }
};
KOLOKOL_ON_EACH_ENGINE(Library);

TEST_P(Library, GivesBackWhatWasAdded) {
    LibraryPicture lake = picture("lake.jpg", 'a', "The lake");
    lake.use.focus = Focus{20, 80};
    add(lake);
    EXPECT_EQ(found("lake.jpg"), lake);
    auto tx = database().read();
    EXPECT_EQ(find_by_picture(tx, digest('a')), lake);
    EXPECT_EQ(find_library_picture(tx, "lake.jpg"), lake.use);
    EXPECT_FALSE(find_library_picture(tx, "sea.jpg"));
}

TEST_P(Library, KeepsWhoAddedAPictureAndWhatItsFileTold) {
    add(picture("lake.jpg", 'a'));
    auto changed = found("lake.jpg");
    changed.use.caption = "Another";
    changed.betrayed.clear();
    add(changed);
    EXPECT_EQ(found("lake.jpg").use.caption, "Another");
    EXPECT_THAT(found("lake.jpg").betrayed, ElementsAre("place", "device"));
}

TEST_P(Library, GivesASecondPictureOfOneNamePartOfItsDigest) {
    add(picture("lake.jpg", 'a'));
    auto tx = database().read();
    EXPECT_EQ(free_picture_name(tx, "sea.jpg", digest('b')), "sea.jpg");
    EXPECT_EQ(free_picture_name(tx, "lake.jpg", digest('b')), "lake-bbbbbb.jpg");
}

TEST_P(Library, IsSearchedByAllWordsAndTheBeginningOfTheLast) {
    add(picture("lake.jpg", 'a', "Ice on the shore"));
    add(picture("ferry.jpg", 'b', "A ferry leaves the shore"));
    add(picture("lakeside.jpg", 'c'));
    EXPECT_THAT(search(""), ElementsAre("lakeside.jpg", "ferry.jpg", "lake.jpg"));
    EXPECT_THAT(search("shore"), ElementsAre("ferry.jpg", "lake.jpg"));
    EXPECT_THAT(search("SHORE ice"), ElementsAre("lake.jpg"));
    EXPECT_THAT(search("lake"), ElementsAre("lakeside.jpg", "lake.jpg"));
    EXPECT_THAT(search("lake "), ElementsAre("lake.jpg")) << "a blank ends the word";
    EXPECT_THAT(search("sho lak"), IsEmpty()) << "only the last is a beginning";
    EXPECT_THAT(search("shore fer"), ElementsAre("ferry.jpg"));
    EXPECT_THAT(search("!"), IsEmpty());
    EXPECT_THAT(search("tass name alt shore ice lake"), ElementsAre("lake.jpg"));
}

TEST_P(Library, IsSearchedByWordsAsTheyStandNow) {
    add(picture("lake.jpg", 'a', "Ice"));
    auto changed = found("lake.jpg");
    changed.use.caption = "Water";
    add(changed);
    EXPECT_THAT(search("ice"), IsEmpty());
    EXPECT_THAT(search("water"), ElementsAre("lake.jpg"));
}

TEST_P(Library, ListsThoseWithoutCreditOrLicence) {
    add(picture("lake.jpg", 'a', "shore"));
    LibraryPicture nobody = picture("ferry.jpg", 'b', "shore");
    nobody.use.credit = {"", {}, "press"};
    add(nobody);
    LibraryPicture without_terms = picture("sea.jpg", 'c');
    without_terms.use.credit.licence.clear();
    add(without_terms);
    EXPECT_THAT(search("", true), ElementsAre("sea.jpg", "ferry.jpg"));
    EXPECT_THAT(search("shore", true), ElementsAre("ferry.jpg"));
}

TEST_P(Library, IsReadPageByPage) {
    for (char digit = 'a'; digit <= 'e'; ++digit)
        add(picture(std::string(1, digit) + ".jpg", digit, "shore"));
    LibraryQuestion question;
    question.limit = 2;
    for (const char* words : {"", "shore", "shore alt"}) {
        question.words = words;
        question.before.clear();
        std::vector<std::string> all;
        auto tx = database().read();
        do {
            const auto page = search_library(tx, question);
            EXPECT_LE(page.pictures.size(), 2U);
            for (const auto& name : names(page))
                all.push_back(name);
            question.before = page.next;
        } while (!question.before.empty());
        EXPECT_THAT(all, ElementsAre("e.jpg", "d.jpg", "c.jpg", "b.jpg", "a.jpg")) << words;
    }
}

TEST_P(Library, TellsWhereAPictureIsShown) {
    add(picture("lake.jpg", 'a'));
    show("one", 'a', 'a');
    show("two", 'b', 'a');
    const auto shown = places(found("lake.jpg"));
    ASSERT_EQ(shown.size(), 2U);
    EXPECT_EQ(shown[0],
              (LibraryPlace{id("two"), "Headline of two", "/en/two/", Status::published, false}));
    EXPECT_EQ(shown[1].article, id("one"));
}

TEST_P(Library, ReplacesAPictureUnderItsName) {
    add(picture("lake.jpg", 'a', "Caption"));
    show("one", 'a');
    EXPECT_EQ(replace("lake.jpg", 'b'), "done");
    EXPECT_EQ(found("lake.jpg").use.picture, digest('b'));
    EXPECT_EQ(found("lake.jpg").use.width, 320);
    EXPECT_EQ(found("lake.jpg").use.caption, "Caption");
    EXPECT_TRUE(places(found("lake.jpg")).at(0).former);
    EXPECT_EQ(remove("lake.jpg"), "library.in_use") << "an old page shows what it was";
    EXPECT_EQ(replace("lake.jpg", 'a'), "done") << "and back again";
    EXPECT_FALSE(places(found("lake.jpg")).at(0).former);
}

TEST_P(Library, RefusesToReplaceByAPictureOfAnotherName) {
    add(picture("lake.jpg", 'a'));
    add(picture("sea.jpg", 'b'));
    EXPECT_EQ(replace("lake.jpg", 'b'), "library.known");
    EXPECT_EQ(replace("lake.jpg", 'a'), "library.known");
}

TEST_P(Library, RemovesWhatIsShownNowhere) {
    add(picture("lake.jpg", 'a', "shore"));
    show("one", 'a');
    EXPECT_EQ(remove("lake.jpg"), "library.in_use");
    withdraw("one");
    EXPECT_EQ(remove("lake.jpg"), "done");
    EXPECT_THAT(search("shore"), IsEmpty());
}

TEST_P(Library, KeepsAPortrait) {
    add(picture("anna.jpg", 'a'));
    {
        auto tx = database().begin();
        save_byline(tx, {"anna", PictureUse{digest('a'), 9, 9, {}, {}, {}}, {}, {}});
        tx.commit();
    }
    EXPECT_EQ(remove("anna.jpg"), "library.in_use");
}

TEST_P(Library, MovesTheFocalPointOfArticlesAndTellsThePress) {
    add(picture("lake.jpg", 'a'));
    show("one", 'a');
    show("two", 'b', 'a');
    changes();
    auto lake = found("lake.jpg");
    lake.use.focus = Focus{10, 90};
    add(lake);
    EXPECT_THAT(changes(), ElementsAre("article article-one", "article article-two"));
    lake.use.caption = "Only this";
    add(lake);
    EXPECT_THAT(changes(), IsEmpty());
    auto tx = database().read();
    EXPECT_EQ(find_summary(tx, id("one"))->lead->focus, (Focus{10, 90}));
    EXPECT_EQ(find_summary(tx, id("two"))->lead->focus, std::nullopt);
    EXPECT_EQ(find_article(tx, id("two"))->pictures.at(0).second.focus, (Focus{10, 90}));
}

TEST_P(Library, GivesAnArticleThatIsSavedTheFocalPointOfItsLead) {
    LibraryPicture lake = picture("lake.jpg", 'a');
    lake.use.focus = Focus{10, 90};
    add(lake);
    show("one", 'a');
    {
        auto tx = database().read();
        EXPECT_EQ(find_summary(tx, id("one"))->lead->focus, (Focus{10, 90}));
    }
    changes();
    EXPECT_EQ(replace("lake.jpg", 'b'), "done");
    EXPECT_THAT(changes(), ElementsAre("article article-one"));
    auto tx = database().read();
    EXPECT_EQ(find_summary(tx, id("one"))->lead->focus, std::nullopt);
}

TEST_P(Library, KnowsWhatANameMeansInAnArticle) {
    add(picture("map.jpg", 'a'));
    add(picture("map-cccccc.jpg", 'c'));
    show("own", 'b', 'a');
    show("elsewhere", 'b', 'c');
    show("unknown", 'b', 'd');
    EXPECT_EQ(digest_of("new", "map.jpg"), "a");
    EXPECT_EQ(digest_of("own", "map.jpg"), "a");
    EXPECT_EQ(digest_of("elsewhere", "map.jpg"), "c") << "it called another one so";
    EXPECT_EQ(digest_of("unknown", "map.jpg"), "d");
    EXPECT_EQ(digest_of("own", "sea.jpg"), "none");
    EXPECT_EQ(replace("map.jpg", 'e'), "done");
    EXPECT_EQ(digest_of("own", "map.jpg"), "e") << "the name means another picture now";
}

TEST_P(Library, TakesPicturesOfImportsInTheOrderOfTheirDays) {
    import({{ "pictures/Lake 1.JPG", picture("", 'a', "Ice").use }}, noon);
    import({{ "lake-1.jpg", picture("", 'b').use }}, noon - std::chrono::hours(24));
    EXPECT_THAT(search(""), ElementsAre("lake-1.jpg", "lake-1-bbbbbb.jpg"));
    EXPECT_EQ(found("lake-1.jpg").use, picture("", 'a', "Ice").use);
    EXPECT_EQ(found("lake-1.jpg").added_by, "");
}

TEST_P(Library, FillsInFromAnImportWhatIsMissingAndNoMore) {
    PictureUse bare = picture("", 'a').use;
    bare.credit = {};
    bare.alt.clear();
    bare.caption = "Ours";
    import({{ "lake.jpg", bare }});
    import({{ "other.jpg", picture("", 'a', "Theirs").use }});
    EXPECT_THAT(search(""), ElementsAre("lake.jpg"));
    EXPECT_EQ(found("lake.jpg").use.caption, "Ours");
    EXPECT_EQ(found("lake.jpg").use.credit, picture("", 'a').use.credit);
    EXPECT_EQ(found("lake.jpg").use.alt, "Alt");
}

TEST_P(Library, IsToldOfTheArticlesThatWereThereBefore) {
    Article made = article("one", "2026-01-28T10:00:00Z");
    made.summary.lead = picture("", 'a', "The lead").use;
    made.markdown = "Text.\n\n![A map](plans/map.png \"Where | B Name | TASS | press\")\n";
    made.pictures = {{"plans/map.png", PictureUse{digest('b'), 640, 480, "", {}, ""}}};
    save(made);
    constexpr store::Query gap{"test.gap", "INSERT INTO library_gap (article) VALUES ($1)"};
    auto tx = database().begin();
    EXPECT_FALSE(library_has_gaps(tx));
    tx.execute(gap, {id("one")});
    EXPECT_TRUE(library_has_gaps(tx));
    fill_library(tx, 10, noon);
    EXPECT_FALSE(library_has_gaps(tx));
    tx.commit();
    EXPECT_EQ(found("one.jpg").use, picture("", 'a', "The lead").use);
    EXPECT_EQ(found("map.png").use.credit, (Credit{"B Name", {"TASS"}, "press"}));
    EXPECT_EQ(found("map.png").use.alt, "A map");
}

TEST_P(Library, KeepsItsPicturesAndLetsImportsGoWithTheirArticles) {
    add(picture("lake.jpg", 'a'));
    import({{"one.jpg", picture("", 'b').use}, { "two.jpg", picture("", 'c').use }});
    show("one", 'b');
    show("two", 'c');
    EXPECT_THAT(kept(), ElementsAre("a", "b", "c"));
    withdraw("one");
    withdraw("two");
    auto touched = found("two.jpg");
    touched.added_by = "account";
    add(touched);
    EXPECT_THAT(kept(), ElementsAre("a", "c"));
    EXPECT_EQ(found("one.jpg").name, "");
}

}  // namespace
}  // namespace kolokol::content
