#pragma once
// Walks through a printed page's tags, for the gate. It reads what our theme engine writes
// (attributes quoted or not, comments, raw script and style) and is no HTML parser: what a browser
// might read differently (an unclosed quote, a NUL) is told as broken, and where the two may differ
// in what is text and what is a tag, this sees the tag.

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace kolokol::press {

/// The views hold until the function that took the tag returns.
struct Attribute {
    std::string_view name;  // as written
    /// Character references &amp; &lt; &gt; &quot; &apos; &colon; &#…; are resolved.
    std::string_view value;
};

struct Tag {
    std::string_view name;  // as written
    std::vector<Attribute> attributes;
    int line = 1;
    /// Of script and style: what stands in it.
    std::string_view content;
    int content_line = 1;

    bool is(std::string_view wanted) const;
    /// Nothing where it has no such attribute.
    std::optional<std::string_view> attribute(std::string_view wanted) const;
};

/// Calls `take` for every start tag, in order. The line of the first thing that is broken, or
/// nothing.
std::optional<int> each_tag(std::string_view html, const std::function<void(const Tag&)>& take);

}  // namespace kolokol::press
