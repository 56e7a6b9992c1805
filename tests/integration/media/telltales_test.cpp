// What files tell before they are cleaned. Pictures are written by libvips, or put together here
// where it writes no such part.

#include "media/telltales.hpp"

#include <gmock/gmock.h>

#include "base/file.hpp"
#include "media/shelf.hpp"
#include "pictures.hpp"

namespace kolokol::media {
namespace {

using namespace std::string_view_literals;
using std::string_literals::operator""s;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using Kind = Telltale::Kind;

Bytes number(unsigned value, int bytes) {
    Bytes text;
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8)
        text += static_cast<char>(value >> static_cast<unsigned>(shift) & 0xFFU);
    return text;
}
Bytes segment(unsigned marker, BytesView content) {
    return "\xFF" + number(marker, 1) + number(static_cast<unsigned>(content.size()) + 2, 2) +
           Bytes(content);
}
/// A JPEG with this segment behind its beginning.
Bytes jpeg_with(unsigned marker, BytesView content) {
    Bytes file = testing::plain_picture(testing::Kind::jpeg, 16, 16);
    return file.insert(2, segment(marker, content));
}
std::vector<Telltale> xmp(const std::string& inside) {
    return telltales_of(jpeg_with(
        0xE1, "http://ns.adobe.com/xap/1.0/\0"s + ("<x:xmpmeta>" + inside + "</x:xmpmeta>")));
}
/// Entries of a directory of a big-endian EXIF, and what stands behind it, from its offset 8 on.
std::vector<Telltale> exif(const std::vector<Bytes>& entries, const Bytes& behind = {},
                           unsigned next = 0) {
    Bytes tiff =
        "MM" + number(42, 2) + number(8, 4) + number(static_cast<unsigned>(entries.size()), 2);
    for (const Bytes& entry : entries)
        tiff += entry;
    return telltales_of(jpeg_with(0xE1, "Exif\0\0"s + (tiff + number(next, 4) + behind)));
}
Bytes entry(unsigned tag, unsigned type, unsigned count, unsigned value) {
    return number(tag, 2) + number(type, 2) + number(count, 4) + number(value, 4);
}

class OfEachFormat : public ::testing::TestWithParam<testing::Kind> {};
INSTANTIATE_TEST_SUITE_P(Formats, OfEachFormat,
                         ::testing::Values(testing::Kind::jpeg, testing::Kind::png,
                                           testing::Kind::webp, testing::Kind::tiff));

/// A big-endian EXIF that names a device.
Bytes device_exif() {
    return "MM" + number(42, 2) + number(8, 4) + number(1, 2) + entry(0x0110, 2, 12, 26) +
           number(0, 4) + "Some Camera\0"s;
}

TEST(Telltales, OfJpegAndWebpArePlaceDeviceAndNames) {
    for (const auto kind : {testing::Kind::jpeg, testing::Kind::webp}) {
        const auto told = telltales_of(testing::telling_picture(kind, 64, 48));
        EXPECT_THAT(told, Contains(Telltale{Kind::place, "59.9° N, 30.3° E"}));
        EXPECT_THAT(told, Contains(Telltale{Kind::device, "Fictitious Camera"}));
        EXPECT_THAT(told, Contains(Telltale{Kind::person, testing::artist}));
    }
}

TEST(Telltales, OfPngAreItsExifAndItsTexts) {
    const auto chunk = [](const Bytes& name, const Bytes& content) {
        return number(static_cast<unsigned>(content.size()), 4) + name + content + "sum.";
    };
    Bytes file = testing::plain_picture(testing::Kind::png, 8, 8);
    file.insert(33, chunk("eXIf", device_exif()) + chunk("tEXt", "Author\0Anna Belova"s) +
                        chunk("iTXt", "Comment\0\0\0en\0Comment\0At home"s) +
                        chunk("tIME", number(2026, 2) + "\x01\x1C\x0A\x00\x00"s));
    EXPECT_THAT(
        telltales_of(file + "behind"),
        ElementsAre(Telltale{Kind::device, "Some Camera"}, Telltale{Kind::person, "Anna Belova"},
                    Telltale{Kind::date, "2026-01-28"}, Telltale{Kind::text, "At home"},
                    Telltale{Kind::other, "6 B"}));
}

TEST(Telltales, OfTiffAreItsOwnTags) {
    EXPECT_THAT(telltales_of(device_exif()), ElementsAre(Telltale{Kind::device, "Some Camera"}));
}

TEST(Telltales, OfGifAreItsComments) {
    Bytes file = testing::still_gif();
    file.insert(19, "!\xFE\x04home\x00"s);
    EXPECT_THAT(telltales_of(file), ElementsAre(Telltale{Kind::text, "home"}));
}

TEST_P(OfEachFormat, NothingIsToldByWhatTheShelfKeeps) {
    TemporaryFolder folder;
    Shelf shelf(folder.path());
    const auto picture = shelf.take_in(testing::telling_picture(GetParam(), 64, 48)).value();
    EXPECT_THAT(telltales_of(shelf.original(picture.id).value()), IsEmpty());
    for (const Size& size : Shelf::sizes(picture))
        EXPECT_THAT(telltales_of(shelf.size(picture, size).value()), IsEmpty()) << size.name;
}

TEST(Telltales, AreNoneInOtherFiles) {
    for (const BytesView file : {""sv, "<svg/>"sv, "\xFF\xD8\xFF"sv, "GIF89a"sv, "II*\0"sv,
                                 "\x89PNG\r\n\x1A\n"sv, "RIFF\0\0\0\0WEBP"sv})
        EXPECT_THAT(telltales_of(file),
                    Not(Contains(::testing::Field(&Telltale::kind, Kind::place))));
}

TEST(Telltales, OfAPlaceAreRounded) {
    const unsigned behind = 8 + 2 + 12 + 4;
    const Bytes gps = number(4, 2) + number(1, 2) + number(2, 2) + number(2, 4) + "S\0\0\0"s +
                      entry(2, 5, 3, behind + 54) + number(3, 2) + number(2, 2) + number(2, 4) +
                      "W\0\0\0"s + entry(4, 5, 3, behind + 54 + 24) + number(0, 4);
    const Bytes numbers = number(33, 4) + number(1, 4) + number(2737, 4) + number(100, 4) +
                          number(0, 4) + number(1, 4) + number(70, 4) + number(1, 4) +
                          number(40, 4) + number(1, 4) + number(2, 4) + number(1, 4);
    EXPECT_THAT(exif({entry(0x8825, 4, 1, behind)}, gps + numbers),
                ElementsAre(Telltale{Kind::place, "33.5° S, 70.7° W"}));
}

TEST(Telltales, OfASmallCopyAreItsSize) {
    const unsigned next = 8 + 2 + 12 + 4;
    const Bytes directory =
        number(2, 2) + entry(0x0201, 4, 1, 0) + entry(0x0202, 4, 1, 5123) + number(0, 4);
    EXPECT_THAT(exif({entry(0x0112, 3, 1, 1U << 16U)}, directory, next),
                ElementsAre(Telltale{Kind::thumbnail, "JPEG, 5123 B"}));
}

TEST(Telltales, EndWhereDirectoriesLeadBackOrNowhere) {
    EXPECT_THAT(exif({entry(0x8769, 4, 1, 8)}, {}, 8), IsEmpty());
    EXPECT_THAT(exif({entry(0x8825, 4, 1, 0xFFFFFFF0), entry(0x010F, 2, 0xFFFFFFFF, 8),
                      entry(0x013B, 2, 40, 0x7FFFFFFF)},
                     {}, 0xFFFFFFFF),
                IsEmpty());
}

TEST(Telltales, OfXmpAreAttributesAndElements) {
    const auto told = xmp(
        "<rdf:Description photoshop:City='Tomsk' aux:SerialNumber=\"0042\" xmpMM:DocumentID=\"\">"
        "<dc:creator><rdf:Seq><rdf:li>Anna Belova</rdf:li></rdf:Seq></dc:creator>"
        "<xmp:CreatorTool>GIMP\n2.10</xmp:CreatorTool><xmpMM:History><rdf:Seq/></xmpMM:History>"
        "<dc:title/></rdf:Description>");
    EXPECT_THAT(told, ElementsAre(Telltale{Kind::place, "Tomsk"}, Telltale{Kind::serial, "0042"},
                                  Telltale{Kind::person, "Anna Belova"},
                                  Telltale{Kind::software, "GIMP 2.10"},
                                  Telltale{Kind::history, "History"}));
}

TEST(Telltales, OfXmpThatIsCutOffAreNone) {
    for (const char* broken :
         {"photoshop:City=\"Tomsk", "<photoshop:City>Tomsk", "a:City", "a:City>"})
        EXPECT_THAT(
            telltales_of(jpeg_with(0xE1, "http://ns.adobe.com/xap/1.0/\0"s + std::string(broken))),
            IsEmpty())
            << broken;
}

TEST(Telltales, OfIptcAreItsRecords) {
    const auto record = [](unsigned which, const std::string& text) {
        return "\x1C\x02" + number(which, 1) + number(static_cast<unsigned>(text.size()), 2) + text;
    };
    const Bytes iptc = record(90, "Tomsk") + record(80, "Anna") + record(120, "A caf\xE9") +
                       record(55, "20260128");
    const Bytes resources = "Photoshop 3.0\0"s + "8BIM" + number(0x0404, 2) + number(0, 2) +
                            number(static_cast<unsigned>(iptc.size()), 4) + iptc;
    EXPECT_THAT(telltales_of(jpeg_with(0xED, resources)),
                ElementsAre(Telltale{Kind::place, "Tomsk"}, Telltale{Kind::person, "Anna"},
                            Telltale{Kind::date, "20260128"}, Telltale{Kind::text, "A café"}));
}

TEST(Telltales, OfCommentsAndUnknownPartsAreNamed) {
    EXPECT_THAT(telltales_of(jpeg_with(0xFE, "made at\nhome")),
                ElementsAre(Telltale{Kind::text, "made at home"}));
    EXPECT_THAT(telltales_of(jpeg_with(0xEB, "abc")),
                ElementsAre(Telltale{Kind::other, "APP11, 3 B"}));
    EXPECT_THAT(telltales_of(testing::plain_picture(testing::Kind::jpeg, 16, 16) + "hidden"),
                ElementsAre(Telltale{Kind::other, "6 B"}));
}

TEST(Telltales, AreShortAndOnOneLine) {
    const auto told = telltales_of(jpeg_with(0xFE, std::string(4000, 'x')));
    ASSERT_EQ(told.size(), 1U);
    EXPECT_LE(told[0].value.size(), 160U);
    std::string russian;
    for (int i = 0; i < 1500; ++i)
        russian += "ж";
    EXPECT_THAT(telltales_of(jpeg_with(0xFE, "a" + russian)).at(0).value,
                ::testing::StartsWith("aжж"));
}

}  // namespace
}  // namespace kolokol::media
