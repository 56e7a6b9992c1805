#include "theme/catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.hpp"

namespace kolokol::theme {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

class CatalogueFile : public ::testing::Test {
protected:
    /// Adds the text as a file to a catalogue of that language.
    Outcome add(Catalogue& catalogue, std::string_view po) {
        const auto file = folder_.path() / "x.po";
        write_file(file, po);
        return catalogue.add(file);
    }
    Catalogue russian_{Language::parse("ru").value()};
    TemporaryFolder folder_;
};

constexpr const char* articles =
    "msgid \"{count} article\"\nmsgid_plural \"{count} articles\"\n"
    "msgstr[0] \"{count} статья\"\nmsgstr[1] \"{count} статьи\"\nmsgstr[2] \"{count} статей\"\n";

TEST_F(CatalogueFile, TranslatesAndChoosesThePluralForm) {
    ASSERT_TRUE(add(russian_, articles));
    EXPECT_EQ(russian_.plural("{count} article", "{count} articles", 22), "22 статьи");
    EXPECT_EQ(russian_.plural("{count} article", "{count} articles", 11), "11 статей");
}

TEST_F(CatalogueFile, PrintsWhatIsNotTranslatedInEnglish) {
    ASSERT_TRUE(add(russian_, articles));
    EXPECT_EQ(russian_.text("Search"), "Search");
    EXPECT_FALSE(russian_.has("Search"));
    EXPECT_TRUE(russian_.has("{count} article"));
}

TEST_F(CatalogueFile, ALaterFileWins) {
    ASSERT_TRUE(add(russian_, "msgid \"Search\"\nmsgstr \"Поиск\"\n\nmsgid \"a\"\nmsgstr \"b\"\n"));
    ASSERT_TRUE(add(russian_, "msgid \"Search\"\nmsgstr \"Искать\"\n"));
    EXPECT_EQ(russian_.text("Search"), "Искать");
    EXPECT_EQ(russian_.text("a"), "b");
}

TEST_F(CatalogueFile, AnEmptyOrFuzzyTranslationIsNone) {
    ASSERT_TRUE(add(russian_, "msgid \"a\"\nmsgstr \"\"\n\n#, fuzzy\nmsgid \"b\"\nmsgstr \"б\"\n"));
    EXPECT_FALSE(russian_.has("a"));
    EXPECT_FALSE(russian_.has("b"));
}

TEST_F(CatalogueFile, RefusesATranslationThatNamesAnArgumentOfItsOwn) {
    const auto added = add(russian_, "\n\nmsgid \"By {who}\"\nmsgstr \"{whom}\"\n");
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().code, "catalogue.damaged");
    EXPECT_THAT(added.error().detail,
                EndsWith("x.po:3: the translation of 'By {who}' names {whom}, which the text has "
                         "not"));
}

TEST_F(CatalogueFile, RefusesMoreOrFewerFormsThanTheLanguageHas) {
    const auto added =
        add(russian_, "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\nmsgstr[1] \"d\"\n");
    ASSERT_FALSE(added);
    EXPECT_THAT(added.error().detail, HasSubstr("has 2 plural forms, but the language has 3"));
    const auto header =
        add(russian_, "msgid \"\"\nmsgstr \"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n");
    ASSERT_FALSE(header);
    EXPECT_THAT(header.error().detail, HasSubstr("nplurals=2, but the language has 3 forms"));
}

TEST_F(CatalogueFile, ADamagedFileChangesNothing) {
    EXPECT_FALSE(add(russian_, "msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"{x}\"\nmsgstr \"{y}\"\n"));
    EXPECT_FALSE(russian_.has("a"));
}

TEST_F(CatalogueFile, RefusesAFileThatIsNotThere) {
    const auto added = russian_.add(folder_.path() / "gone.po");
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().code, "file.not_found");
}

}  // namespace
}  // namespace kolokol::theme
