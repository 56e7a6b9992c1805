#include "markup/marks.hpp"

#include <algorithm>
#include <array>

#include "base/character.hpp"
#include "base/text.hpp"
#include "markup/neighbours.hpp"

namespace kolokol::markup {

namespace {

constexpr std::string_view apostrophe = "’";
constexpr std::string_view hard_space = "\u00A0";

constexpr std::array<Custom, 9> customs{{
    {"en", "“", "”", "‘", "’", "–", "—", false, true},
    {"ru", "«", "»", "„", "“", "—", "—", true, false},
    {"be", "«", "»", "„", "“", "—", "—", true, false},
    {"uk", "«", "»", "“", "”", "—", "—", true, false},
    {"ar", "«", "»", "“", "”", "–", "—", false, false},
    {"fa", "«", "»", "“", "”", "–", "—", false, false},
    {"de", "„", "“", "‚", "‘", "–", "–", false, false},
    {"fr", "«\u00A0", "\u00A0»", "“", "”", "–", "–", true, false},
    {"", "", "", "", "", "", "", false, false},
}};

/// How far a quote in single signs is looked for.
constexpr std::size_t longest_single = 600;
/// Quotes in quotes.
constexpr std::size_t deepest = 16;

/// Bytes at which something may have to be done.
constexpr std::array<bool, 256> stops = [] {
    std::array<bool, 256> made{};
    for (const unsigned char c : {0x22, 0x27, 0x2D, 0x2E, 0xC2, 0xE2})
        made[c] = true;
    return made;
}();

class Setter {
public:
    Setter(std::string_view text, const Custom& custom, std::vector<Edit>& edits)
        : text_(text), custom_(custom), edits_(edits) {}

    void run() {
        while (at_ < text_.size()) {
            while (at_ < text_.size() && !stops[static_cast<unsigned char>(text_[at_])])
                ++at_;
            if (at_ < text_.size()) take();
        }
    }

private:
    struct Open {
        char sign;  // " or ', or 0 for a mark that was set in the manuscript
        std::string_view close;
    };

    void take() {
        const char c = text_[at_];
        if (c == '"') return double_sign();
        if (c == '\'') return single_sign();
        if (c == '-') return hyphens();
        if (c == '.') return dots();
        set_already();
    }

    void put(std::size_t length, std::string_view mark) {
        if (!mark.empty()) edits_.push_back({at_, length, mark});
        at_ += length;
    }

    /// Whether a quote that stands here begins: `here` is behind what it begins, or at it.
    bool begins(Sort left, Sort right) const {
        if (is_gap(right)) return false;
        if (is_gap(left) || left == Sort::opening || just_opened_ == at_) return true;
        return left == Sort::dash && is_word(right);
    }

    void open(char sign) {
        if (opened_.size() == deepest) return put(1, {});
        bool inner = opened_.size() % 2 == 1;
        if (custom_.by_sign)
            inner = sign == '\'' || std::any_of(opened_.begin(), opened_.end(),
                                                [](const Open& one) { return one.sign != '\''; });
        opened_.push_back({sign, inner ? custom_.inner_close : custom_.close});
        put(1, inner ? custom_.inner_open : custom_.open);
        just_opened_ = at_;
    }

    /// Closes the last quote that this sign opened, and whatever was left open in it.
    bool close(char sign) {
        for (std::size_t depth = opened_.size(); depth-- > 0;) {
            if (opened_[depth].sign != sign) continue;
            put(1, opened_[depth].close);
            opened_.resize(depth);
            return true;
        }
        return false;
    }

    void double_sign() {
        const Sort left = before(text_, at_);
        const Sort right = behind(text_, at_ + 1);
        if (custom_.open.empty()) return put(1, {});
        if (begins(left, right)) return open('"');
        // One that closes nothing stands for inches, or for something that nobody can know.
        if (is_gap(left) || !close('"')) put(1, {});
    }

    void single_sign() {
        const Sort left = before(text_, at_);
        const Sort right = behind(text_, at_ + 1);
        if (is_word(left) && is_word(right))
            return put(
                1, left == Sort::digit && right == Sort::digit ? std::string_view() : apostrophe);
        if (in_address()) return put(1, {});
        if (text_.substr(at_ + 1).starts_with('\'')) return put(2, {});
        if (begins(left, right)) {
            if (is_left_out(right)) return put(1, apostrophe);
            if (custom_.open.empty() || !is_closed()) return put(1, apostrophe);
            return open('\'');
        }
        if (is_gap(left)) return put(1, {});
        if (close('\'')) return;
        put(1, left == Sort::letter ? apostrophe : std::string_view());
    }

    /// '90s, rock 'n' roll, 'tis: the sign stands for what is left out.
    bool is_left_out(Sort right) const {
        if (right == Sort::digit)
            return behind(text_, at_ + 2) == Sort::digit && behind(text_, at_ + 3) != Sort::digit;
        constexpr std::array<std::string_view, 6> known{"n'", "tis", "twas", "em", "til", "cause"};
        return std::any_of(known.begin(), known.end(), [this](std::string_view word) {
            return ascii_lower(text_.substr(at_ + 1, word.size())) == word &&
                   !is_word(behind(text_, at_ + 1 + word.size()));
        });
    }

