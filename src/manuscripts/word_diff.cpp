#include "manuscripts/word_diff.hpp"

#include <algorithm>
#include <span>
#include <unordered_map>

namespace kolokol::manuscripts {
namespace {

using Numbers = std::vector<int>;
using Span = std::span<const int>;
using Matches = std::vector<std::ptrdiff_t>;

/// Myers, "An O(ND) difference algorithm": steps kept for the way back need the square of it.
constexpr int most_differences = 1000;

bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

/// Signs of ASCII, and of general punctuation (U+2000 to U+203F), which typists take for such.
bool is_sign(std::string_view at) {
    const auto c = static_cast<unsigned char>(at[0]);
    if (c < 0x80) {
        const bool digit = c >= '0' && c <= '9';
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return !digit && !letter;
    }
    return at.starts_with("\xE2\x80");
}

std::size_t length_of_sign(std::string_view at) {
    return static_cast<unsigned char>(at[0]) < 0x80 ? 1 : std::min<std::size_t>(3, at.size());
}

/// The same number for the same text.
class Numbering {
public:
    Numbers of(const std::vector<std::string_view>& tokens) {
        Numbers numbers;
        numbers.reserve(tokens.size());
        for (const std::string_view token : tokens)
            numbers.push_back(known_.emplace(token, static_cast<int>(known_.size())).first->second);
        return numbers;
    }

private:
    std::unordered_map<std::string_view, int> known_;
};

class Myers {
public:
    Myers(Span before, Span after, std::size_t from, std::ptrdiff_t to, Matches& found)
        : before_(before), after_(after), from_(from), to_(to), found_(found) {}

    /// False: they differ in more places than are looked for.
    bool run() {
        const auto n = static_cast<int>(before_.size());
        const auto m = static_cast<int>(after_.size());
        const int most = std::min(n + m, most_differences);
        Numbers furthest(static_cast<std::size_t>(2 * most + 3), 0);
        const auto at = [&](int k) -> int& {
            return furthest[static_cast<std::size_t>(k + most + 1)];
        };
        for (int d = 0; d <= most; ++d) {
            steps_.emplace_back();
            for (int k = -d; k <= d; k += 2) {
                const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
                int x = down ? at(k + 1) : at(k - 1) + 1;
                while (x < n && x - k < m && x - k >= 0 &&
                       before_[index(x)] == after_[index(x - k)])
                    ++x;
                at(k) = x;
                steps_.back().push_back(x);
                if (x >= n && x - k >= m) return trace(d, k);
            }
        }
        return false;
    }

private:
    static std::size_t index(int number) { return static_cast<std::size_t>(number); }
    int step(int d, int k) const { return steps_[index(d)][index((k + d) / 2)]; }

    bool trace(int d, int k) {
        int x = static_cast<int>(before_.size());
        for (; d > 0; --d) {
            const bool down = k == -d || (k != d && step(d - 1, k - 1) < step(d - 1, k + 1));
            const int came = down ? k + 1 : k - 1;
            const int start = down ? step(d - 1, came) : step(d - 1, came) + 1;
            for (; x > start; --x)
                match(x - 1, x - 1 - k);
            k = came;
            x = step(d - 1, came);
        }
        for (; x > 0; --x)
            match(x - 1, x - 1 - k);
        return true;
    }
    void match(int x, int y) { found_[from_ + index(x)] = to_ + y; }

    Span before_;
    Span after_;
    std::size_t from_;
    std::ptrdiff_t to_;
    Matches& found_;
    std::vector<Numbers> steps_;  // of each d, every second k from -d
};

/// Matches of one part with another, put into `found`.
void match_parts(Span before, Span after, std::size_t from, std::ptrdiff_t to, Matches& found) {
    std::size_t start = 0;
    while (start < before.size() && start < after.size() && before[start] == after[start]) {
        found[from + start] = to + static_cast<std::ptrdiff_t>(start);
        ++start;
    }
    std::size_t end = 0;
    while (end < before.size() - start && end < after.size() - start &&
           before[before.size() - 1 - end] == after[after.size() - 1 - end]) {
        found[from + before.size() - 1 - end] =
            to + static_cast<std::ptrdiff_t>(after.size() - 1 - end);
        ++end;
    }
    const Span left = before.subspan(start, before.size() - start - end);
    const Span right = after.subspan(start, after.size() - start - end);
    if (left.empty() || right.empty()) return;
    Myers(left, right, from + start, to + static_cast<std::ptrdiff_t>(start), found).run();
}

/// Where lines begin, in tokens; the end behind the last.
std::vector<std::size_t> line_starts(const std::vector<std::string_view>& tokens) {
    std::vector<std::size_t> starts{0};
    for (std::size_t at = 0; at < tokens.size(); ++at)
        if (tokens[at] == "\n" && at + 1 < tokens.size()) starts.push_back(at + 1);
    starts.push_back(tokens.size());
    return starts;
}

std::vector<std::string_view> lines_of(const std::vector<std::string_view>& tokens,
                                       const std::vector<std::size_t>& starts) {
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at + 1 < starts.size(); ++at) {
        if (starts[at] == starts[at + 1]) continue;
        const char* begin = tokens[starts[at]].data();
        const std::string_view last = tokens[starts[at + 1] - 1];
        lines.emplace_back(begin, static_cast<std::size_t>(last.data() + last.size() - begin));
    }
    return lines;
}

void add(std::vector<Stretch>& runs, Stretch::Kind kind, std::string_view text) {
    if (runs.empty() || runs.back().kind != kind) runs.push_back({kind, {}});
    runs.back().text += text;
}

}  // namespace

