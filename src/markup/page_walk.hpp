#pragma once
// Walks through a printed page, tag by tag, text by text, in one pass and without a tree. For this
// room's sources.

#include <string>
#include <string_view>

namespace kolokol::markup {

class PageWalk {
public:
    /// `html` outlives this.
    explicit PageWalk(std::string_view html) : rest_(html) {}

    enum class Kind { text, opens, closes, end };
    /// The next piece. Comments, declarations, scripts and styles are passed over.
    Kind next();

    /// After `text`: as it stands, character references unresolved.
    std::string_view text() const { return piece_; }
    /// After `opens` and `closes`: the name as written.
    std::string_view name() const { return name_; }
    bool is(std::string_view name) const;
    /// After `opens`: the value with its references resolved; empty where there is none.
    std::string attribute(std::string_view wanted) const;
    /// Whether the class list of the element has this word.
    bool has_class(std::string_view wanted) const;
    /// After `opens`: an element without content (img, br, meta…).
    bool is_void() const;

private:
    Kind read_tag();
    void skip_raw_text();

    std::string_view rest_;
    std::string_view piece_;  // text, or a tag's attributes
    std::string_view name_;
};

}  // namespace kolokol::markup
