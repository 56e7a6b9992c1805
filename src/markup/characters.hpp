#pragma once
// Characters on their way into HTML. For this room's sources.

#include <string>
#include <string_view>

namespace kolokol::markup {

/// Appends `text` (UTF-8) for element content and double-quoted attributes. What neither HTML nor
/// XML may hold (control characters, U+FFFE, U+FFFF) becomes U+FFFD, so that feeds can take it too.
void append_escaped(std::string& html, std::string_view text);

/// Appends what a character reference stands for ("&nbsp;", "&#8212;", "&#x2014;"): the names of
/// HTML 4.01 and &apos;. An unknown one is appended as it stands.
void append_reference(std::string& text, std::string_view reference);

/// `text` with every character reference resolved, for attribute values and page text.
std::string resolve_references(std::string_view text);

}  // namespace kolokol::markup
