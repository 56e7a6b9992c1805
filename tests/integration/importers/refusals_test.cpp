// Each folder of tests/fixtures/broken holds one thing that can be wrong, and expected.txt: what is
// refused, as FILE:LINE CODE.
#include <algorithm>

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "base/text.hpp"
#include "desk.hpp"
#include "support/databases.hpp"  // here too: ctest looks for it to start PostgreSQL

namespace kolokol::importers {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> broken() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(fixtures() / "broken"))
        names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<std::string> lines(const std::string& text) {
    std::vector<std::string> all;
    for (const std::string_view line : split(trim(text), '\n'))
        all.emplace_back(line);
    return all;
}

/// One manuscript after the other on SQLite: what is refused does not hang on the engine.
class BrokenManuscript : public Desk {};
INSTANTIATE_TEST_SUITE_P(On, BrokenManuscript, testing::Values("sqlite"));

TEST_P(BrokenManuscript, IsRefusedAtItsLineAndStopsNoOther) {
    for (const std::string& name : broken()) {
        SCOPED_TRACE(name);
        std::filesystem::remove_all(manuscripts());
        std::filesystem::create_directories(manuscripts());
        copy_frame();
        std::filesystem::copy(fixtures() / "broken" / name, manuscripts(),
                              std::filesystem::copy_options::recursive |
                                  std::filesystem::copy_options::overwrite_existing);
        write_article("whole-" + name + ".md");
        support::FreshDatabase fresh("sqlite");
        const auto report =
            import_markdown(*fresh, *shelf, publication, {manuscripts(), false, false, now, {}})
                .value();
        const auto expected = read_file(fixtures() / "broken" / name / "expected.txt").value();
        EXPECT_EQ(refusals(report), lines(expected));
        for (const Refusal& one : report.refused)
            EXPECT_GT(one.sentence.size(), 20U) << "a sentence that says what to do";
        auto tx = fresh->read();
        EXPECT_TRUE(content::find_manuscript(tx, "whole-" + name + ".md"));
    }
}

class Refused : public Desk {};
KOLOKOL_ON_EACH_ENGINE(Refused);

TEST_P(Refused, IsSaidWithWhatWasMeant) {
    copy_frame();
    write("a.md", "---\nheadline: A\nsection: wrold\n---\n");
    write_article("b.md", "publised: 2026-01-01T00:00:00Z\n");
    const MarkdownReport report = run();
    ASSERT_THAT(report.refused, SizeIs(2));
    EXPECT_THAT(report.refused[0].sentence, HasSubstr("did you mean 'world'?"));
    EXPECT_THAT(report.refused[1].sentence, HasSubstr("did you mean 'published'?"));
}

TEST_P(Refused, IsSaidInTheOrderOfFilesAndLines) {
    copy_frame();
    write_article("b.md", "kind: poem\nlanguage: fr\ntopics: [nowhere]\n");
    write_article("a.md", "language: fr\n");
    write("sections/search.md", "---\nname: Search\n---\n");
    EXPECT_THAT(refusals(run()),
                ElementsAre("a.md:4 manuscript.unknown_language", "b.md:4 manuscript.unknown_kind",
                            "b.md:5 manuscript.unknown_language",
                            "sections/search.md:1 manuscript.reserved_section"));
}

TEST_P(Refused, IsTakenOnceItIsMended) {
    copy_frame();
    write_article("a.md", "related: [b.md]\npublished: 2026-01-01T00:00:00Z\nslug: a\n");
    write_article("b.md", "kind: poem\n");
    EXPECT_THAT(run().refused, SizeIs(2));
    write_article("b.md", "kind: news\n");
    EXPECT_THAT(refusals(run()), IsEmpty());
    EXPECT_TRUE(article_at("/2026/01/01/a/"));
}

TEST_P(Refused, LeavesTheArticleAsItWas) {
    copy_frame();
    write_article("a.md", "published: 2026-01-01T00:00:00Z\n", "Old.\n");
    run();
    write_article("a.md", "published: 2026-01-01T00:00:00Z\nkind: poem\n", "New.\n");
    EXPECT_THAT(run().refused, SizeIs(1));
    EXPECT_EQ(article_at("/2026/01/01/a-headline/")->markdown, "Old.\n");
}

