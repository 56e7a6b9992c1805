#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "base/file.hpp"
#include "theme/theme.hpp"

namespace kolokol::theme {
namespace {

using ::testing::HasSubstr;

class ThemeFolder : public ::testing::Test {
protected:
    void write(const std::string& file, std::string_view text) {
        const auto path = folder_.path() / file;
        std::filesystem::create_directories(path.parent_path());
        write_file(path, text);
    }
    Result<Theme> load(const std::vector<std::string>& names = {"a"}) {
        return Theme::load(folders(names));
    }
    std::vector<std::filesystem::path> folders(const std::vector<std::string>& names) {
        std::vector<std::filesystem::path> paths;
        for (const std::string& name : names)
            paths.push_back(folder_.path() / name);
        return paths;
    }
    std::string printed(const Theme& theme, const std::string& tag = "en") {
        return theme.render("page", Record{{"x", "value"}}, Language::parse(tag).value())
            .value_or("refused");
    }
    std::string refusal(const std::vector<std::string>& names = {"a"}) {
        const auto theme = load(names);
        return theme ? std::string() : theme.error().code + ": " + theme.error().detail;
    }
    TemporaryFolder folder_;
};

TEST_F(ThemeFolder, ALaterFolderReplacesFilesOfTheSameName) {
    write("a/templates/page.html", "{{>foot}} below");
    write("a/templates/foot.html", "below");
    write("a/assets/theme.css", "p {}");
    write("a/assets/icon.svg", "<svg/>");
    write("b/templates/foot.html", "above");
    write("b/assets/theme.css", "h1 {}");
    const auto theme = load({"a", "b"});
    ASSERT_TRUE(theme) << theme.error().detail;
    EXPECT_EQ(printed(*theme), "above below");
    EXPECT_EQ(theme->assets().at("theme.css").bytes, "h1 {}");
    EXPECT_EQ(theme->assets().at("icon.svg").media_type, "image/svg+xml");
}

TEST_F(ThemeFolder, EveryFaultIsNamedWithItsFileAndLine) {
    write("a/templates/page.html", "<p>\n<p onclick=\"{{x}}\">");
    write("a/templates/other.html", "{{x");
    write("a/locales/ru.po", "\nmsgid \"a\n");
    const std::string detail = refusal();
    EXPECT_THAT(detail, HasSubstr("theme.broken: "));
    EXPECT_THAT(detail, HasSubstr("a/templates/page.html:2: readers' browsers refuse"));
    EXPECT_THAT(detail, HasSubstr("a/templates/other.html:1: a tag is not closed"));
    EXPECT_THAT(detail, HasSubstr("a/locales/ru.po:2: a text stands in double quotes"));
}

TEST_F(ThemeFolder, AFileThatCannotBeServedOrNamedIsRefused) {
    write("a/assets/run.exe", "MZ");
    write("a/assets/a b.css", "p {}");
    write("a/templates/Page.html", "x");
    write("a/templates/page.txt", "x");
    write("a/templates/bad.html", "ok\n\xFF");
    write("a/locales/russian.po", "");
    const std::string detail = refusal();
    EXPECT_THAT(detail, HasSubstr("run.exe:1: '.exe' is not a kind of file that is served"));
    EXPECT_THAT(detail, HasSubstr("a b.css:1: an asset is named by"));
    EXPECT_THAT(detail, HasSubstr("Page.html:1: a template is named by small letters"));
    EXPECT_THAT(detail, HasSubstr("page.txt:1: a template ends in .html"));
    EXPECT_THAT(detail, HasSubstr("bad.html:2: is not UTF-8"));
    EXPECT_THAT(detail, HasSubstr("russian.po:1: "));
}

TEST_F(ThemeFolder, ALinkBelowAThemeIsRefusedAndNeverFollowed) {
    namespace fs = std::filesystem;
    write("keys/edition-x.json", "{\"secret\":\"00\"}");
    for (const char* link : {"assets/k.json", "templates/k.html", "locales/ru.po", "theme.toml"}) {
        SCOPED_TRACE(link);
        fs::remove_all(folder_.path() / "a");
        write("a/templates/page.html", "x");
        fs::create_directories((folder_.path() / "a" / link).parent_path());
        fs::create_symlink(folder_.path() / "keys/edition-x.json", folder_.path() / "a" / link);
        EXPECT_THAT(refusal(),
                    HasSubstr(std::string(link) + ":1: is a link; a theme holds only files of its "
                                                  "own: copy the file into it"));
        EXPECT_EQ(check(folders({"a"}), {}).size(), 1U);
    }
}

TEST_F(ThemeFolder, ALinkedSubFolderIsRefused) {
    namespace fs = std::filesystem;
    write("keys/edition-x.json", "{}");
    write("a/assets/theme.css", "p {}");
    fs::create_directory_symlink(folder_.path() / "keys", folder_.path() / "a/assets/more");
    EXPECT_THAT(refusal(), HasSubstr("assets/more:1: is a link"));
    fs::remove_all(folder_.path() / "a/assets");
    fs::create_directory_symlink(folder_.path() / "keys", folder_.path() / "a/assets");
    EXPECT_THAT(refusal(), HasSubstr("a/assets:1: is a link"));
}

TEST_F(ThemeFolder, AThemeMayItselfBeReachedThroughALink) {
    write("a/templates/page.html", "x");
    std::filesystem::create_directory_symlink(folder_.path() / "a", folder_.path() / "b");
    EXPECT_EQ(refusal({"b"}), "");
}

TEST_F(ThemeFolder, WhatIsNoRegularFileIsRefused) {
    write("a/assets/theme.css", "p {}");
    ASSERT_EQ(::mkfifo((folder_.path() / "a/assets/pipe.json").c_str(), 0600), 0);
    EXPECT_THAT(refusal(), HasSubstr("assets/pipe.json:1: is no regular file"));
}

TEST_F(ThemeFolder, AFolderThatIsNotThereIsRefused) {
    EXPECT_THAT(refusal({"gone"}), HasSubstr("theme.no_folder: "));
}

TEST_F(ThemeFolder, ATextThatNamesAnArgumentItIsNotGivenIsRefused) {
    write("a/templates/page.html", "\n{{t \"By {who}\" whom=x}}");
    EXPECT_THAT(refusal(), HasSubstr("page.html:2: the text names {who}, which the tag does not"));
}

TEST_F(ThemeFolder, ATemplateThatIsNotThereIsRefusedWhenItIsAskedFor) {
    write("a/templates/page.html", "x");
    const auto theme = load();
    ASSERT_TRUE(theme);
    EXPECT_EQ(theme->render("gone", Record(), Language()).error().code, "theme.no_template");
}

TEST_F(ThemeFolder, PrintsTheInterfaceInTheLanguageOfThePage) {
    write("a/templates/page.html",
          "{{t \"Search {x}\" x=x}}, {{n \"{count} article\" \"{count} articles\" count=two}}");
    write("a/locales/ru.po",
          "msgid \"Search {x}\"\nmsgstr \"Найти {x}\"\n\nmsgid \"{count} article\"\n"
          "msgid_plural \"{count} articles\"\nmsgstr[0] \"{count} статья\"\n"
          "msgstr[1] \"{count} статьи\"\nmsgstr[2] \"{count} статей\"\n");
    const auto theme = load();
    ASSERT_TRUE(theme) << theme.error().detail;
    const Record model{{"x", "y"}, {"two", 2}};
    const auto in = [&](const char* tag) {
        return theme->render("page", model, Language::parse(tag).value()).value();
    };
    EXPECT_EQ(in("ru"), "Найти y, 2 статьи");
    EXPECT_EQ(in("ru-BY"), "Найти y, 2 статьи");
    EXPECT_EQ(in("de"), "Search y, 2 articles");
    EXPECT_EQ(theme->catalogue(Language::parse("ru").value()).language().tag(), "ru");
    EXPECT_EQ(theme->catalogue(Language::parse("de").value()).language().tag(), "en");
}

TEST_F(ThemeFolder, AThemeForAnotherVersionOfTheModelsIsRefused) {
    write("a/templates/page.html", "x");
    write("a/theme.toml", "format = 1\nname = \"Ours\"\n");
    EXPECT_EQ(refusal(), "");
    write("a/theme.toml", "format = 2\n");
    EXPECT_THAT(refusal(), HasSubstr("theme.toml:1: the theme is not written for format = 1"));
    write("a/theme.toml", "format = 1\ncolour = \"red\"\n");
    EXPECT_THAT(refusal(), HasSubstr("theme.toml:2: 'colour' is none of"));
    write("a/theme.toml", "format = 1\nname = \n");
    EXPECT_THAT(refusal(), HasSubstr("theme.toml:2: "));
}

TEST_F(ThemeFolder, TheDigestChangesWithEveryByteAndEveryName) {
    write("a/templates/page.html", "x");
    write("a/assets/theme.css", "p {}");
    const std::string first = load()->digest();
    EXPECT_EQ(load()->digest(), first);
    write("a/assets/theme.css", "p { }");
    const std::string second = load()->digest();
    EXPECT_NE(second, first);
    std::filesystem::rename(folder_.path() / "a/assets/theme.css",
                            folder_.path() / "a/assets/other.css");
    EXPECT_NE(load()->digest(), second);
}

TEST_F(ThemeFolder, CheckTellsFaultsAndUntranslatedTexts) {
    write("a/templates/page.html", "{{t \"Search\"}}\n{{t \"Archive\"}}");
    write("a/locales/ru.po", "msgid \"Search\"\nmsgstr \"Поиск\"\n");
    const auto faults = check(folders({"a"}), {Language(), Language::parse("ru").value()});
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].file.filename(), "page.html");
    EXPECT_EQ(faults[0].line, 2);
    EXPECT_EQ(faults[0].sentence, "\"Archive\" is not translated into Русский");
}

