#pragma once
// HTML that was made safe by whoever made it: elements of an allow-list, escaped text, checked
// addresses. A template prints a SafeHtml as it stands and escapes everything else.

#include <string>
#include <utility>

namespace kolokol {

class SafeHtml {
public:
    SafeHtml() = default;
    /// Named so that every place that vouches for HTML can be found.
    static SafeHtml vouched_for(std::string html) { return SafeHtml(std::move(html)); }
    const std::string& text() const { return text_; }
    bool empty() const { return text_.empty(); }
    bool operator==(const SafeHtml&) const = default;

private:
    explicit SafeHtml(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

}  // namespace kolokol
