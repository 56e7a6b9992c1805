#include "content/front_matter.hpp"

#include <gmock/gmock.h>

#include "content/front_fields.hpp"

namespace kolokol::content {
namespace {

using testing::HasSubstr;

const FrontValue* find(const FrontValue& map, std::string_view key) {
    for (const FrontEntry& entry : map.entries)
        if (entry.key == key) return &entry.value;
    return nullptr;
}

ManuscriptFault fault_of(std::string_view file) {
    Faults faults;
    const auto read = read_manuscript(file, faults);
    EXPECT_FALSE(read);
    return faults.size() == 1 ? faults.front() : ManuscriptFault{0, "not one fault", ""};
}

std::string repeated(std::string_view text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i)
        all += text;
    return all;
}

TEST(FrontMatter, OfYamlKnowsItsLines) {
    Faults faults;
    const auto read = read_manuscript(
        "---\nheadline: \"One: two\"\n\nlead:\n  picture: a.jpg\n  agencies: [POOL,\n    TASS]\n"
        "empty:\n---\nBody\nof it.\n",
        faults);
    ASSERT_TRUE(read) << faults.front().sentence;
    EXPECT_EQ(find(read->front, "headline")->text, "One: two");
    const FrontValue& lead = *find(read->front, "lead");
    EXPECT_EQ(read->front.entries[1].line, 4);
    EXPECT_EQ(lead.entries[0].line, 5);
    EXPECT_EQ(find(lead, "agencies")->items[1].text, "TASS");
    EXPECT_EQ(find(lead, "agencies")->items[1].line, 7);
    EXPECT_EQ(find(read->front, "empty")->kind, FrontValue::Kind::nothing);
    EXPECT_EQ(read->body, "Body\nof it.\n");
    EXPECT_EQ(read->body_line, 10);
}

TEST(FrontMatter, OfTomlIsTheSameTree) {
    Faults faults;
    const auto read = read_manuscript(
        "+++\nheadline = \"One: two\"\nposition = 3\npublished = 2026-01-28T14:05:00+03:00\n"
        "day = 2026-01-28\n[lead]\nagencies = [\n  \"POOL\",\n  \"TASS\",\n]\n+++\nBody\n",
        faults);
    ASSERT_TRUE(read) << faults.front().sentence;
    EXPECT_EQ(find(read->front, "headline")->text, "One: two");
    EXPECT_EQ(find(read->front, "position")->text, "3");
    EXPECT_EQ(find(read->front, "published")->text, "2026-01-28T14:05:00+03:00");
    EXPECT_EQ(find(read->front, "day")->text, "2026-01-28");
    EXPECT_EQ(find(*find(read->front, "lead"), "agencies")->items[1].line, 9);
    EXPECT_EQ(read->body_line, 12);
}

TEST(FrontMatter, TakesWhatWindowsWrites) {
    Faults faults;
    const auto read =
        read_manuscript("\xEF\xBB\xBF---\r\nheadline: A\r\n---\r\nOne\r\nTwo\r\n", faults);
    ASSERT_TRUE(read);
    EXPECT_EQ(find(read->front, "headline")->text, "A");
    EXPECT_EQ(read->body, "One\nTwo\n");
}

TEST(FrontMatter, CountsLinesThatOldMacintoshesEnded) {
    Faults faults;
    const auto read = read_manuscript("---\rheadline: A\r---\rOne\rTwo\r", faults);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->body, "One\nTwo\n");
    EXPECT_EQ(read->body_line, 4);
    EXPECT_EQ(fault_of("---\rheadline: A\r---\r\xFF").line, 4);
}

TEST(FrontMatter, MayHaveNoBodyBehindIt) {
    Faults faults;
    const auto read = read_manuscript("---\nname: World\n---", faults);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->body, "");
}

TEST(FrontMatter, KeepsWordsThatYamlWouldTurnIntoSomethingElse) {
    Faults faults;
    const auto read =
        read_manuscript("---\nlanguage: no\nname: 007\nday: 2026-01-28\n---\n", faults);
    ASSERT_TRUE(read);
    EXPECT_EQ(find(read->front, "language")->text, "no");
    EXPECT_EQ(find(read->front, "name")->text, "007");
    EXPECT_EQ(find(read->front, "day")->text, "2026-01-28");
}

TEST(FrontMatter, TellsTheByteThatIsNoUtf8) {
    const ManuscriptFault fault = fault_of("---\nheadline: A\n---\nText \xFF here");
    EXPECT_EQ(fault.code, "manuscript.not_utf8");
    EXPECT_EQ(fault.line, 4);
    EXPECT_THAT(fault.sentence, HasSubstr("byte 25 "));
}

