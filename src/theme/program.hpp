#pragma once
// Templates as they are run: made once by the compiler, then only read.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "theme/slot.hpp"
#include "theme/template_text.hpp"

namespace kolokol::theme {

/// Nesting of sections and partials, together.
constexpr int deepest_nesting = 48;
constexpr std::size_t longest_page = std::size_t{8} << 20;

/// One thing to do. What `first` and `second` are hangs on the kind.
struct Step {
    enum class Kind : std::uint8_t {
        literal,   // offset and size in Piece::literals
        value,     // path
        message,   // call
        section,   // path; index of the step behind it
        inverted,  // the same
        partial    // piece
    };
    Kind kind = Kind::literal;
    Slot slot = Slot::text;
    std::uint32_t line = 1;
    std::uint32_t first = 0;
    std::uint32_t second = 0;
};

/// A template in one context: a partial used in two kinds of places is two pieces.
struct Piece {
    std::string name;
    std::string literals = {};
    std::vector<Step> steps = {};
    int depth = 0;
};

/// A text of the interface as the templates ask for it.
struct Message {
    std::string english;
    std::string plural;  // empty: it has no count
    std::vector<std::string> arguments;
    std::string name;  // of the template that has it first
    int line = 1;
    bool operator==(const Message& other) const {
        return english == other.english && plural == other.plural && arguments == other.arguments;
    }
};

struct Call {
    std::uint32_t message = 0;
    std::vector<std::uint32_t> arguments = {};  // paths, as the message names them
};

struct Program {
    std::vector<Piece> pieces;
    std::vector<Path> paths;
    std::vector<Message> messages;
    std::vector<Call> calls;
    /// Templates that can be rendered, with their piece.
    std::map<std::string, std::uint32_t, std::less<>> pages;
};

}  // namespace kolokol::theme
