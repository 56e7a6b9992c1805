#pragma once
// What a typewriter writes becomes what a compositor sets: straight quotes, hyphens for dashes and
// three dots, by the language's custom. Docs: docs/adr/1001-marks-are-set-at-the-press.md.
//
// Pure; threads may call it at once. What it made it leaves alone, and so it does with marks that
// were curly before. Languages that it has no rule for get only dots and apostrophes.

#include <string>
#include <string_view>

#include "base/language.hpp"
#include "markup/document.hpp"

namespace kolokol::markup {

/// A headline, a standfirst, a caption: one line of prose, UTF-8. Words that hold "://" or "@" stay
/// as they are but for quotes around them.
std::string typeset(std::string_view text, const Language& language);

/// The prose of a body: not its code, addresses, licences and alternative texts. A mark behind a
/// backslash, or written as a reference (&quot;), stays as it was typed.
void typeset(Document& document, const Language& language);

/// The same for fragment().
SafeHtml typeset(const SafeHtml& html, const Language& language);

}  // namespace kolokol::markup
