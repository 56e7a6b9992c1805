#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "theme/theme.hpp"

namespace kolokol::theme {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::filesystem::path themes = std::filesystem::path(KOLOKOL_TEST_SOURCE_DIR) / "themes";

Theme default_theme() {
    auto theme = Theme::load({themes / "default"});
    if (!theme) throw std::runtime_error(theme.error().detail);
    return std::move(*theme);
}

Value time_value() {
    return Record{{"iso", "2026-01-28T14:05:00+03:00"}, {"text", "28 January 2026"}};
}

Record frame(const char* lang, const char* dir) {
    return Record{
        {"lang", lang},
        {"dir", dir},
        {"front", false},
        {"paper", Record{{"name", "The Gazette"}, {"home", "../../"}, {"tagline", "A paper"}}},
        {"head", Record{{"title", "Talks & silence"},
                        {"css", "../../theme.css"},
                        {"icon", "../../icon.svg"},
                        {"icon_png", "../../icon.png"},
                        {"touch_icon", "../../touch-icon.png"},
                        {"canonical", "https://gazette.example/2026/01/28/talks/"},
                        {"linked_data", JsonText{R"({"headline":"</script>"})"}}}},
        {"links", Record{{"search", "../../search"}, {"feed", "f.xml"}, {"json_feed", "f.json"}}}};
}

Record article(const char* headline) {
    Record story{{"kind", "news"},
                 {"headline", headline},
                 {"section", Record{{"href", "../../world/"}, {"name", "World"}}},
                 {"published", time_value()},
                 {"has_bylines", true},
                 {"bylines", List{Record{{"name", "Anna Belova"}, {"href", "../../by/a/"}},
                                  Record{{"name", "Staff"}, {"href", Value()}}}}};
    Record model = frame("en", "ltr");
    model.set("article", std::move(story));
    model.set("slot", Record{{"href", "../../appeal/world/"}, {"title", "Stay in touch"}});
    model.set("blocks",
              List{Record{{"prose", SafeHtml::vouched_for("<p>Neither <em>spoke</em>.</p>")}}});
    return model;
}

TEST(DefaultTheme, Loads) {
    const auto theme = Theme::load({themes / "default"});
    EXPECT_TRUE(theme.has_value()) << (theme ? "" : theme.error().detail);
}

TEST(DefaultTheme, PrintsAnArticleWithItsTextAndItsBylines) {
    const auto page = default_theme().render("article", article("Talks <end>"), Language());
    ASSERT_TRUE(page.has_value()) << page.error().detail;
    EXPECT_THAT(*page, HasSubstr("<h1>Talks &lt;end&gt;</h1>"));
    EXPECT_THAT(*page, HasSubstr("<p>Neither <em>spoke</em>.</p>"));
    EXPECT_THAT(*page, HasSubstr(R"(<li><a href="../../by/a/" rel="author">Anna Belova</a></li>)"));
    EXPECT_THAT(*page, HasSubstr("<li>Staff</li>"));
}

TEST(DefaultTheme, LeavesNoBlankLines) {
    const auto page = default_theme().render("article", article("Talks"), Language());
    ASSERT_TRUE(page.has_value()) << page.error().detail;
    EXPECT_THAT(*page, Not(HasSubstr("\n\n")));
}

TEST(DefaultTheme, HoldsEveryTemplateThatThePaperPrints) {
    const Theme theme = default_theme();
    for (const char* name : {"article", "front", "section", "topic", "byline", "month", "year",
                             "search", "search_results", "corrections", "standing", "appeal",
                             "not_found", "withdrawn", "moved"}) {
        const auto page = theme.render(name, Record(), Language());
        EXPECT_TRUE(page || page.error().code == "theme.wrong_value") << name;
    }
}

TEST(DefaultTheme, IsTranslatedWholly) {
    std::string untranslated;
    for (const ThemeFault& fault : check(
             {themes / "default"}, {Language::parse("ru").value(), Language::parse("ar").value()}))
        untranslated.append(fault.file.filename().string()).append(": ").append(fault.sentence);
    EXPECT_EQ(untranslated, "");
}

TEST(DefaultTheme, PrintsARussianPageInRussian) {
    const Language russian = Language::parse("ru").value();
    const auto page = default_theme().render("article", article("Переговоры"), russian);
    ASSERT_TRUE(page.has_value()) << page.error().detail;
    EXPECT_THAT(*page, HasSubstr("Перейти к содержанию"));
    EXPECT_THAT(*page, HasSubstr("aria-label=\"Авторы\""));
}

TEST(PlainTheme, IsLaidOverTheDefaultOne) {
    const auto theme = Theme::load({themes / "default", themes / "plain"});
    ASSERT_TRUE(theme.has_value()) << theme.error().detail;
    const auto page = theme->render("article", article("Talks"), Language());
    ASSERT_TRUE(page.has_value()) << page.error().detail;
    EXPECT_THAT(*page, HasSubstr("<h1>Talks</h1>"));
    EXPECT_THAT(*page, Not(HasSubstr("<iframe")));
}

TEST(PlainTheme, HasNoTextOfItsOwnThatIsNotTranslated) {
    EXPECT_TRUE(check({themes / "default", themes / "plain"},
                      {Language::parse("ru").value(), Language::parse("ar").value()})
                    .empty());
}

}  // namespace
}  // namespace kolokol::theme
