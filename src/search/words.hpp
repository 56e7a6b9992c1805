#pragma once
// Cuts text into words as the index knows them: folded by case, accents, ё, Arabic spelling and
// digits. Both what is indexed and what is asked goes through here. For this room's sources.

#include <cstdint>
#include <string>
#include <string_view>

namespace kolokol::search {

class Folding;

enum class Script : std::uint8_t { latin, cyrillic, arabic, other };

struct Word {
    std::size_t begin = 0;  // bytes in the text, end excluded
    std::size_t end = 0;
    std::string folded;             // at most 64 characters; never empty
    Script script = Script::other;  // of its first letter; of a number: other
};

/// A word is a run of letters, digits and the marks on them. Each character of a script written
/// without blanks (Han, Thai…) is a word. An English possessive's 's is left off.
class Words {
public:
    /// `text` is UTF-8 and outlives this; ill-formed bytes part words.
    explicit Words(std::string_view text);
    /// False at the end. `word` keeps its memory from one to the next.
    bool next(Word& word);

private:
    std::size_t possessive(std::size_t at) const;
    const Folding& folding_;
    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace kolokol::search
