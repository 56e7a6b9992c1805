#include "content/publication.hpp"

#include <gmock/gmock.h>

#include "base/file.hpp"

namespace kolokol::content {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Result<Publication> read(std::string_view toml) {
    const TemporaryFolder folder;
    write_file(folder.path() / "kolokol.toml", toml);
    return Publication::read(folder.path() / "kolokol.toml");
}

Problem refusal(std::string_view toml) {
    const auto read_one = read(toml);
    return read_one ? Problem{Kind::invalid, "", "it was taken"} : read_one.error();
}

Language in(const char* tag) {
    return Language::parse(tag).value();
}

constexpr std::string_view least =
    "[publication]\nlanguages = [\"en\"]\n[publication.words.en]\nname = \"The Paper\"\n";

TEST(Publication, IsReadWithEverythingItSays) {
    const auto paper = read(R"toml([publication]
languages = ["ru", "en", "pt-BR"]
zone = "Europe/Moscow"
origin = "https://paper.example"
contact = "mailto:desk@paper.example"
onions = ["http://abc.onion"]
mirrors = ["https://mirror.example/paper"]
menu = ["world", "culture"]
[publication.words.ru]
name = "Газета"
tagline = "Каждый день"
[publication.words.en]
name = "The Paper"
[serve]
listen = "127.0.0.1:8080"
)toml");
    ASSERT_TRUE(paper) << paper.error().detail;
    EXPECT_THAT(paper->languages, ElementsAre(in("ru"), in("en"), in("pt-BR")));
    EXPECT_EQ(paper->standard(), in("ru"));
    EXPECT_EQ(paper->zone.name(), "Europe/Moscow");
    EXPECT_EQ(paper->origin, "https://paper.example");
    EXPECT_EQ(paper->contact, "mailto:desk@paper.example");
    EXPECT_THAT(paper->onions, ElementsAre("http://abc.onion"));
    EXPECT_THAT(paper->mirrors, ElementsAre("https://mirror.example/paper"));
    EXPECT_THAT(paper->menu, ElementsAre("world", "culture"));
    EXPECT_EQ(paper->words_in(in("ru")).tagline, "Каждый день");
    EXPECT_EQ(paper->words_in(in("en")).name, "The Paper");
}

TEST(Publication, HasItsDefaultNameWhereALanguageHasNone) {
    const auto paper = read(
        "[publication]\nlanguages = [\"en\", \"ar\"]\n"
        "[publication.words.en]\nname = \"The Paper\"\n");
    EXPECT_EQ(paper->words_in(in("ar")).name, "The Paper");
}

TEST(Publication, HasNoPrefixInItsDefaultLanguage) {
    const auto paper = read(least);
    EXPECT_EQ(paper->prefix(in("en")), "");
    EXPECT_EQ(paper->prefix(in("ru")), "/ru");
}

TEST(Publication, SuggestsTheKeyThatWasMeant) {
    const Problem problem = refusal("[publication]\nlanguages = [\"en\"]\nzon = \"UTC\"\n");
    EXPECT_EQ(problem.code, "publication.unknown_key");
    EXPECT_THAT(problem.detail, HasSubstr("kolokol.toml:3: "));
    EXPECT_THAT(problem.detail, HasSubstr("did you mean 'zone'"));
}

TEST(Publication, NeedsAName) {
    const Problem problem = refusal("[publication]\nlanguages = [\"en\"]\n");
    EXPECT_EQ(problem.code, "publication.missing_value");
    EXPECT_THAT(problem.detail, HasSubstr("[publication.words.en]"));
}

TEST(Publication, NeedsItsSection) {
    EXPECT_EQ(refusal("[serve]\n").code, "publication.missing_value");
}

class WrongValue : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(
    Of, WrongValue,
    testing::Values("languages = [\"english\"]", "languages = [\"en\", \"en\"]", "languages = []",
                    "languages = [\"by\"]", "zone = \"Mars/Base\"",
                    "origin = \"https://paper.example/\"", "origin = \"paper.example\"",
                    "contact = \"desk@paper.example\"", "onions = [\"http://paper.example\"]",
                    "mirrors = [\"https://mirror.example/\"]", "menu = [\"by\"]",
                    "menu = [\"World News\"]", "menu = \"world\"", "menu = [3]",
                    "typography = \"no\""));

TEST_P(WrongValue, IsRefusedWithItsLine) {
    const std::string value = GetParam();
    const std::string languages = value.starts_with("languages") ? "\n" : "languages = [\"en\"]\n";
    const Problem problem = refusal("[publication]\n" + languages + value +
                                    "\n[publication.words.en]\nname = \"The Paper\"\n");
    EXPECT_EQ(problem.code, "publication.wrong_value") << problem.detail;
    EXPECT_THAT(problem.detail, HasSubstr("kolokol.toml:3: "));
}

TEST(Publication, ThatIsNoTomlIsRefusedWithItsLine) {
    const Problem problem = refusal("[publication]\nlanguages = [\"en\"\nzone\n");
    EXPECT_EQ(problem.code, "publication.not_toml");
    EXPECT_THAT(problem.detail, HasSubstr("kolokol.toml:3: "));
}

TEST(Publication, ThatIsNotThereIsRefused) {
    EXPECT_EQ(Publication::read("/nowhere/kolokol.toml").error().code, "publication.unreadable");
}

TEST(ArticleAddress, HasTheDayOnTheWallOfThePublication) {
    auto paper = read(least).value();
    paper.zone = Zone::named("Europe/Moscow").value();
    const Instant evening = parse_rfc3339("2026-01-28T21:30:00Z").value();
    EXPECT_EQ(article_address(paper, in("en"), evening, "talks"), "/2026/01/29/talks/");
    EXPECT_EQ(article_address(paper, in("ru"), evening, "talks"), "/ru/2026/01/29/talks/");
}

TEST(Sections, TakeNoAddressOfThePapersOwn) {
    const auto paper = read(least).value();
    for (const char* slug : {"by", "topics", "2026", "newsroom", "search", "ru", "pt-br", "en"})
        EXPECT_TRUE(is_reserved_for_sections(slug, paper)) << slug;
    for (const char* slug : {"world", "war", "2026-election", "uk-news"})
        EXPECT_FALSE(is_reserved_for_sections(slug, paper)) << slug;
}

}  // namespace
}  // namespace kolokol::content