std::vector<std::string_view> tokens_of(std::string_view text) {
    std::vector<std::string_view> tokens;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t begin = at;
        if (text[at] == '\n') {
            tokens.push_back(text.substr(at++, 1));
            continue;
        }
        if (is_sign(text.substr(at)))
            at += length_of_sign(text.substr(at));
        else
            while (at < text.size() && !is_sign(text.substr(at)))
                ++at;
        while (at < text.size() && is_blank(text[at]))
            ++at;
        tokens.push_back(text.substr(begin, at - begin));
    }
    return tokens;
}

bool would_run_together(std::string_view left, std::string_view right) {
    if (left.empty() || right.empty() || is_sign(right)) return false;
    const bool punctuation = left.size() >= 3 && left.substr(left.size() - 3, 2) == "\xE2\x80";
    return !punctuation && !is_sign(left.substr(left.size() - 1));
}

std::int64_t count_words(std::string_view text) {
    const auto tokens = tokens_of(text);
    return std::count_if(tokens.begin(), tokens.end(),
                         [](std::string_view token) { return !is_sign(token); });
}

Matches matches(const std::vector<std::string_view>& before,
                const std::vector<std::string_view>& after) {
    Matches found(before.size(), -1);
    if (before.empty() || after.empty()) return found;
    Numbering words;
    const Numbers left = words.of(before);
    const Numbers right = words.of(after);
    const auto left_starts = line_starts(before);
    const auto right_starts = line_starts(after);
    Numbering lines;
    const Numbers left_lines = lines.of(lines_of(before, left_starts));
    const Numbers right_lines = lines.of(lines_of(after, right_starts));
    Matches by_line(left_lines.size(), -1);
    match_parts(left_lines, right_lines, 0, 0, by_line);
    // Whole lines first, then the words of what stands between them.
    std::size_t line = 0;
    std::size_t other = 0;
    while (line <= left_lines.size()) {
        std::size_t next = line;
        while (next < left_lines.size() && by_line[next] < 0)
            ++next;
        const std::size_t there =
            next < left_lines.size() ? static_cast<std::size_t>(by_line[next]) : right_lines.size();
        match_parts(
            Span(left).subspan(left_starts[line], left_starts[next] - left_starts[line]),
            Span(right).subspan(right_starts[other], right_starts[there] - right_starts[other]),
            left_starts[line], static_cast<std::ptrdiff_t>(right_starts[other]), found);
        if (next == left_lines.size()) break;
        for (std::size_t at = left_starts[next]; at < left_starts[next + 1]; ++at)
            found[at] = static_cast<std::ptrdiff_t>(right_starts[there] + (at - left_starts[next]));
        line = next + 1;
        other = there + 1;
    }
    return found;
}

std::vector<Stretch> word_diff(std::string_view before, std::string_view after) {
    const auto left = tokens_of(before);
    const auto right = tokens_of(after);
    const auto found = matches(left, right);
    std::vector<Stretch> runs;
    std::size_t there = 0;
    for (std::size_t at = 0; at < left.size(); ++at) {
        if (found[at] < 0) {
            add(runs, Stretch::Kind::gone, left[at]);
            continue;
        }
        for (; there < static_cast<std::size_t>(found[at]); ++there)
            add(runs, Stretch::Kind::added, right[there]);
        add(runs, Stretch::Kind::same, left[at]);
        ++there;
    }
    for (; there < right.size(); ++there)
        add(runs, Stretch::Kind::added, right[there]);
    return runs;
}

}  // namespace kolokol::manuscripts