TEST_F(ThemeFolder, CheckNamesTheFileThatALanguageWithoutTextsWants) {
    write("a/templates/page.html", "{{t \"Search\"}}\n{{t \"Archive\"}}");
    const auto faults = check(folders({"a"}), {Language::parse("de-AT").value()});
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].file, folder_.path() / "a/locales/de.po");
    EXPECT_FALSE(faults[0].stops);
}

TEST_F(ThemeFolder, CheckTellsWhatStopsThePaperAndWhatIsPrintedWithItInOneRound) {
    write("a/templates/moved.html", "{{moved.hrf}}{{t \"Archive\"}}");
    write("a/templates/article.html", "{{#open}}");
    write("a/locales/ru.po", "msgid \"Search\"\nmsgstr \"Поиск\"\n");
    const auto faults = check(folders({"a"}), {Language::parse("ru").value()});
    const auto stopping = std::count_if(faults.begin(), faults.end(),
                                        [](const ThemeFault& fault) { return fault.stops; });
    EXPECT_EQ(stopping, 1);
    EXPECT_EQ(faults.size(), 3U);
}

TEST_F(ThemeFolder, ThreadsShareATheme) {
    write("a/templates/page.html", "{{n \"{count} article\" \"{count} articles\" count=c}}{{x}}");
    const auto theme = load();
    ASSERT_TRUE(theme);
    std::vector<std::string> pages(4);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < pages.size(); ++i)
        threads.emplace_back([&, i] {
            for (int round = 0; round < 200; ++round)
                pages[i] =
                    theme
                        ->render("page", Record{{"c", static_cast<int>(i)}, {"x", "y"}}, Language())
                        .value();
        });
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(pages[1], "1 articley");
    EXPECT_EQ(pages[3], "3 articlesy");
}

