#include <gmock/gmock.h>

#include "desk.hpp"
#include "support/databases.hpp"  // here too: ctest looks for it to start PostgreSQL

namespace kolokol::importers {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> slugs(const std::vector<content::Summary>& list) {
    std::vector<std::string> all;
    for (const content::Summary& one : list)
        all.push_back(one.address);
    return all;
}

class Import : public Desk {};
KOLOKOL_ON_EACH_ENGINE(Import);

TEST_P(Import, TakesTheWholeGazette) {
    copy_gazette();
    const MarkdownReport report = run();
    EXPECT_THAT(refusals(report), IsEmpty());
    EXPECT_EQ(report.added, 20U);
    EXPECT_EQ(report.pictures, 2U);
}

TEST_P(Import, ChangesNothingASecondTime) {
    copy_gazette();
    run();
    const auto before = changes();
    const MarkdownReport report = run();
    EXPECT_EQ(report.unchanged, 20U);
    EXPECT_EQ(report.added + report.changed, 0U);
    EXPECT_EQ(changes(), before);
}

TEST_P(Import, KeepsEverythingThatAManuscriptSays) {
    copy_gazette();
    run();
    const auto found = article_at("/2026/01/28/strike-ends/");
    ASSERT_TRUE(found);
    const content::Summary& summary = found->summary;
    EXPECT_EQ(summary.headline, "Ferries run again after two days");
    EXPECT_EQ(summary.standfirst, "Both sides say that they have won.");
    EXPECT_EQ(summary.section, "world");
    EXPECT_EQ(summary.published, at("2026-01-28T11:05:00Z"));
    EXPECT_EQ(summary.updated, at("2026-01-28T15:40:00Z"));
    EXPECT_EQ(summary.lead->credit, (content::Credit{"Piet Sand", {}, "press"}));
    EXPECT_EQ(summary.lead->alt, "A ferry under way");
    EXPECT_GT(summary.lead->width, 0);
    EXPECT_EQ(found->status, content::Status::scheduled);
    EXPECT_THAT(found->bylines, ElementsAre("anna-belova", "omar-nasser"));
    EXPECT_THAT(found->topics, ElementsAre("ferry-strike", "lakeland"));
    EXPECT_THAT(found->corrections,
                ElementsAre(content::Correction{at("2026-01-29T09:00:00Z"),
                                                "An earlier version named the wrong pier."}));
    ASSERT_THAT(found->pictures, SizeIs(1));
    EXPECT_EQ(found->pictures[0].first, "lake.jpg");
    EXPECT_THAT(found->markdown, HasSubstr(":::card https://report.example/ferries"));
}

TEST_P(Import, PutsTheAddressOnTheDayOfThePublicationsZone) {
    copy_gazette();
    run();
    EXPECT_TRUE(article_at("/2025/11/01/lakes-sing-at-the-autumn-festival/"));
}

TEST_P(Import, RelatesArticlesWhateverTheOrderOfTheirFiles) {
    copy_frame();
    write_article("a.md", "published: 2026-01-02T00:00:00Z\nslug: a\nrelated: [b.md, c.md]\n");
    write_article("b.md", "published: 2026-01-01T00:00:00Z\nslug: b\nrelated: [/2026/01/02/a/]\n");
    write_article("c.md", "published: 2026-01-03T00:00:00Z\nslug: c\n");
    EXPECT_THAT(refusals(run()), IsEmpty());
    for (const char* address : {"/2026/01/02/a/", "/2026/01/01/b/", "/2026/01/03/c/"})
        publish(address);
    const auto a = article_at("/2026/01/02/a/");
    const auto b = article_at("/2026/01/01/b/");
    auto tx = database().read();
    EXPECT_THAT(slugs(content::related_to(tx, a->summary.id)),
                ElementsAre("/2026/01/01/b/", "/2026/01/03/c/"));
    EXPECT_THAT(slugs(content::related_to(tx, b->summary.id)), ElementsAre("/2026/01/02/a/"));
}

TEST_P(Import, BindsTranslationsTogether) {
    copy_gazette();
    run();
    for (const char* address : {"/2026/01/28/strike-ends/", "/ar/2026/01/28/ferries-return/"})
        publish(address);
    const auto russian = article_at("/ru/2026/01/28/paromy-snova-hodat/");
    ASSERT_TRUE(russian);
    auto tx = database().read();
    EXPECT_THAT(slugs(content::translations_of(tx, *russian)),
                ElementsAre("/ar/2026/01/28/ferries-return/", "/2026/01/28/strike-ends/"));
}

TEST_P(Import, ReadsSectionsTopicsAndBylines) {
    copy_gazette();
    run();
    auto tx = database().read();
    const auto ru = Language::parse("ru").value();
    EXPECT_EQ(content::find_section(tx, "culture")->words[ru].name, "Культура");
    EXPECT_EQ(content::find_topic(tx, "ferry-strike")->type, content::TopicType::event);
    const auto anna = content::find_byline(tx, "anna-belova");
    EXPECT_EQ(anna->words.at(Language()).biography,
              "Writes about lakes. Invented, like all names here.");
    EXPECT_EQ(anna->words.at(ru).biography, "Пишет об озёрах.");
    EXPECT_EQ(anna->picture->alt, "A lake in place of a face");
}

TEST_P(Import, ReadsStandingPagesWithTheirVersions) {
    copy_gazette();
    run();
    auto tx = database().read();
    std::vector<std::string> versions;
    for (const content::StandingPage& page : content::standing_versions(tx, "privacy", Language()))
        versions.push_back(page.version + ": " + page.markdown);
    EXPECT_THAT(versions, ElementsAre("2026-01-01: We know nothing about you.\n",
                                      "2025-05-25: We know little about you.\n"));
}

TEST_P(Import, ReadsFrontPagesWithAddressesForTheirPins) {
    copy_gazette();
    run();
    auto tx = database().read();
    const auto front = content::find_front_page(tx, Language());
    ASSERT_TRUE(front);
    ASSERT_THAT(front->blocks, SizeIs(4));
    EXPECT_EQ(front->blocks[0].text, "The ferries run again");
    EXPECT_EQ(front->blocks[0].pins[0].address, "/2026/01/28/strike-ends/");
    EXPECT_EQ(front->blocks[0].pins[0].until, at("2026-01-29T10:00:00Z"));
    EXPECT_EQ(front->blocks[3].count, 3);
}

TEST_P(Import, ChangesWhatChanged) {
    copy_frame();
    write_article("a.md", "published: 2026-01-01T00:00:00Z\n");
    write_article("b.md", "published: 2026-01-02T00:00:00Z\n");
    run();
    const auto id = article_at("/2026/01/01/a-headline/")->summary.id;
    write("a.md",
          "---\nheadline: A headline\nsection: culture\nkind: opinion\npublished: "
          "2026-01-01T00:00:00Z\n---\nNew.\n");
    const MarkdownReport report = run();
    EXPECT_EQ(report.changed, 1U);
    const auto found = article_at("/2026/01/01/a-headline/");
    EXPECT_EQ(found->summary.id, id);
    EXPECT_EQ(found->summary.section, "culture");
    EXPECT_EQ(found->summary.kind, content::ArticleKind::opinion);
    EXPECT_EQ(found->markdown, "New.\n");
}

TEST_P(Import, NoticesThatAPictureChanged) {
    copy_frame();
    write_article("a.md",
                  "published: 2026-01-01T00:00:00Z\nlead: {picture: x.jpg, photographer: P, "
                  "licence: own, alt: A}\n");
    const auto lake = read_file(fixtures() / "gazette/pictures/lake.jpg").value();
    const auto ferry = read_file(fixtures() / "gazette/2026/pictures/ferry.jpg").value();
    write("x.jpg", lake);
    run();
    const auto before = article_at("/2026/01/01/a-headline/")->summary.lead->picture;
    write("x.jpg", ferry);
    EXPECT_EQ(run().changed, 1U);
    EXPECT_NE(article_at("/2026/01/01/a-headline/")->summary.lead->picture, before);
}

TEST_P(Import, KeepsTheOldAddressWhenASlugChanges) {
    copy_frame();
    write_article("a.md", "published: 2026-01-01T00:00:00Z\nslug: old\n");
    run();
    publish("/2026/01/01/old/");
    write_article("a.md", "published: 2026-01-05T00:00:00Z\nslug: new\n");
    EXPECT_THAT(refusals(run()), IsEmpty());
    const auto found = article_at("/2026/01/01/old/");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->summary.address, "/2026/01/01/new/") << "the day of first publication stays";
    EXPECT_EQ(found->status, content::Status::published);
}