struct Wrong {
    const char* file;
    int line;
    const char* code;
};
class WrongFrontMatter : public testing::TestWithParam<Wrong> {};
INSTANTIATE_TEST_SUITE_P(
    Of, WrongFrontMatter,
    testing::Values(Wrong{"", 1, "manuscript.no_front_matter"},
                    Wrong{"Text", 1, "manuscript.no_front_matter"},
                    Wrong{"----\na: b\n----\n", 1, "manuscript.no_front_matter"},
                    Wrong{"---", 1, "manuscript.unclosed_front_matter"},
                    Wrong{"---\na: b\n", 1, "manuscript.unclosed_front_matter"},
                    Wrong{"---\na: b\n+++\n", 1, "manuscript.unclosed_front_matter"},
                    Wrong{"---\na: b: c\n---\n", 2, "manuscript.bad_yaml"},
                    Wrong{"---\na: b\nc: [d\n---\n", 4, "manuscript.bad_yaml"},
                    Wrong{"---\n- a\n---\n", 2, "manuscript.bad_yaml"},
                    Wrong{"---\n? [a]\n: b\n---\n", 2, "manuscript.bad_yaml"},
                    Wrong{"---\na: b\n--- c\nd: e\n---\n", 3, "manuscript.bad_yaml"},
                    Wrong{"---\na: b\nc: d\na: e\n---\n", 4, "manuscript.key_twice"},
                    Wrong{"---\na: &x b\n---\n", 2, "manuscript.alias"},
                    Wrong{"---\na: b\nc: *a\n---\n", 3, "manuscript.alias"},
                    Wrong{"---\na: !!binary b\n---\n", 2, "manuscript.tag"},
                    Wrong{"---\na: [[[[[[[[b]]]]]]]]\n---\n", 2, "manuscript.too_deep"},
                    Wrong{"+++\na = [[[[[[[[1]]]]]]]]\n+++\n", 2, "manuscript.too_deep"},
                    Wrong{"+++\na = 1\nb = \n+++\n", 3, "manuscript.bad_toml"},
                    Wrong{"+++\na = 1\na = 2\n+++\n", 3, "manuscript.key_twice"},
                    Wrong{"---\na: b\n---\n\xC3", 4, "manuscript.not_utf8"}));

TEST_P(WrongFrontMatter, IsRefusedAtItsLine) {
    const ManuscriptFault fault = fault_of(GetParam().file);
    EXPECT_EQ(fault.code, GetParam().code) << fault.sentence;
    EXPECT_EQ(fault.line, GetParam().line) << fault.sentence;
}

TEST(FrontMatter, OfManyAliasesIsRefusedBeforeItGrows) {
    std::string bomb = "---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 12; ++i) {
        const std::string last = "*a" + std::to_string(i - 1);
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" +
                repeated(last + ", ", 8) + last + "]\n";
    }
    EXPECT_EQ(fault_of(bomb + "---\n").code, "manuscript.alias");
}

