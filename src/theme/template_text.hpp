#pragma once
// A template cut into literal text and tags; nothing is known of HTML here (html_context.hpp), nor
// of other templates (compiler.hpp).

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "theme/line_fault.hpp"

namespace kolokol::theme {

/// Names from left to right, "article.lead.href"; empty: "{{.}}", the item of a list.
using Path = std::vector<std::string>;
std::string to_string(const Path& path);

struct Argument {
    std::string name;
    Path path;
};

struct Token {
    enum class Kind {
        literal,
        value,
        section,
        inverted,
        close,
        partial,
        text,
        plural,
        json,
        comment  // not handed out
    };
    Kind kind = Kind::literal;
    int line = 1;
    /// Literal text, a partial's name, or the English text (of a plural: the singular).
    std::string text = {};
    std::string plural = {};
    Path path = {};
    std::vector<Argument> arguments = {};  // of text and plural
};

/// A literal holds at most one line. A line that has nothing but blanks and section or partial tags
/// leaves nothing behind, so templates may be laid out without blank lines in the page.
tl::expected<std::vector<Token>, LineFault> read_template(std::string_view source);

}  // namespace kolokol::theme
