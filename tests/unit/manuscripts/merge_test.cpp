#include "manuscripts/merge.hpp"

#include <map>
#include <random>
#include <set>

#include <gmock/gmock.h>

#include "manuscripts/word_diff.hpp"

namespace kolokol::manuscripts {
namespace {

using content::Field;
using content::ManuscriptFields;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

ManuscriptFields with_body(std::string body) {
    ManuscriptFields fields;
    fields[Field::body] = std::move(body);
    return fields;
}

Merged merge_bodies(std::string base, std::string mine, std::string head, Both both = Both::show) {
    return merge(with_body(std::move(base)), with_body(std::move(mine)), with_body(std::move(head)),
                 both);
}

TEST(Merge, BringsChangesOfDifferentWordsTogether) {
    const auto merged =
        merge_bodies("One two three four.\n\nFive six.", "One 2 three four.\n\nFive six.",
                     "One two three four.\n\nFive 6.");
    EXPECT_EQ(merged.fields[Field::body], "One 2 three four.\n\nFive 6.");
    EXPECT_THAT(merged.conflicts, IsEmpty());
}

TEST(Merge, ShowsBothWhereTheSameWordWasChanged) {
    const auto merged = merge_bodies("The cat sat.", "The dog sat.", "The hen sat.");
    EXPECT_EQ(merged.fields[Field::body], "The hen sat.");
    EXPECT_THAT(merged.conflicts, ElementsAre(Conflict{Field::body, "hen ", "dog "}));
}

TEST(Merge, ShowsWhatOneTookOutAndTheOtherChanged) {
    const auto merged =
        merge_bodies("A.\n\nMaybe wrong.\n\nB.", "A.\n\nB.", "A.\n\nSurely wrong.\n\nB.");
    EXPECT_THAT(merged.fields[Field::body], HasSubstr("Surely"));
    EXPECT_EQ(merged.conflicts.size(), 1U);
}

TEST(Merge, GivesTwoNewParagraphsAtOnePlaceTheirRoom) {
    const auto merged = merge_bodies("A.", "A.\n\nMine.", "A.\n\nTheirs.");
    EXPECT_EQ(merged.fields[Field::body], "A.\n\nTheirs.\n\nMine.");
    EXPECT_THAT(merged.conflicts, IsEmpty());
}

TEST(Merge, AsksNothingOfOnePersonWhoseAnswerWasLost) {
    const auto merged = merge_bodies("The cat", "The cat sat down", "The cat sat", Both::take_mine);
    EXPECT_EQ(merged.fields[Field::body], "The cat sat down");
    EXPECT_THAT(merged.conflicts, IsEmpty());
}

TEST(Merge, TakesListsByTheirParts) {
    ManuscriptFields base;
    base[Field::topics] = "syria, russia";
    ManuscriptFields mine = base;
    mine[Field::topics] = "syria, russia, turkey";
    ManuscriptFields head = base;
    head[Field::topics] = "russia, iran";
    const auto merged = merge(base, mine, head, Both::show);
    EXPECT_EQ(merged.fields[Field::topics], "russia, iran, turkey");
    EXPECT_THAT(merged.conflicts, IsEmpty());
}

TEST(Merge, NeverMixesHalvesOfWhatIsNoProse) {
    ManuscriptFields base;
    base[Field::slug] = "talks-end";
    ManuscriptFields mine = base;
    mine[Field::slug] = "talks-end-today";
    ManuscriptFields head = base;
    head[Field::slug] = "no-word-at-talks-end";
    const auto merged = merge(base, mine, head, Both::show);
    EXPECT_EQ(merged.fields[Field::slug], "no-word-at-talks-end");
    EXPECT_THAT(merged.conflicts,
                ElementsAre(Conflict{Field::slug, "no-word-at-talks-end", "talks-end-today"}));
}

/// Somebody who writes words that nobody else writes, and saves now and then.
struct Person {
    std::string text;
    std::string base;
    std::set<std::string> wrote;
    int count = 0;

    void edit(std::mt19937& random, const std::string& name, const std::set<std::string>& others) {
        auto tokens = tokens_of(text);
        const std::size_t at = tokens.empty() ? 0 : random() % (tokens.size() + 1);
        std::string made;
        for (std::size_t i = 0; i < at; ++i)
            made += tokens[i];
        std::size_t next = at;
        const auto choice = random() % 10;
        // Words of the other that have been seen may be taken out on purpose; that loses nothing.
        if (choice < 2 && at < tokens.size() && is_own_or_old(tokens[at], others)) {
            wrote.erase(word_of(tokens[at]));
            ++next;
        } else {
            const std::string word = name + std::to_string(count++);
            wrote.insert(word);
            if (!made.empty() && made.back() != '\n' && made.back() != ' ') made += ' ';
            made += word + (choice == 9 ? "\n\n" : " ");
        }
        for (; next < tokens.size(); ++next)
            made += tokens[next];
        text = made;
    }
    static std::string word_of(std::string_view token) {
        return std::string(token.substr(0, token.find_first_of(" \n")));
    }
    static bool is_own_or_old(std::string_view token, const std::set<std::string>& others) {
        return count_words(token) == 1 && token.ends_with(' ') &&
               others.count(word_of(token)) == 0;
    }
};

bool is_kept(const std::string& word, const std::string& text,
             const std::vector<Conflict>& conflicts) {
    const auto holds = [&](const std::string& where) {
        for (const auto token : tokens_of(where))
            if (Person::word_of(token) == word) return true;
        return false;
    };
    if (holds(text)) return true;
    return std::any_of(conflicts.begin(), conflicts.end(),
                       [&](const Conflict& one) { return holds(one.other) || holds(one.stands); });
}

TEST(Merge, LosesNoWordOfTwoPeopleInTenThousandEdits) {
    std::mt19937 random(1);
    for (int article = 0; article < 50; ++article) {
        std::string head = "Once upon a time there was a bell.\n\nIt rang each day at noon.\n\n";
        std::vector<Conflict> conflicts;
        Person people[2];
        for (Person& person : people)
            person.text = person.base = head;
        for (int edit = 0; edit < 200; ++edit) {
            const unsigned who = random() % 2;
            Person& person = people[who];
            person.edit(random, who == 0 ? "anna" : "boris", people[1 - who].wrote);
            if (random() % 4 != 0) continue;
            auto merged = merge_bodies(person.base, person.text, head);
            head = merged.fields[Field::body];
            conflicts.insert(conflicts.end(), merged.conflicts.begin(), merged.conflicts.end());
            person.text = person.base = head;
        }
        for (Person& person : people) {
            auto merged = merge_bodies(person.base, person.text, head);
            head = merged.fields[Field::body];
            conflicts.insert(conflicts.end(), merged.conflicts.begin(), merged.conflicts.end());
        }
        for (const Person& person : people)
            for (const std::string& word : person.wrote)
                ASSERT_TRUE(is_kept(word, head, conflicts)) << word << " in\n" << head;
    }
}

}  // namespace
}  // namespace kolokol::manuscripts
