#pragma once
// Where in the body a piece of text stands. For this room's sources.

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace kolokol::markup {

class SourceLines {
public:
    /// `source` outlives this; line ends at `added` (in order) are none of the writer's.
    SourceLines(std::string_view source, const std::vector<std::size_t>& added, int first_line)
        : source_(source), first_(first_line), last_(first_line) {
        auto next = added.begin();
        for (std::size_t i = source.find('\n'); i != std::string_view::npos;
             i = source.find('\n', i + 1)) {
            if (next != added.end() && *next == i)
                ++next;
            else
                ends_.push_back(i);
        }
    }

    /// Nothing where `text` is no part of the source but md4c's own copy.
    std::optional<std::size_t> offset(const char* text) const {
        const std::less<const char*> before;
        if (text == nullptr || before(text, source_.data()) ||
            !before(text, source_.data() + source_.size()))
            return std::nullopt;
        return static_cast<std::size_t>(text - source_.data());
    }
    int line(std::size_t offset) const {
        const auto end = std::lower_bound(ends_.begin(), ends_.end(), offset);
        return first_ + static_cast<int>(end - ends_.begin());
    }
    /// Moves on to where `text` stands, if that is known.
    void see(const char* text) {
        if (const auto at = offset(text)) last_ = line(*at);
    }
    /// The line that was seen last.
    int last() const { return last_; }

    /// Whether the address at `offset` stands in its link, "](here", and not in a link definition,
    /// "[name]: here", elsewhere in the body.
    bool inside_link(std::size_t offset) const {
        while (offset > 0) {
            const char c = source_[--offset];
            if (c == '(') return true;
            if (c != ' ' && c != '\n' && c != '\t' && c != '<') return false;
        }
        return false;
    }

private:
    std::string_view source_;
    std::vector<std::size_t> ends_;
    int first_;
    int last_;
};

}  // namespace kolokol::markup
