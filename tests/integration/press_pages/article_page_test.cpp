#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "content/article_rows.hpp"
#include "content/library_rows.hpp"
#include "content/taxonomy_rows.hpp"
#include "gazette.hpp"
#include "markup/page_text.hpp"
#include "support/databases.hpp"

namespace kolokol::press::proof {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* ends = "/2026/01/28/strike-ends/";
constexpr const char* begins = "/2026/01/26/ferrymen-of-lakeland-lay-down-their-oars/";

/// The graph of a page's JSON-LD: the article first, the way to it second.
nlohmann::json graph_of(const std::string& page) {
    constexpr std::string_view start = "<script type=\"application/ld+json\">";
    const auto from = page.find(start) + start.size();
    return nlohmann::json::parse(page.substr(from, page.find("</script>", from) - from))["@graph"];
}

class ArticlePage : public testing::Test {
protected:
    std::string at(const char* address) { return gazette_.text(gazette_.article(address)); }
    /// The page as it is once `change` was made to the article.
    template <class Change>
    std::string changed(const char* address, Change change) {
        const auto key = gazette_.article(address);
        auto tx = database_->begin();
        auto article = content::find_article(tx, content::ArticleId(key.subject)).value();
        change(article);
        content::save_article(tx, article, content::manuscript_of(tx, article.summary.id), "d");
        tx.commit();
        return gazette_.text(key);
    }

