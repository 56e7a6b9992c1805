// A newcomer types commands wrong first.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "e2e/paper.hpp"

namespace kolokol::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Usage, NamesTheCommandThatWasMeant) {
    const Ended ended = kolokol({"pres"});
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.err, HasSubstr("did you mean 'press'?"));
}

TEST(Usage, NamesTheCommandsOfAGroupWhereOneIsUnknown) {
    const Ended import = kolokol({"import", "wordpress", "x"});
    EXPECT_EQ(import.exit_code, 2);
    EXPECT_THAT(import.err,
                HasSubstr("there is no command 'import wordpress'; there is import markdown\n"));
    EXPECT_THAT(kolokol({"edition", "xyzzyx"}).err,
                HasSubstr("there are edition list, edition show, edition diff and edition verify"));
    EXPECT_THAT(kolokol({"keys", "rotat", "edition"}).err,
                HasSubstr("did you mean 'keys rotate'?"));
}

TEST(Usage, ListsWhatThereIsWhereNothingIsAsked) {
    const Ended nothing = kolokol({});
    EXPECT_EQ(nothing.exit_code, 2);
    EXPECT_THAT(nothing.err, HasSubstr("press"));
    EXPECT_THAT(kolokol({"theme"}).err, HasSubstr("'theme' needs one more word: theme check"));
}

TEST(Usage, SaysWhatToDoWhereAFileIsInTheWay) {
    const TemporaryFolder home;
    write_file(home.path() / "file", "x");
    EXPECT_THAT(kolokol({"init", (home.path() / "file").string()}).err,
                HasSubstr("file is no folder; name a folder that is not there yet"));
    const Ended ended = kolokol({"init", (home.path() / "file/paper").string()});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.err, HasSubstr("A file stands where a folder should be"));
    EXPECT_THAT(ended.err, Not(HasSubstr("filesystem error")));
}

TEST(Usage, AsksNothingOfAnArticleThatIsNotThere) {
    const Paper paper;
    const Ended ended = paper.run({"withdraw", "article", "/2026/01/28/nothing/"});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.err, HasSubstr("no article stands at /2026/01/28/nothing/"));
}

TEST(Usage, TakesTheWordHelpForTheOption) {
    const Ended help = kolokol({"help"});
    EXPECT_EQ(help.exit_code, 0);
    EXPECT_EQ(help.out, kolokol({"--help"}).out);
    EXPECT_EQ(kolokol({"help", "import", "markdown"}).out,
              kolokol({"import", "markdown", "--help"}).out);
    EXPECT_EQ(kolokol({"help", "pres"}).exit_code, 2);
}

TEST(Usage, ListsEveryCommandInItsHelp) {
    const Ended ended = kolokol({"--help"});
    EXPECT_EQ(ended.exit_code, 0);
    for (const char* command : {"demo", "init", "import", "press", "serve", "edition", "withdraw",
                                "search", "theme", "keys", "staff", "doctor", "backup", "restore"})
        EXPECT_THAT(ended.out, HasSubstr(command));
}

TEST(Usage, SaysHowToMakeAPublicationWhereThereIsNone) {
    const TemporaryFolder empty;
    const Ended ended = kolokol({"press", "--site", empty.path().string()});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.err, HasSubstr("kolokol init"));
}

TEST(Usage, RefusesToMakeAPublicationOverFilesOfAnother) {
    const TemporaryFolder full;
    write_file(full.path() / "thesis.txt", "years of work");
    const Ended ended = kolokol({"init", full.path().string()});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.err, HasSubstr("not empty"));
    EXPECT_EQ(read_file(full.path() / "thesis.txt").value(), "years of work");
}

TEST(Usage, LeavesNothingBehindWhenInitIsRefused) {
    const TemporaryFolder home;
    const Ended ended =
        kolokol({"init", (home.path() / "paper").string(), "--zone", "Europe/Atlantis"});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.err, HasSubstr("Europe/Atlantis"));
    EXPECT_FALSE(std::filesystem::exists(home.path() / "paper"));
}

class WrongOption : public ::testing::TestWithParam<std::vector<std::string>> {};