TEST(FrontMatter, OfGreatDepthIsRefused) {
    EXPECT_EQ(fault_of("---\na: " + repeated("[", 9'000) + repeated("]", 9'000) + "\n---\n").code,
              "manuscript.too_deep");
    EXPECT_EQ(fault_of("---\na: " + repeated("{a: ", 10'000) + "\n---\n").code,
              "manuscript.too_deep");
    EXPECT_EQ(fault_of("+++\na = " + repeated("[", 30'000) + "\n+++\n").code,
              "manuscript.too_deep");
}

TEST(FrontMatter, OfGreatSizeIsRefused) {
    EXPECT_EQ(fault_of("---\na: " + repeated("b", 70'000) + "\n---\n").code,
              "manuscript.too_large");
    EXPECT_EQ(fault_of("---\na: [" + repeated("b,", 20'000) + "b]\n---\n").code,
              "manuscript.too_large");
    EXPECT_EQ(fault_of("+++\na = [" + repeated("1,", 20'000) + "1]\n+++\n").code,
              "manuscript.too_large");
    EXPECT_EQ(fault_of("---\na: b\n---\n" + repeated("b", 3 << 20)).code, "manuscript.too_large");
}

TEST(FrontMatter, IsParsedToTheEndHoweverOddItIs) {
    for (const char* piece :
         {"? ", "- ", "{", "[", "\"", "'", "|\n", ": ", "a:\n ", "#", "%", "{a: "})
        for (const char* mark : {"---", "+++"}) {
            Faults faults;
            const std::string file =
                std::string(mark) + "\n" + repeated(piece, 15'000) + "\n" + mark + "\n";
            const bool read = read_manuscript(file, faults).has_value();
            EXPECT_EQ(read, faults.empty()) << piece << mark;
        }
}

TEST(FrontMatter, OfYamlRefusesAQuoteThatIsNotClosedInItsLine) {
    for (const char* quoted : {"headline: \"unclosed\nsection: world\nslug: \"a\"\n",
                               "headline: 'one\nslug: two'\n", "headline: \"one\n  two\"\n"}) {
        SCOPED_TRACE(quoted);
        const auto fault = fault_of("---\nkind: news\n" + std::string(quoted) + "---\nText.\n");
        EXPECT_EQ(fault.code, "manuscript.bad_yaml");
        EXPECT_GE(fault.line, 3);
    }
    EXPECT_EQ(fault_of("---\nkind: news\nslug: \"one\n  two\"\n---\nText.\n").line, 3);
}

TEST(FrontMatter, OfYamlRefusesATextWithoutQuotesThatGoesOnInTheNextLine) {
    for (const char* plain :
         {"headline: Talks end\n  slug talks\nsection: world\n",
          "headline:\n  Talks end\n\n  without a word\n",
          "headline: Переговоры — «всё»\n в Москве\n", "topics: [syria, hmeimim\n  air base]\n"}) {
        SCOPED_TRACE(plain);
        const auto fault = fault_of("---\nkind: news\n" + std::string(plain) + "---\nText.\n");
        EXPECT_EQ(fault.code, "manuscript.bad_yaml");
        EXPECT_EQ(fault.line, std::string_view(plain).starts_with("headline:\n") ? 4 : 3);
        EXPECT_THAT(fault.sentence, HasSubstr("goes on in the next line"));
        EXPECT_THAT(fault.sentence, HasSubstr("| or >"));
    }
}

TEST(FrontMatter, OfYamlTakesTextOfSeveralLinesAfterASign) {
    Faults faults;
    const auto read = read_manuscript(
        "---\nstandfirst: >\n  Why it\n  matters.\ntext: |-\n  One\n  two\nheadline:\n"
        "  Совещание в Кремле  # said below its key\ntopics: [Сирия, Россия,\n  'Хмеймим']\n---\n",
        faults);
    ASSERT_TRUE(read) << faults.front().sentence;
    EXPECT_EQ(find(read->front, "standfirst")->text, "Why it matters.\n");
    EXPECT_EQ(find(read->front, "text")->text, "One\ntwo");
    EXPECT_EQ(find(read->front, "headline")->text, "Совещание в Кремле");
    EXPECT_EQ(find(read->front, "topics")->items[1].text, "Россия");
}

TEST(FrontMatter, OfYamlTakesQuotesInsideQuotes) {
    Faults faults;
    const auto read = read_manuscript(
        "---\na: 'it''s'\nb: \"a \\\"b\\\" c\"\n\xD0\xB9: {x: 'y', \"z\": \"\"}\nc: |\n  \"one\n  "
        "two\n"
        "---\nText.\n",
        faults);
    ASSERT_TRUE(read) << faults.front().sentence;
    EXPECT_EQ(find(read->front, "a")->text, "it's");
    EXPECT_EQ(find(read->front, "b")->text, "a \"b\" c");
    EXPECT_EQ(find(read->front, "c")->text, "\"one\ntwo\n");
}

/// Codes that a text or a time has as the value of a key in line 3.
std::string code_of(std::string_view text, bool is_time) {
    FrontValue map;
    map.kind = FrontValue::Kind::map;
    FrontValue value;
    value.kind = FrontValue::Kind::text;
    value.line = 3;
    value.text = text;
    map.entries.push_back({"x", 3, value});
    Faults faults;
    const Fields fields(map, "an article", faults);
    if (is_time)
        fields.time("x");
    else
        fields.text("x", 100);
    return faults.empty() ? "" : std::to_string(faults.front().line) + " " + faults.front().code;
}

TEST(FrontField, RefusesCharactersThatTurnTheTextBesideThem) {
    for (const char* text : {"a\xE2\x80\xAE"
                             "b",
                             "a\xE2\x80\xAA"
                             "b",
                             "a\xE2\x81\xA6"
                             "b",
                             "a\xE2\x81\xA9"
                             "b",
                             "a\x01"
                             "b",
                             "\xE2\x81\xA9\xE2\x81\xA6"})
        EXPECT_EQ(code_of(text, false), "3 manuscript.wrong_value") << text;
    EXPECT_EQ(code_of("\xE2\x81\xA7"
                      "closed\xE2\x81\xA9 \xE2\x80\x9Cquoted\xE2\x80\x9D",
                      false),
              "");
}

TEST(FrontField, RefusesYearsInWhichNoArticleAppears) {
    for (const char* time :
         {"1599-12-31T00:00:00Z", "2201-01-01T00:00:00Z", "0001-01-01T00:00:00Z"})
        EXPECT_EQ(code_of(time, true), "3 manuscript.not_a_time") << time;
    EXPECT_EQ(code_of("1600-01-01T00:00:00Z", true), "");
    EXPECT_EQ(code_of("2200-12-31T00:00:00Z", true), "");
}

}  // namespace
}  // namespace kolokol::content