TEST_P(Import, KeepsTheAddressWhenOnlyTheHeadlineChanges) {
    copy_frame();
    write_article("a.md", "published: 2026-01-01T00:00:00Z\n");
    run();
    write("a.md", "---\nheadline: Another\nsection: world\npublished: 2026-01-01T00:00:00Z\n---\n");
    run();
    EXPECT_EQ(article_at("/2026/01/01/a-headline/")->summary.headline, "Another");
}

TEST_P(Import, RecognisesAFileThatWasMoved) {
    copy_frame();
    write_article("a.md", "published: 2026-01-01T00:00:00Z\n");
    run();
    const auto id = article_at("/2026/01/01/a-headline/")->summary.id;
    remove("a.md");
    write_article("2026/b.md", "published: 2026-01-01T00:00:00Z\n");
    const MarkdownReport report = run();
    EXPECT_THAT(refusals(report), IsEmpty());
    EXPECT_EQ(article_at("/2026/01/01/a-headline/")->summary.id, id);
    EXPECT_EQ(run().unchanged, report.unchanged + 1);
}

TEST_P(Import, TakesOneOfTwoCopiesForTheFileThatWasMoved) {
    copy_frame();
    write_article("a.md");
    run();
    remove("a.md");
    write_article("b.md");
    write_article("c.md");
    const MarkdownReport report = run();
    EXPECT_EQ(report.changed, 1U);
    EXPECT_EQ(report.added, 1U);
    EXPECT_EQ(run().changed, 0U);
}