TEST_P(WrongOption, OfInitIsNamedAndNoFileThatIsGone) {
    const TemporaryFolder home;
    std::vector<std::string> words{"init", (home.path() / "paper").string()};
    words.insert(words.end(), GetParam().begin(), GetParam().end());
    const Ended ended = kolokol(words);
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.err, HasSubstr(GetParam().front() + ": "));
    EXPECT_THAT(ended.err, Not(HasSubstr("kolokol.toml")));
    EXPECT_FALSE(std::filesystem::exists(home.path() / "paper"));
}

INSTANTIATE_TEST_SUITE_P(
    OfEachKind, WrongOption,
    ::testing::Values(std::vector<std::string>{"--language", "en", "--language", "en"},
                      std::vector<std::string>{"--language", "about"},
                      std::vector<std::string>{"--language", "xx"},
                      std::vector<std::string>{"--language", "zz-QQ"},
                      std::vector<std::string>{"--name", ""},
                      std::vector<std::string>{"--name", "two\nlines"},
                      std::vector<std::string>{"--zone", "Europe/Atlantis"},
                      std::vector<std::string>{"--origin", "paper.example"},
                      std::vector<std::string>{"--contact", "desk"},
                      std::vector<std::string>{"--database", "mysql:paper"},
                      std::vector<std::string>{"--root-keys", "/proc/no-stick-is-here"},
                      std::vector<std::string>{"--edition-key", "/proc/no-stick-is-here"}),
    [](const auto& about) {
        std::string name = about.param.front() + std::to_string(about.index);
        std::erase(name, '-');
        return name;
    });

TEST(Usage, WarnsWhereTheKeysStayOnTheDiskOfThePublication) {
    const TemporaryFolder home;
    std::filesystem::create_directory(home.path() / "stick");
    const Ended ended = kolokol({"init", (home.path() / "paper").string(), "--root-keys",
                                 (home.path() / "stick").string()});
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_THAT(ended.err, HasSubstr("same disk"));
}

TEST(Usage, WritesALanguageAsItIsWrittenAndSaysSo) {
    const TemporaryFolder home;
    const Ended ended = kolokol(
        {"init", (home.path() / "paper").string(), "--language", "rus", "--language", "en"});
    EXPECT_THAT(ended.out, HasSubstr("rus is written ru"));
    EXPECT_THAT(read_file(home.path() / "paper/kolokol.toml", 1U << 16U).value(),
                HasSubstr("languages = [\"ru\", \"en\"]"));
}

TEST(Usage, WarnsOfALanguageThatTheThemeDoesNotSpeakUntilItDoes) {
    const TemporaryFolder home;
    const std::string folder = (home.path() / "paper").string();
    const std::string said = "the theme has no texts in Deutsch (de)";
    EXPECT_THAT(kolokol({"init", folder, "--language", "ru", "--language", "de"}).err,
                HasSubstr(said));
    EXPECT_THAT(kolokol({"press", "--site", folder}).err, HasSubstr(said));
    EXPECT_THAT(kolokol({"doctor", "--site", folder}).out, HasSubstr(said));
    std::filesystem::create_directories(home.path() / "paper/theme/locales");
    write_file(home.path() / "paper/theme/locales/de.po", "msgid \"Search\"\nmsgstr \"Suche\"\n");
    EXPECT_THAT(kolokol({"press", "--site", folder}).err, Not(HasSubstr("Deutsch")));
}

TEST(Usage, SaysThatASectionOfTheConfigurationStandsTwice) {
    const Paper paper;
    edit(paper.folder() / "kolokol.toml", "[serve]", "[serve]\n[serve]");
    const Ended ended = paper.run({"press"});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.err, HasSubstr("[serve] stands twice, at lines "));
}

TEST(Usage, RefusesAnUnknownKeyOfTheConfigurationWithItsLine) {
    const Paper paper;
    edit(paper.folder() / "kolokol.toml", "listen =", "lisen =");
    const Ended ended = paper.run({"press"});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.err, HasSubstr("kolokol.toml:"));
    EXPECT_THAT(ended.err, HasSubstr("did you mean 'listen'?"));
}

TEST(Usage, KeepsTheSecretsOfAPublicationFromOtherUsers) {
    const Paper paper;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(paper.folder() / "keys")) {
        const auto others =
            std::filesystem::status(entry).permissions() &
            (std::filesystem::perms::group_all | std::filesystem::perms::others_all);
        EXPECT_EQ(others, std::filesystem::perms::none) << entry.path();
    }
}

}  // namespace
}  // namespace kolokol::testing