TEST_F(ThemeFolder, IsCheckedForFieldsThatNoPageHas) {
    write("a/templates/article.html",
          "<h1>{{article.headlin}}</h1>\n{{#article}}{{standfirst}}{{publshed.text}}{{/article}}\n"
          "{{#related}}{{#teasers}}{{>card}}{{/teasers}}{{/related}}\n"
          "{{n \"{count} article\" \"{count} articles\" count=corections.count}}");
    write("a/templates/card.html", "{{headline}}\n{{time.txt}} {{lang}}");
    write("a/templates/front.html", "{{#blocks}}{{#lead}}{{>card}}{{/lead}}{{/blocks}}{{article}}");
    std::vector<std::string> said;
    for (const ThemeFault& fault : check(folders({"a"}), {}))
        said.push_back(fault.file.filename().string() + ":" + std::to_string(fault.line) + ": " +
                       fault.sentence);
    EXPECT_THAT(
        said,
        testing::UnorderedElementsAre(
            "article.html:1: no page has a field article.headlin here; did you mean "
            "article.headline?",
            "article.html:2: no page has a field publshed here; did you mean published?",
            "article.html:4: no page has a field corections here; did you mean corrections?",
            "card.html:2: no page has a field time.txt here; did you mean time.text?",
            "front.html:1: no page has a field article here; docs/formats/theme.md lists those "
            "there are"));
}

}  // namespace
}  // namespace kolokol::theme
