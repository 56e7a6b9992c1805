#include "content/manuscript_fields.hpp"

#include <random>

#include <gmock/gmock.h>

#include "base/text.hpp"
#include "content/manuscript.hpp"

namespace kolokol::content {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

ManuscriptFields sample() {
    ManuscriptFields fields;
    fields[Field::headline] = "Talks: \"no word\" on the bases";
    fields[Field::section] = "world";
    fields[Field::topics] = "syria, russia";
    fields[Field::bylines] = "Anna Belova";
    fields[Field::published] = "2026-01-28T14:05:00+03:00";
    fields[Field::lead_picture] = "kremlin.jpg";
    fields[Field::lead_agencies] = "POOL, TASS";
    fields[Field::corrections] = "2026-01-29T09:00:00Z An earlier version gave the wrong airport.";
    fields[Field::body] = "One.\n\nTwo.\n";
    return fields;
}

TEST(ManuscriptFields, AreWrittenAsTheFormatSays) {
    EXPECT_EQ(write_manuscript(sample()),
              "---\nheadline: \"Talks: \\\"no word\\\" on the bases\"\nsection: world\ntopics:\n"
              "  - syria\n  - russia\nbylines:\n  - Anna Belova\n"
              "published: 2026-01-28T14:05:00+03:00\nlead:\n  picture: kremlin.jpg\n  agencies:\n"
              "    - POOL\n    - TASS\ncorrections:\n  - at: 2026-01-29T09:00:00Z\n"
              "    text: An earlier version gave the wrong airport.\n---\nOne.\n\nTwo.\n");
}

TEST(ManuscriptFields, AreReadByTheStrictReaderToo) {
    Faults faults;
    const auto text = read_manuscript(write_manuscript(sample()), faults);
    ASSERT_TRUE(text);
    const auto article = read_article(*text, Publication(), faults);
    EXPECT_EQ(faults, Faults());
    EXPECT_EQ(article.headline, sample()[Field::headline]);
    EXPECT_EQ(article.lead->use.credit.agencies, (std::vector<std::string>{"POOL", "TASS"}));
    EXPECT_EQ(article.corrections.at(0).text, "An earlier version gave the wrong airport.");
}

/// Bits that break formats: quotes, marks of YAML and Markdown, line ends, other directions.
std::string hostile(std::mt19937& random) {
    static const std::vector<std::string> bits{
        "a",     "word ",    "\"",     "'",         "\\",     "\n",       "\r\n",   "\r",   "---\n",
        ": ",    " #",       "- ",     "&a",        "*b",     "!!str",    "{",      "}",    "[",
        "]",     "null",     "~",      ",",         ";",      "\t",       "\x01",   "\x7f", "ж",
        "الخبر", "\u060C",   "\u061B", "\u202E",    "\u2028", "\u0085",   "\uFEFF", "|",    ">",
        "%",     "@",        "`",      "   ",       "+++\n",  "<script>", "\u2066", "0x1F", "1.5e3",
        "yes",   "http://x", "a:b",    "\U0001F514"};
    std::string text;
    const auto parts = random() % 7;
    for (unsigned i = 0; i < parts; ++i)
        text += bits[random() % bits.size()];
    return text;
}

TEST(ManuscriptFields, ComeBackFromTheirTextWhateverTheyHold) {
    std::mt19937 random(15);
    for (int round = 0; round < 20'000; ++round) {
        ManuscriptFields fields;
        for (std::string& text : fields.texts)
            if (random() % 3 == 0) text = hostile(random);
        const ManuscriptFields wanted = normal(fields);
        ASSERT_EQ(normal(wanted), wanted);
        const std::string text = write_manuscript(fields);
        const ManuscriptFields read = read_fields(text);
        for (std::size_t at = 0; at < field_count; ++at)
            ASSERT_EQ(read.texts[at], wanted.texts[at])
                << name_of(field_at(at)) << " in round " << round << "\n"
                << text;
    }
}

TEST(ManuscriptFields, LoseNoWordOfWhatHasNoField) {
    const auto fields = read_fields(
        "---\nheadline: [one, two]\nmood: {deep: [blue, {sea: green}]}\nlead: only a name\n"
        "topics: syria\n---\nBody");
    EXPECT_EQ(fields[Field::topics], "syria");
    for (const char* word : {"one", "two", "mood", "deep", "blue", "sea", "green", "only a name"})
        EXPECT_THAT(fields[Field::body], HasSubstr(word));
    EXPECT_THAT(fields[Field::body], testing::EndsWith("\n\nBody"));
    EXPECT_EQ(read_fields("no front matter: at all")[Field::body], "no front matter: at all");
}

TEST(ManuscriptFields, SplitListsByTheMarksOfTheirScript) {
    EXPECT_THAT(listed(Field::bylines, " Anna Belova , Lena Orlova,"),
                ElementsAre("Anna Belova", "Lena Orlova"));
    EXPECT_THAT(listed(Field::lead_agencies, "Getty Images, Inc.; AFP"),
                ElementsAre("Getty Images, Inc.", "AFP"));
    EXPECT_EQ(joined(Field::lead_agencies, {"Getty Images, Inc."}), "Getty Images, Inc.;");
    EXPECT_THAT(listed(Field::topics, "\u0633\u0648\u0631\u064A\u0627\u060C \u0631\u0648\u0633"),
                ElementsAre("\u0633\u0648\u0631\u064A\u0627", "\u0631\u0648\u0633"));
}

TEST(ManuscriptFields, AreFoundByTheLineOfAFault) {
    const std::string text = write_manuscript(sample());
    const auto field_at_line = [&](int line) { return name_of(field_of_line(text, line).field); };
    EXPECT_EQ(field_at_line(3), "section");
    EXPECT_EQ(field_at_line(6), "topics");
    EXPECT_EQ(field_at_line(10), "lead_picture");
    EXPECT_EQ(field_at_line(11), "lead_picture");
    EXPECT_EQ(field_at_line(13), "lead_agencies");
    EXPECT_EQ(field_at_line(17), "corrections");
    EXPECT_EQ(field_at_line(20), "body");
    EXPECT_EQ(field_of_line(text, 21).line, 3);
}

}  // namespace
}  // namespace kolokol::content