TEST_P(Refused, IsADayTakenFromAnArticleThatReadersHaveSeen) {
    copy_frame();
    write_article("a.md", "published: 2026-01-01T00:00:00Z\n");
    run();
    publish("/2026/01/01/a-headline/");
    write_article("a.md", "published: 2027-01-01T00:00:00Z\n");
    EXPECT_THAT(refusals(run()), ElementsAre("a.md:4 manuscript.already_published"));
    write_article("a.md");
    EXPECT_THAT(refusals(run()), ElementsAre("a.md:2 manuscript.already_published"));
}

TEST_P(Refused, IsAnAddressThatAnotherImportHasTaken) {
    copy_frame();
    write_article("a.md", "published: 2026-01-01T00:00:00Z\n");
    run();
    write_article("0.md", "published: 2026-01-01T00:00:00Z\n", "Another text.\n");
    const MarkdownReport report = run();
    EXPECT_THAT(refusals(report), ElementsAre("0.md:2 manuscript.duplicate_address"));
    EXPECT_THAT(report.refused[0].sentence, HasSubstr("belongs to a.md"));
}

TEST_P(Refused, IsASecondTranslationWhereverTheFirstIsSaved) {
    copy_frame();
    write_article("a.md", "published: 2026-01-01T00:00:00Z\n");
    write_article("b.md", "language: ru\ntranslation_of: a.md\nslug: b\n");
    EXPECT_THAT(refusals(run()), IsEmpty());
    write_article("0.md", "language: ru\ntranslation_of: a.md\nslug: c\n");
    const MarkdownReport report = run();
    EXPECT_THAT(refusals(report), ElementsAre("0.md:5 manuscript.second_translation"));
    EXPECT_THAT(report.refused[0].sentence, HasSubstr("b.md is the article in 'ru'"));
}

TEST_P(Refused, IsNoTranslationThatTakesThePlaceOfAnother) {
    copy_frame();
    write_article("a.md", "published: 2026-01-01T00:00:00Z\n");
    write_article("b.md", "language: ru\ntranslation_of: a.md\nslug: b\n");
    run();
    write_article("b.md", "language: ru\nslug: b\n");
    write_article("c.md", "language: ru\ntranslation_of: a.md\nslug: c\n");
    EXPECT_THAT(refusals(run()), IsEmpty());
    std::filesystem::rename(manuscripts() / "c.md", manuscripts() / "d.md");
    EXPECT_THAT(refusals(run()), IsEmpty());
}

TEST_P(Refused, IsAFileThatIsTooLarge) {
    copy_frame();
    write_article("a.md", "", std::string(3 << 20, 'a'));
    EXPECT_THAT(refusals(run()), ElementsAre("a.md:1 manuscript.too_large"));
}

TEST_P(Refused, IsAWayOutOfTheFolder) {
    copy_frame();
    const TemporaryFolder outside;
    write_file(outside.path() / "secret.md", "---\nheadline: A\nsection: world\n---\n");
    write_file(outside.path() / "secret.jpg", "secret");
    std::filesystem::create_symlink(outside.path() / "secret.md", manuscripts() / "a.md");
    std::filesystem::create_symlink(outside.path() / "secret.jpg", manuscripts() / "secret.jpg");
    std::filesystem::create_directory_symlink(outside.path(), manuscripts() / "folder");
    write_article("b.md", "lead: {picture: secret.jpg, photographer: P, licence: own, alt: A}\n");
    EXPECT_THAT(refusals(run()), ElementsAre("a.md:1 manuscript.outside_folder",
                                             "b.md:4 manuscript.outside_folder"));
}

TEST_P(Refused, IsAFileNameThatIsNoText) {
    copy_frame();
    write_article("a\xFF.md");
    EXPECT_THAT(refusals(run()), ElementsAre("a?.md:1 manuscript.bad_file_name"));
}

TEST_P(Refused, IsNothingInFilesThatBeginWithADot) {
    copy_frame();
    write(".draft.md", "nothing");
    write(".git/notes.md", "nothing");
    EXPECT_THAT(refusals(run()), IsEmpty());
}