    support::FreshDatabase database_{"sqlite"};
    Gazette gazette_{*database_};
};

TEST_F(ArticlePage, CarriesItsTypeAuthorsAndPublisherAsLinkedData) {
    const auto article = graph_of(at(ends))[0];
    EXPECT_EQ(article["@type"], "NewsArticle");
    EXPECT_EQ(article["headline"], "Ferries run again after two days");
    EXPECT_EQ(article["author"][1]["name"], "Omar Nasser");
    EXPECT_EQ(article["author"][0]["url"], "https://gazette.example/by/anna-belova/");
    EXPECT_EQ(article["publisher"]["name"], "The Gazette");
    EXPECT_EQ(article["isAccessibleForFree"], true);
    EXPECT_EQ(article["datePublished"], "2026-01-28T14:05:00+03:00");
    EXPECT_EQ(article["dateModified"], "2026-01-28T18:40:00+03:00");
}

TEST_F(ArticlePage, SetsItsMarksAsItsLanguageDoes) {
    const auto typed = [](content::Article& article) {
        article.summary.headline = "Ferries 'run' -- again";
        article.markdown = "\"It's over,\" he said.\n";
    };
    const auto page = changed(ends, typed);
    EXPECT_THAT(page, HasSubstr("<h1>Ferries ‘run’ — again</h1>"));
    EXPECT_THAT(page, HasSubstr("<p>“It’s over,” he said.</p>"));
    EXPECT_EQ(graph_of(page)[0]["headline"], "Ferries ‘run’ — again");
    EXPECT_THAT(gazette_.text(gazette_.key(PageKind::feed_rss)),
                HasSubstr("<title>Ferries ‘run’ — again</title>"));
    EXPECT_THAT(gazette_.text(gazette_.key(PageKind::front)),
                HasSubstr(">Ferries ‘run’ — again</a>"));
    gazette_.publication().typography = false;
    EXPECT_THAT(at(ends), HasSubstr("<h1>Ferries 'run' -- again</h1>"));
    EXPECT_THAT(at(ends), HasSubstr("<p>&quot;It's over,&quot; he said.</p>"));
}

TEST_F(ArticlePage, CreditsItsPictureInLinkedData) {
    const auto image = graph_of(at(begins))[0]["image"];
    EXPECT_EQ(image["creditText"], "Piet Sand / LAKE / POOL");
    EXPECT_EQ(image["creator"]["name"], "Piet Sand");
    EXPECT_EQ(image["caption"], "A ferry at its pier.");
    EXPECT_EQ(image["width"], 480);
}

TEST_F(ArticlePage, LinksToTheTermsOfACreativeCommonsPicture) {
    const auto page = changed(begins, [](content::Article& article) {
        article.summary.lead->credit.licence = "CC BY-SA 4.0";
    });
    EXPECT_EQ(graph_of(page)[0]["image"]["license"],
              "https://creativecommons.org/licenses/by-sa/4.0/");
    EXPECT_THAT(page, HasSubstr("Piet Sand / LAKE / POOL / CC BY-SA 4.0</span>"));
}

TEST_F(ArticlePage, TellsTheStyleSheetWhatOfAPictureStaysInSight) {
    const auto with = [&](int x, int y) {
        const auto key = gazette_.article(begins);
        auto tx = database_->begin();
        const auto article = content::find_summary(tx, content::ArticleId(key.subject)).value();
        auto picture = content::find_by_picture(tx, article.lead->picture).value();
        picture.use.focus = content::Focus{x, y};
        content::save_library_picture(tx, picture);
        tx.commit();
        return gazette_.text(key);
    };
    EXPECT_THAT(with(20, 96), HasSubstr("class=\"fx2 fy10\""));
    EXPECT_THAT(with(0, 50), HasSubstr("class=\"fx0\""));
    EXPECT_THAT(with(46, 54), AllOf(Not(HasSubstr("class=\"fx")), Not(HasSubstr("class=\"fy"))));
}

TEST_F(ArticlePage, SaysThatThePhotographerIsUnknownWhereNobodyIsNamed) {
    const auto page =
        changed(begins, [](content::Article& article) { article.summary.lead->credit = {}; });
    EXPECT_THAT(page, HasSubstr("<span class=\"credit credit-missing\">"));
}

TEST_F(ArticlePage, IsAboutItsFirstTopicAndMentionsTheOthers) {
    const auto article = graph_of(at(ends))[0];
    EXPECT_EQ(article["about"][0]["@type"], "Event");
    EXPECT_EQ(article["about"][0]["name"], "Ferry strike");
    EXPECT_EQ(article["mentions"][0]["@type"], "Place");
    EXPECT_EQ(article["mentions"][0]["url"], "https://gazette.example/topics/lakeland/");
}

TEST_F(ArticlePage, PutsCorrectionsOnThePageAndIntoLinkedData) {
    const auto page = at(ends);
    EXPECT_THAT(page, HasSubstr("<h2 id=\"corrections\">Correction</h2>"));
    EXPECT_THAT(page, HasSubstr("An earlier version named the wrong pier.</p>"));
    const auto correction = graph_of(page)[0]["correction"][0];
    EXPECT_EQ(correction["@type"], "CorrectionComment");
    EXPECT_EQ(correction["text"], "An earlier version named the wrong pier.");
}

TEST_F(ArticlePage, ShowsTheWayFromTheFrontPage) {
    const auto way = graph_of(at(ends))[1];
    EXPECT_EQ(way["@type"], "BreadcrumbList");
    EXPECT_EQ(way["itemListElement"][1]["item"], "https://gazette.example/world/");
}

TEST_F(ArticlePage, HoldsLinkedDataThatNoTextBreaks) {
    const auto page = changed(ends, [](content::Article& article) {
        article.summary.headline = "\"</script><!--\\\x01\xE2\x80\xA8 & so on";
    });
    EXPECT_EQ(graph_of(page)[0]["headline"], "“</script><!--\\\x01\xE2\x80\xA8 & so on");
}

TEST_F(ArticlePage, NamesItsTranslationsToReadersAndSearchEngines) {
    const auto page = at(ends);
    EXPECT_THAT(page, HasSubstr("<link rel=\"alternate\" hreflang=\"ru\" "
                                "href=\"https://gazette.example/ru/2026/01/28/"
                                "paromy-snova-hodat/\">"));
    EXPECT_THAT(page, HasSubstr("<link rel=\"alternate\" hreflang=\"x-default\" "
                                "href=\"https://gazette.example/2026/01/28/strike-ends/\">"));
    EXPECT_THAT(page, HasSubstr("<a href=\"../../../../ar/2026/01/28/ferries-return/\" lang=\"ar\" "
                                "hreflang=\"ar\" dir=\"rtl\""));
}

TEST_F(ArticlePage, LeadsToTheFrontPageOfALanguageThatHasNoTranslation) {
    EXPECT_THAT(at(begins), HasSubstr("<li><a href=\"../../../../ru/\" lang=\"ru\""));
    EXPECT_THAT(at(begins), Not(HasSubstr("rel=\"alternate\" hreflang=")));
}

TEST_F(ArticlePage, HasNoAbsoluteLinkWithinTheEdition) {
    const auto page = at(ends);
    EXPECT_THAT(page, Not(HasSubstr("<a href=\"https://gazette.example")));
    EXPECT_THAT(page, Not(HasSubstr("src=\"https://gazette.example")));
}

TEST_F(ArticlePage, LoadsItsLeadAtOnceAndOtherPicturesLater) {
    const auto page = at(ends);
    const auto lead = page.find("<figure class=\"lead\">");
    const auto figure = page.find("<figure class=\"figure\">");
    EXPECT_THAT(page.substr(lead, figure - lead), HasSubstr("fetchpriority=\"high\""));
    EXPECT_THAT(page.substr(lead, figure - lead), Not(HasSubstr("loading=\"lazy\"")));
    EXPECT_THAT(page.substr(figure), Not(HasSubstr("fetchpriority")));
}

TEST_F(ArticlePage, SharesItsPictureAndElseTheThemes) {
    EXPECT_THAT(at(begins), HasSubstr("<meta property=\"og:image\" "
                                      "content=\"https://gazette.example/pictures/"));
    EXPECT_THAT(at("/blog/never-swim"),
                HasSubstr("<meta property=\"og:image\" "
                          "content=\"https://gazette.example/social.png\">\n"
                          "<meta property=\"og:image:width\" content=\"1200\">"));
}

TEST_F(ArticlePage, LeadsAgencyCopyToItsOriginal) {
    const auto page = at("/2025/11/01/lakes-sing-at-the-autumn-festival/");
    EXPECT_THAT(page,
                HasSubstr("<link rel=\"canonical\" href=\"https://agency.example/festival\">"));
    EXPECT_THAT(page, HasSubstr("Text: <a href=\"https://agency.example/festival\" "
                                "rel=\"noreferrer\">Lake Agency</a>"));
    EXPECT_EQ(graph_of(page)[0]["sourceOrganization"]["name"], "Lake Agency");
}

TEST_F(ArticlePage, SharesAgencyCopyUnderItsOwnAddress) {
    const auto page = at("/2025/11/01/lakes-sing-at-the-autumn-festival/");
    EXPECT_THAT(page, HasSubstr("<meta property=\"og:url\" content=\"https://gazette.example/2025/"
                                "11/01/lakes-sing-at-the-autumn-festival/\">"));
    EXPECT_THAT(page, HasSubstr("<p class=\"print-address\">https://gazette.example/2025/"));
}

TEST_F(ArticlePage, LabelsOpinionsAndSpeaksOfThemAsSuch) {
    const auto page = at("/blog/never-swim");
    EXPECT_THAT(page, HasSubstr("<span class=\"label label-opinion\">Opinion</span>"));
    EXPECT_EQ(graph_of(page)[0]["@type"], "OpinionNewsArticle");
}

TEST_F(ArticlePage, MarksWhatIsPaidFor) {
    const auto page = changed(begins, [](content::Article& article) {
        article.summary.kind = content::ArticleKind::partner;
    });
    EXPECT_THAT(page, HasSubstr("<p class=\"partner-band\"><strong>Partner content</strong>"));
    EXPECT_EQ(graph_of(page)[0]["@type"], "AdvertiserContentArticle");
}

TEST_F(ArticlePage, NamesLaterArticlesOnItsStory) {
    EXPECT_THAT(at(begins), HasSubstr("<h2 id=\"later\">Later on this story</h2>\n<ul>\n<li>"
                                      "<a href=\"../../28/strike-ends/\">"));
}

TEST_F(ArticlePage, IsSignedByThePaperWhereABylineWasTakenBack) {
    auto tx = database_->begin();
    content::withdraw_byline(tx, "anna-belova", evening);
    tx.commit();
    const auto page = at(begins);
    EXPECT_THAT(page, Not(HasSubstr("Anna Belova")));
    EXPECT_THAT(page, Not(HasSubstr("class=\"bylines\"")));
    EXPECT_EQ(graph_of(page)[0]["author"][0]["name"], "The Gazette");
}

TEST_F(ArticlePage, IsReadBackByTheSearch) {
    const auto text = markup::read_page(at("/ar/2026/01/28/ferries-return/"));
    ASSERT_TRUE(text);
    EXPECT_EQ(text->language, "ar");
    EXPECT_EQ(text->headline, "العبّارات تعود إلى العمل");
    EXPECT_EQ(text->section, "العالم");
    EXPECT_EQ(text->published, parse_rfc3339("2026-01-28T16:00:00+03:00").value());
    EXPECT_THAT(text->body, HasSubstr("عند الظهر قُرعت الأجراس."));
}

TEST_F(ArticlePage, RunsFromRightToLeftInArabic) {
    const auto page = at("/ar/2026/01/28/ferries-return/");
    EXPECT_THAT(page, HasSubstr("<html lang=\"ar\" dir=\"rtl\">"));
    EXPECT_THAT(page, HasSubstr("٢٨ يناير ٢٠٢٦"));
}

TEST_F(ArticlePage, PointsItsSlotToItsSection) {
    EXPECT_THAT(at(ends), HasSubstr("<iframe src=\"../../../../appeal/world/\" "
                                    "title=\"Follow The Gazette\" loading=\"lazy\"></iframe>"));
}

}  // namespace
}  // namespace kolokol::press::proof
