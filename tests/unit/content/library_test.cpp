#include "content/library.hpp"

#include <gmock/gmock.h>

#include "content/library_words.hpp"

namespace kolokol::content {
namespace {

using std::string_literals::operator""s;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(PictureName, IsMadeOfTheFilesOwn) {
    EXPECT_EQ(picture_name("kremlin.jpg"), "kremlin.jpg");
    EXPECT_EQ(picture_name("IMG 4711.JPEG"), "img-4711.jpg");
    EXPECT_EQ(picture_name("Кремль зимой.png"), "kreml-zimoj.png");
    EXPECT_EQ(picture_name("map.gif"), "map.png") << "as it is kept";
    EXPECT_EQ(picture_name("scan.tiff"), "scan.jpg");
}

TEST(PictureName, KeepsNothingOfAFolder) {
    EXPECT_EQ(picture_name("C:\\Users\\Anna\\lake.jpg"), "lake.jpg");
    EXPECT_EQ(picture_name("../../etc/passwd"), "passwd.jpg");
    EXPECT_EQ(picture_name("/"), "picture.jpg");
}

TEST(PictureName, OfAHostileFileIsPlainLettersAndDigits) {
    const std::string hostile[] = {"<script>alert(1)</script>.jpg",
                                   "\"onerror=alert(1).jpg",
                                   "a\0b.jpg"s,
                                   "..",
                                   "",
                                   ".",
                                   ".jpg",
                                   "\xE2\x80\xAEgpj.exe",
                                   "a\r\nSet-Cookie: x.jpg",
                                   "\xFF\xFE.jpg",
                                   std::string(5000, 'a'),
                                   "مرحبا.jpg",
                                   "%2e%2e%2f.jpg",
                                   "con",
                                   "-.jpg"};
    for (const std::string& name : hostile)
        EXPECT_TRUE(is_picture_name(picture_name(name))) << name << ": " << picture_name(name);
    EXPECT_EQ(picture_name("a\0b.jpg"s), "a-b.jpg");
}

TEST(PictureName, IsTellableFromOtherTexts) {
    EXPECT_TRUE(is_picture_name("lake-3fa9c1.jpg"));
    for (const char* wrong : {"", ".jpg", "lake", "lake.gif", "Lake.jpg", "a/b.jpg", "a--b.jpg"})
        EXPECT_FALSE(is_picture_name(wrong)) << wrong;
}

TEST(PictureTexts, AreMadeOneLineAndTrimmed) {
    PictureUse use;
    ASSERT_TRUE(
        set_texts(use, {" The lake\r\n at  dawn ", "Water", "A\0B"s, " TASS, , POOL,", "own"}));
    EXPECT_EQ(use.caption, "The lake at dawn");
    EXPECT_EQ(use.credit.photographer, "A B");
    EXPECT_THAT(use.credit.agencies, ElementsAre("TASS", "POOL"));
    EXPECT_EQ(use.credit.licence, "own");
    EXPECT_EQ(use.alt, "Water");
}

TEST(PictureTexts, LoseMarksThatTurnTheDirectionOfWriting) {
    PictureUse use;
    ASSERT_TRUE(set_texts(use, {"", "",
                                "Anna\xE2\x80\xAE"
                                "avoleB\xE2\x81\xA9",
                                "", ""}));
    EXPECT_EQ(use.credit.photographer, "Anna avoleB");
}

TEST(PictureTexts, AreRefusedWhereTheyAreTooLongOrNoText) {
    PictureUse use;
    use.caption = "before";
    const auto code = [&](const PictureTexts& texts) { return set_texts(use, texts).error().code; };
    EXPECT_EQ(code({std::string(1001, 'a'), "", "", "", ""}), "library.text_too_long");
    EXPECT_EQ(code({"", std::string(1001, 'a'), "", "", ""}), "library.text_too_long");
    EXPECT_EQ(code({"", "", std::string(201, 'a'), "", ""}), "library.text_too_long");
    EXPECT_EQ(code({"", "", "", std::string(201, 'a'), ""}), "library.text_too_long");
    EXPECT_EQ(code({"", "", "", "a,b,c,d,e,f,g,h,i,j,k,l,m", ""}), "library.text_too_long");
    EXPECT_EQ(code({"", "", "", "", std::string(201, 'a')}), "library.text_too_long");
    EXPECT_EQ(code({"\xFF", "", "", "", ""}), "library.not_text");
    EXPECT_EQ(use.caption, "before");
}

TEST(LibraryPicture, IsPrintedWithCreditLicenceAndAlternativeTextOnly) {
    PictureUse use;
    const auto code = [&] { return check_for_print("lake.jpg", use).error().code; };
    EXPECT_EQ(code(), "library.no_credit");
    use.credit.agencies = {"TASS"};
    EXPECT_EQ(code(), "library.no_licence");
    EXPECT_TRUE(lacks_credit(use.credit));
    use.credit.licence = "press";
    EXPECT_EQ(code(), "library.no_alt");
    EXPECT_FALSE(lacks_credit(use.credit));
    use.alt = "Water";
    EXPECT_TRUE(check_for_print("lake.jpg", use));
}

TEST(LibraryWords, AreFoldedByCaseAccentsAndMarks) {
    EXPECT_THAT(folded_words("Élysée, élysée – ЁЖИК straße", 10),
                ElementsAre("elysee", "ежик", "strasse"));
    EXPECT_EQ(folded_words("مُحَمَّد", 1), folded_words("محمد", 1));
    EXPECT_THAT(folded_words("… – !", 9), IsEmpty());
    EXPECT_THAT(folded_words("one two three", 2), ElementsAre("one", "two"));
}

TEST(LibraryWords, AreCutAtAWholeLetter) {
    std::string word;
    for (int i = 0; i < 40; ++i)
        word += "ж";
    EXPECT_EQ(folded_words("a" + word, 1).at(0).size(), 59U);
}

TEST(LibraryWords, OfAPictureAreThoseOfAllItsTexts) {
    LibraryPicture picture;
    picture.name = "lake-at-dawn.jpg";
    picture.use.caption = "Ice";
    picture.use.alt = "A shore";
    picture.use.credit = {"Anna Belova", {"TASS"}, "press"};
    EXPECT_THAT(words_of(picture),
                ElementsAre("lake", "at", "dawn", "anna", "belova", "tass", "ice", "a", "shore"));
}

}  // namespace
}  // namespace kolokol::content