TEST_P(Refused, IsAFormerAddressThatThePaperNeedsItself) {
    copy_frame();
    for (const char* address : {"/feed.xml",
                                "/world/feed.json",
                                "/sitemap.xml",
                                "/sitemap-2026-01.xml",
                                "/news-sitemap.xml",
                                "/robots.txt",
                                "/404.html",
                                "/theme.css",
                                "/worker.js",
                                "/ru/",
                                "/ru",
                                "/ru/feed.xml",
                                "/world/",
                                "/ar/world/",
                                "/world/2026/01/",
                                "/topics/russia/",
                                "/by/anna/2026/",
                                "/archive/2026/01/",
                                "/2026/",
                                "/2026/01/",
                                "/search",
                                "/newsletter/confirm"}) {
        SCOPED_TRACE(address);
        write_article("a.md", "former: [" + std::string(address) + "]\n");
        EXPECT_THAT(refusals(run()), ElementsAre("a.md:4 manuscript.former_taken"));
    }
    for (const char* address : {"old", "/a?b", "/a#b", "/a/../b", "/a/..", "/a//b", "/a%20b"}) {
        SCOPED_TRACE(address);
        write_article("a.md", "former: [\"" + std::string(address) + "\"]\n");
        EXPECT_THAT(refusals(run()), ElementsAre("a.md:4 manuscript.bad_address"));
    }
}

TEST_P(Refused, IsAManuscriptThatIsNoFile) {
    copy_frame();
    ASSERT_EQ(::mkfifo((manuscripts() / "a.md").c_str(), 0600), 0);
    std::filesystem::create_symlink("b.md", manuscripts() / "b.md");
    EXPECT_THAT(refusals(run()),
                ElementsAre("a.md:1 manuscript.unreadable", "b.md:1 manuscript.outside_folder"));
}

TEST_P(Refused, IsNoNameInCapitals) {
    copy_frame();
    write_article("C.MD");
    EXPECT_THAT(refusals(run()), IsEmpty());
    auto tx = database().read();
    EXPECT_TRUE(content::find_manuscript(tx, "C.MD"));
}

TEST_P(Refused, IsALinkOfABiographyThatWouldBeLost) {
    copy_frame();
    write("bylines/vera.md", "---\nname: Vera\n---\nWrites.\n\n[Call](tel:+123) me.\n");
    write("bylines/boris.md", "---\nname: Boris\nbiography: \"[Chat](xmpp:b@example)\"\n---\n");
    const MarkdownReport report = run();
    EXPECT_THAT(refusals(report),
                testing::UnorderedElementsAre("bylines/vera.md:6 manuscript.bad_address",
                                              "bylines/boris.md:3 manuscript.bad_address"));
    EXPECT_THAT(report.refused[0].sentence, HasSubstr("would be lost"));
}

TEST_P(Refused, IsCountedByManuscriptsBesideItsFaults) {
    copy_frame();
    write_article("a.md", "kind: nothing\nslug: \"No Slug\"\n");
    const MarkdownReport report = run();
    EXPECT_EQ(report.manuscripts_refused(), 1U);
    EXPECT_THAT(report.refused, SizeIs(2));
}

TEST_P(Refused, IsNoArticleWithoutATextButItIsNamed) {
    copy_frame();
    write_article("a.md", "", "\n");
    const MarkdownReport report = run();
    EXPECT_THAT(report.refused, IsEmpty());
    EXPECT_THAT(report.bodiless, ElementsAre("a.md"));
}

TEST_P(Refused, IsNotAdvisedToCreateWhatCreatingCannotMake) {
    copy_frame();
    write_article("a.md", "topics: [\"Not A Slug!\"]\n");
    const MarkdownReport report = run(true);
    ASSERT_THAT(report.refused, SizeIs(1));
    EXPECT_THAT(report.refused[0].sentence, HasSubstr("make a slug of it"));
    EXPECT_THAT(report.refused[0].sentence, testing::Not(HasSubstr("--create")));
}

}  // namespace
}  // namespace kolokol::importers