    /// Whether the quote that begins here ends in this paragraph.
    bool is_closed() const {
        const std::size_t end = std::min(text_.size(), at_ + longest_single);
        for (std::size_t next = text_.find('\'', at_ + 1); next < end;
             next = text_.find('\'', next + 1))
            if (!is_gap(before(text_, next)) && !is_word(behind(text_, next + 1))) return true;
        return false;
    }

    void hyphens() {
        const std::size_t end = std::min(text_.find_first_not_of('-', at_), text_.size());
        const std::size_t length = end - at_;
        const Sort left = before(text_, at_);
        const Sort right = behind(text_, end);
        std::string_view mark;
        if (length == 1)
            mark = left == Sort::space && right == Sort::space && !between_numbers(end)
                       ? custom_.spaced
                       : std::string_view();
        else if (length == 2)
            mark = pair(left, right);
        else if (length == 3 && !custom_.dash.empty())
            mark = "—";
        if (mark.empty() || in_address()) return put(length, {});
        if (mark == "—" || custom_.dash_holds) hold(left, end);
        put(length, mark);
        if (left == Sort::edge) hold_behind();
    }

    std::string_view pair(Sort left, Sort right) const {
        const bool arrow = text_.substr(at_ + 2, 1) == ">" || (at_ > 0 && text_[at_ - 1] == '!');
        if (arrow || custom_.dash.empty()) return {};
        if (left == Sort::digit && right == Sort::digit) return "–";
        // "kolokol --help": a word of a machine.
        if (is_gap(left) && !is_gap(right)) return {};
        return custom_.dash;
    }

    /// "5 - 3" is a sum.
    bool between_numbers(std::size_t end) const {
        return at_ >= 2 && before(text_, at_ - 1) == Sort::digit &&
               behind(text_, end + 1) == Sort::digit;
    }

    /// The space before a dash does not break.
    void hold(Sort left, std::size_t end) {
        if (!custom_.dash_holds || left != Sort::space || !is_gap(behind(text_, end))) return;
        const char space = text_[at_ - 1];
        if (at_ < 2 || (space != ' ' && space != '\n')) return;
        if (!edits_.empty() && edits_.back().at + 1 >= at_) return;  // it is held already
        edits_.push_back({at_ - 1, 1, hard_space});
    }
    /// Who begins to speak behind a dash stands on its line.
    void hold_behind() {
        if (custom_.dash_holds && at_ < text_.size() && text_[at_] == ' ') put(1, hard_space);
    }

    void dots() {
        if (text_.substr(at_ + 1, 1) != ".") return put(1, {});
        const std::size_t end = std::min(text_.find_first_not_of('.', at_), text_.size());
        put(end - at_, end - at_ == 3 && !in_address() ? "…" : std::string_view());
    }

    /// What ends the quote that is set already and begins here; empty: none does.
    static std::string_view closing(std::string_view rest) {
        if (rest.starts_with("«")) return "»";
        if (rest.starts_with("„")) return "“";
        return rest.starts_with("“") ? "”" : "";
    }

    /// Marks that the manuscript has set already: those inside of them are inner ones.
    void set_already() {
        const auto rest = text_.substr(at_);
        if (rest.starts_with("—") || rest.starts_with("–")) {
            const Sort left = before(text_, at_);
            hold(left, at_ + 3);
            at_ += 3;
            if (left == Sort::edge) hold_behind();
            return;
        }
        const bool closes =
            !opened_.empty() && opened_.back().sign == 0 && rest.starts_with(opened_.back().close);
        if (closes)
            opened_.pop_back();
        else if (const auto close = closing(rest); !close.empty() && opened_.size() < deepest)
            opened_.push_back({0, close});
        at_ += character_length(text_[at_]);
        if (!closes && !opened_.empty() && opened_.back().sign == 0) just_opened_ = at_;
    }

    /// Whether the word that stands here is an address.
    bool in_address() {
        constexpr std::string_view blanks = " \n\t";
        if (at_ >= word_end_) {
            const auto blank = at_ == 0 ? text_.npos : text_.find_last_of(blanks, at_ - 1);
            const std::size_t begin = blank == text_.npos ? 0 : blank + 1;
            word_end_ = std::min(text_.find_first_of(blanks, at_), text_.size());
            const auto word = text_.substr(begin, word_end_ - begin);
            is_address_ = word.find("://") != word.npos || word.find('@') != word.npos ||
                          word.find("www.") != word.npos;
        }
        return is_address_;
    }

    std::string_view text_;
    const Custom& custom_;
    std::vector<Edit>& edits_;
    std::size_t at_ = 0;
    std::size_t just_opened_ = std::string_view::npos;
    std::vector<Open> opened_;
    std::size_t word_end_ = 0;
    bool is_address_ = false;
};

}  // namespace

const Custom& custom_of(std::string_view tag) {
    const auto language = tag.substr(0, tag.find('-'));
    const auto* const found =
        std::find_if(customs.begin(), customs.end() - 1,
                     [language](const Custom& one) { return one.language == language; });
    return *found;
}

void find_edits(std::string_view text, const Custom& custom, std::vector<Edit>& edits) {
    Setter(text, custom, edits).run();
}

}  // namespace kolokol::markup