TEST_P(Import, ChangesNothingWhenAFileIsRemoved) {
    copy_frame();
    write_article("a.md", "published: 2026-01-01T00:00:00Z\n");
    run();
    remove("a.md");
    run();
    EXPECT_TRUE(article_at("/2026/01/01/a-headline/"));
}

TEST_P(Import, LeavesAWithdrawnArticleWithdrawn) {
    copy_frame();
    write_article("a.md", "published: 2026-01-01T00:00:00Z\n");
    run();
    publish("/2026/01/01/a-headline/");
    {
        auto tx = database().begin();
        content::withdraw_article(tx, *content::article_at(tx, "/2026/01/01/a-headline/"),
                                  "It was not true.", now);
        tx.commit();
    }
    write_article("a.md", "published: 2026-01-01T00:00:00Z\n", "Better text.\n");
    EXPECT_THAT(run().withdrawn, ElementsAre("a.md"));
    EXPECT_THAT(run().withdrawn, ElementsAre("a.md"));
    const auto found = article_at("/2026/01/01/a-headline/");
    EXPECT_EQ(found->status, content::Status::withdrawn);
    EXPECT_EQ(found->withdrawal, "It was not true.");
    EXPECT_EQ(found->markdown, "Better text.\n");
}

TEST_P(Import, LeadsFormerAddressesToTheArticle) {
    copy_gazette();
    run();
    EXPECT_EQ(article_at("/blog/never-swim")->summary.headline, "Why I never learnt to swim");
}

TEST_P(Import, FreesAFormerAddressThatIsNamedNoMore) {
    copy_frame();
    write_article("a.md", "published: 2026-01-01T00:00:00Z\nslug: old\nformer: [/blog/a]\n");
    run();
    publish("/2026/01/01/old/");
    write_article("a.md", "published: 2026-01-01T00:00:00Z\nslug: new\n");
    EXPECT_THAT(refusals(run()), IsEmpty());
    EXPECT_FALSE(article_at("/blog/a"));
    EXPECT_TRUE(article_at("/2026/01/01/old/")) << "readers were there";
}

TEST_P(Import, LeavesADraftWithoutAnAddress) {
    copy_frame();
    write_article("a.md");
    run();
    auto tx = database().read();
    const auto row = content::find_manuscript(tx, "a.md");
    ASSERT_TRUE(row);
    EXPECT_EQ(row->status, content::Status::draft);
    EXPECT_EQ(row->address, "");
}

