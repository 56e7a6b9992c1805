#pragma once
// Which marks of one paragraph become which. For typography.cpp.

#include <cstddef>
#include <string_view>
#include <vector>

namespace kolokol::markup {

/// How a language sets its marks; empty: as they are typed.
struct Custom {
    std::string_view language;
    std::string_view open, close;              // “ ”
    std::string_view inner_open, inner_close;  // ‘ ’
    std::string_view spaced;                   // for " - "
    std::string_view dash;                     // for "--"
    /// A line does not begin with a dash: the space before it does not break.
    bool dash_holds = false;
    /// " is always the outer pair and ' the inner one, as writers of English mean them.
    bool by_sign = false;
};

/// The custom of a language's tag; of one without a custom of its own, that changes no quotes.
const Custom& custom_of(std::string_view tag);

/// `length` bytes at `at` are set as `mark`.
struct Edit {
    std::size_t at = 0;
    std::size_t length = 0;
    std::string_view mark;
};

/// `text` is one paragraph, UTF-8; edits come in order and do not overlap. Time grows with its
/// length.
void find_edits(std::string_view text, const Custom& custom, std::vector<Edit>& edits);

}  // namespace kolokol::markup
