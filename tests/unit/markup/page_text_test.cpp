#include "markup/page_text.hpp"

#include <gmock/gmock.h>

namespace kolokol::markup {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string head = R"(<!DOCTYPE html>
<html lang="ru" dir="ltr">
<head>
<meta charset="utf-8">
<title>Headline &amp; more — The Bell</title>
<meta name="description" content="A description.">
<meta property="og:type" content="article">
<meta property="og:title" content="Headline in the card">
<meta property="article:published_time" content="2026-01-28T14:05:00+03:00">
<meta property="article:section" content="World &amp; war">
<script type="application/ld+json">{"articleBody": "<article><h1>No</h1></article>"}</script>
</head>
<body class="page-article">
<header class="masthead"><h1>The Bell</h1><p class="standfirst">Masthead</p></header>
<main id="content">
)";
const std::string article_head = R"(<article class="story story-news">
<header class="story-head">
<p class="kicker"><a href="../">Kicker</a></p>
<h1>Talks &laquo;end&raquo;<br>without a <em>word</em></h1>
<p class="standfirst">Why it matters.</p>
</header>
<ul class="bylines"><li>Byline</li></ul>
<figure class="lead"><figcaption>Lead caption</figcaption></figure>
<aside class="later"><h2>Later</h2></aside>
)";
const std::string body = R"(<div class="story-body">
<p class="dateline">MOSCOW</p>
<p>One <em>two</em>
three<a href="x">four</a>.</p><!-- a comment -->
<figure class="figure"><picture><img src="a.jpg" alt="alt"></picture>
<figcaption><span class="caption">Caption.</span> <span class="credit">Photographer</span></figcaption></figure>
<div class="table"><table><tr><th scope="col">a</th><td>1 &lt; 2</td></tr></table></div>
<aside class="note"><p>Note.</p></aside>
</div>
)";
const std::string foot = R"(<section class="story-corrections"><p>Correction.</p></section>
</article>
<aside class="slot"><iframe src="/appeal/" title="Slot"></iframe></aside>
<section class="related"><article class="teaser"><h3>Related</h3><p class="standfirst">Teaser.</p>
<div class="story-body">Not this</div></article></section>
</main>
<footer>Footer</footer>
</body>
</html>
)";

TEST(PageText, IsWhatTheArticleSays) {
    const auto page = read_page(head + article_head + body + foot);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->language, "ru");
    EXPECT_EQ(page->headline, "Talks «end» without a word");
    EXPECT_EQ(page->section, "World & war");
    EXPECT_EQ(page->published, parse_rfc3339("2026-01-28T11:05:00Z").value());
    EXPECT_EQ(page->bylines, "Byline");
    EXPECT_EQ(page->standfirst, "Why it matters.");
    EXPECT_EQ(page->body, "MOSCOW\nOne two threefour.\nCaption.\na\n1 < 2\nNote.");
}

TEST(PageText, TakesTheHeadWhereTheArticleHasNoHeadlineOrStandfirst) {
    const auto page = read_page(head + "<article>" + body + "</article>");
    ASSERT_TRUE(page);
    EXPECT_EQ(page->headline, "Headline in the card");
    EXPECT_EQ(page->standfirst, "A description.");
}

TEST(PageText, BearsPagesThatLeaveOutEndTagsAndQuotes) {
    const auto page = read_page(
        "<html lang=en><meta property=og:type content='article'><body><ARTICLE><h1 "
        "title='a>b'>A</h1>"
        "<div class='x story-body y'><p>One<p>Two & three<br>four</div></article>");
    ASSERT_TRUE(page);
    EXPECT_EQ(page->language, "en");
    EXPECT_EQ(page->headline, "A");
    EXPECT_EQ(page->body, "One\nTwo & three\nfour");
}

TEST(PageText, IsNothingWhereThePageIsNoArticle) {
    auto listing = head;
    listing.replace(listing.find("\"article\""), 9, "\"website\"");
    EXPECT_FALSE(read_page(listing + article_head + body + foot));
    EXPECT_FALSE(read_page(head + "<p>Withdrawn</p></main></body></html>"));
    EXPECT_FALSE(read_page(""));
    EXPECT_FALSE(read_page("Words"));
}

TEST(PageText, IsNothingWhereThePageIsCutOff) {
    EXPECT_FALSE(read_page(head + article_head + body));
    EXPECT_FALSE(read_page(head + article_head + body + "<p title=\"</article>"));
}

TEST(PageText, IsNothingWhereThePageNestsTooDeep) {
    std::string deep;
    for (int i = 0; i < 300; ++i)
        deep += "<div>";
    EXPECT_FALSE(read_page(head + article_head + deep + body + foot));
}

}  // namespace
}  // namespace kolokol::markup