TEST_P(Import, MakesWhatIsMissingWhereThatIsWished) {
    write("a.md",
          "---\nheadline: A\nsection: world-news\ntopics: [hmeimim-air-base]\n"
          "bylines: [Анна Белова]\nlanguage: ru\n---\n");
    const MarkdownReport report = run(true);
    EXPECT_THAT(refusals(report), IsEmpty());
    EXPECT_THAT(report.created, ElementsAre("section world-news", "topic hmeimim-air-base (place)",
                                            "byline anna-belova"));
    auto tx = database().read();
    const auto ru = Language::parse("ru").value();
    EXPECT_EQ(content::find_section(tx, "world-news")->words[ru].name, "World news");
    EXPECT_EQ(content::find_topic(tx, "hmeimim-air-base")->words[ru].name, "Hmeimim air base");
    EXPECT_EQ(content::find_byline(tx, "anna-belova")->words[ru].name, "Анна Белова");
}

TEST_P(Import, OfAnArchiveTakesPicturesWithoutCreditAndListsThem) {
    copy_frame();
    write_article("a.md", "lead: {picture: lake.jpg, alt: A lake}\n");
    EXPECT_THAT(refusals(run()),
                ElementsAre("a.md:4 manuscript.no_credit", "a.md:4 manuscript.no_licence"));
    const MarkdownReport report = run(false, true);
    EXPECT_THAT(refusals(report), IsEmpty());
    EXPECT_THAT(report.uncredited, ElementsAre("a.md: lake.jpg"));
    EXPECT_THAT(run(false, true).uncredited, ElementsAre("a.md: lake.jpg"));
}

TEST_P(Import, RefusesAWithdrawnNameFromThenOn) {
    copy_gazette();
    run();
    {
        auto tx = database().begin();
        EXPECT_EQ(content::withdraw_byline(tx, "anna-belova", now), 4);
        tx.commit();
    }
    write_article("new.md", "bylines: [Anna Belova]\n");
    EXPECT_THAT(refusals(run()), ElementsAre("bylines/anna-belova.md:1 manuscript.withdrawn_byline",
                                             "new.md:4 manuscript.withdrawn_byline"));
}

TEST_P(Import, TellsHowFarItIs) {
    copy_gazette();
    MarkdownWish wish{manuscripts(), false, false, now, {}};
    std::uint64_t last = 0;
    std::uint64_t total = 0;
    wish.progress = [&](std::uint64_t done, std::uint64_t of) {
        EXPECT_GE(done, last);
        last = done;
        total = of;
    };
    ASSERT_TRUE(import_markdown(database(), *shelf, publication, wish));
    EXPECT_EQ(last, 20U);
    EXPECT_EQ(total, 20U);
}

TEST_P(Import, HoldsTheShelfUntilRowsNameItsPictures) {
    copy_gazette();
    MarkdownWish wish{manuscripts(), false, false, now, {}};
    wish.progress = [&](std::uint64_t, std::uint64_t) {
        const auto forgotten = shelf->keep_only([] { return std::vector<std::string>(); });
        ASSERT_FALSE(forgotten);
        EXPECT_EQ(forgotten.error().code, "media.in_use");
    };
    ASSERT_TRUE(import_markdown(database(), *shelf, publication, wish));
    EXPECT_TRUE(shelf->keep_only([] { return std::vector<std::string>(); }));
}

TEST_P(Import, NeedsAFolderWithManuscripts) {
    MarkdownWish wish{manuscripts(), false, false, now, {}};
    EXPECT_EQ(import_markdown(database(), *shelf, publication, wish).error().code,
              "import.no_manuscripts");
    wish.folder = "/nowhere/at/all";
    EXPECT_EQ(import_markdown(database(), *shelf, publication, wish).error().code,
              "import.no_folder");
}

TEST_P(Import, OfManyArticlesKeepsAllOfThem) {
    copy_frame();
    for (int number = 0; number < 600; ++number)
        write_article("many/" + std::to_string(number) + ".md",
                      "published: 2026-01-01T00:00:00Z\nslug: n" + std::to_string(number) + "\n" +
                          (number % 3 == 0 ? "related: [many/1.md]\n" : ""));
    const MarkdownReport report = run();
    EXPECT_THAT(refusals(report), IsEmpty());
    EXPECT_EQ(report.added, 606U);
    EXPECT_TRUE(article_at("/2026/01/01/n599/"));
    EXPECT_EQ(run().unchanged, 606U);
}

}  // namespace
}  // namespace kolokol::importers
