#include "manuscripts/merge.hpp"

#include <algorithm>

#include "manuscripts/word_diff.hpp"

namespace kolokol::manuscripts {
namespace {

using content::Field;
using Tokens = std::vector<std::string_view>;

/// Texts that people write; in all others half of one and half of the other would mean nothing.
bool is_prose(Field field) {
    switch (field) {
        case Field::headline:
        case Field::standfirst:
        case Field::lead_caption:
        case Field::lead_alt:
        case Field::search_title:
        case Field::letter_headline:
        case Field::embargo:
        case Field::body:
            return true;
        default:
            return false;
    }
}

std::string text_of(const Tokens& tokens, std::size_t from, std::size_t to) {
    std::string text;
    for (std::size_t at = from; at < to; ++at)
        text += tokens[at];
    return text;
}

/// Words of two people come to stand side by side where neither had put a blank.
void append(std::string& text, std::string_view more) {
    if (would_run_together(text, more)) text += ' ';
    text += more;
}

std::string joined_up(std::string text, std::string_view more) {
    append(text, more);
    return text;
}

/// Between two words that all three have.
struct Passage {
    std::string base;
    std::string mine;
    std::string head;
};

class Merger {
public:
    Merger(Both both, Field field, std::vector<Conflict>& conflicts)
        : both_(both), field_(field), conflicts_(conflicts) {}

    std::string values(const std::string& base, const std::string& mine, const std::string& head) {
        return settle({base, mine, head});
    }

    /// The way of diff3: what neither changed holds the rest in place.
    std::string words(const std::string& base, const std::string& mine, const std::string& head) {
        const Tokens of_base = tokens_of(base);
        const Tokens of_mine = tokens_of(mine);
        const Tokens of_head = tokens_of(head);
        const auto to_mine = matches(of_base, of_mine);
        const auto to_head = matches(of_base, of_head);
        std::string merged;
        std::size_t b = 0;
        std::size_t m = 0;
        std::size_t h = 0;
        while (true) {
            std::size_t next = b;
            while (next < of_base.size() && (to_mine[next] < 0 || to_head[next] < 0))
                ++next;
            const bool end = next == of_base.size();
            const std::size_t mine_end =
                end ? of_mine.size() : static_cast<std::size_t>(to_mine[next]);
            const std::size_t head_end =
                end ? of_head.size() : static_cast<std::size_t>(to_head[next]);
            append(merged, settle({text_of(of_base, b, next), text_of(of_mine, m, mine_end),
                                   text_of(of_head, h, head_end)}));
            if (end) return merged;
            append(merged, of_base[next]);
            b = next + 1;
            m = mine_end + 1;
            h = head_end + 1;
        }
    }

private:
    std::string settle(const Passage& passage) {
        if (passage.mine == passage.head || passage.mine == passage.base) return passage.head;
        if (passage.head == passage.base) return passage.mine;
        // Two new paragraphs at one place: both have their room.
        const bool lines = passage.mine.find('\n') != passage.mine.npos &&
                           passage.head.find('\n') != passage.head.npos;
        if (passage.base.empty() && lines && both_ == Both::show)
            return joined_up(passage.head, passage.mine);
        if (both_ == Both::take_mine) return passage.mine;
        conflicts_.push_back({field_, passage.head, passage.mine});
        return passage.head;
    }

    Both both_;
    Field field_;
    std::vector<Conflict>& conflicts_;
};

bool holds(const std::vector<std::string>& list, const std::string& one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

/// What either took out is out, what either put in is in.
std::string lists(Field field, const std::string& base, const std::string& mine,
                  const std::string& head) {
    const auto of_base = content::listed(field, base);
    const auto of_mine = content::listed(field, mine);
    std::vector<std::string> merged;
    for (const std::string& one : content::listed(field, head))
        if (holds(of_mine, one) || !holds(of_base, one)) merged.push_back(one);
    for (const std::string& one : of_mine)
        if (!holds(of_base, one) && !holds(merged, one)) merged.push_back(one);
    return content::joined(field, merged);
}

}  // namespace

Merged merge(const content::ManuscriptFields& base, const content::ManuscriptFields& mine,
             const content::ManuscriptFields& head, Both both) {
    Merged merged;
    for (std::size_t at = 0; at < content::field_count; ++at) {
        const Field field = content::field_at(at);
        std::string& into = merged.fields[field];
        if (mine[field] == head[field] || mine[field] == base[field])
            into = head[field];
        else if (head[field] == base[field])
            into = mine[field];
        else if (content::is_list(field))
            into = lists(field, base[field], mine[field], head[field]);
        else {
            Merger merger(both, field, merged.conflicts);
            into = is_prose(field) ? merger.words(base[field], mine[field], head[field])
                                   : merger.values(base[field], mine[field], head[field]);
        }
    }
    return merged;
}

}  // namespace kolokol::manuscripts
