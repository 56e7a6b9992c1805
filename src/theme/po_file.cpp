#include "theme/po_file.hpp"

#include <optional>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"

namespace kolokol::theme {
namespace {

using Sentence = std::optional<std::string>;

constexpr std::size_t most_forms = 6;

class PoReader {
public:
    tl::expected<std::vector<PoEntry>, LineFault> read(std::string_view text) {
        for (const std::string_view raw : split(text, '\n')) {
            ++line_;
            const std::string_view line = trim(raw);
            if (auto sentence = take_line(line))
                return tl::unexpected<LineFault>(LineFault{line_, *sentence});
        }
        if (auto sentence = close())
            return tl::unexpected<LineFault>(LineFault{open_line_, *sentence});
        return std::move(entries_);
    }

private:
    Sentence take_line(std::string_view line) {
        if (line.empty()) return std::nullopt;
        if (line.substr(0, 2) == "#,") fuzzy_ = line.find("fuzzy") != std::string_view::npos;
        if (line.front() == '#') return std::nullopt;
        if (line.front() == '"') {
            if (into_ == nullptr) return "a text stands here without msgid or msgstr";
            return append_quoted(line);
        }
        const std::size_t end = line.find_first_of(" \t");
        const std::string_view word = line.substr(0, end);
        const std::string_view rest =
            end == std::string_view::npos ? std::string_view() : trim(line.substr(end));
        if (auto sentence = take_word(word)) return sentence;
        return append_quoted(rest);
    }

    Sentence take_word(std::string_view word) {
        if (word == "msgid") {
            if (auto sentence = close()) return sentence;
            entry_ = PoEntry{line_, {}};
            entry_->fuzzy = fuzzy_;
            fuzzy_ = false;
            open_line_ = line_;
            into_ = &entry_->english;
            return std::nullopt;
        }
        if (!entry_) return fmt::format("'{}' stands here without a msgid before it", word);
        auto& translations = entry_->translations;
        if (word == "msgid_plural" && translations.empty() && !plural_) {
            plural_ = true;
            into_ = &entry_->plural;
            return std::nullopt;
        }
        const std::string expected =
            plural_ ? fmt::format("msgstr[{}]", translations.size()) : "msgstr";
        const bool room = translations.size() < (plural_ ? most_forms : 1);
        if (word != expected || !room)
            return fmt::format("'{}' is not what comes here ({})", word.substr(0, 40),
                               room ? expected : "msgid");
        into_ = &translations.emplace_back();
        return std::nullopt;
    }

    /// The entry that is open, if one is.
    Sentence close() {
        if (!entry_) return std::nullopt;
        if (entry_->translations.empty()) return "an entry has no msgstr";
        if (!known_.insert(entry_->english).second)
            return fmt::format("'{}' stands here a second time", entry_->english);
        entries_.push_back(std::move(*entry_));
        entry_.reset();
        plural_ = false;
        into_ = nullptr;
        return std::nullopt;
    }

    Sentence append_quoted(std::string_view quoted) {
        if (quoted.size() < 2 || quoted.front() != '"' || quoted.back() != '"')
            return "a text stands in double quotes, all of it on one line";
        const std::string_view inside = quoted.substr(1, quoted.size() - 2);
        for (std::size_t at = 0; at < inside.size(); ++at) {
            char c = inside[at];
            if (c == '"') return "a double quote inside of a text is written \\\"";
            if (c == '\\') {
                if (++at == inside.size()) return "a text has no closing double quote";
                c = inside[at];
                if (c == 'n')
                    c = '\n';
                else if (c == 't')
                    c = '\t';
                else if (c != '"' && c != '\\')
                    return fmt::format("\\{} is none of \\n \\t \\\" \\\\", c);
            }
            *into_ += c;
        }
        return std::nullopt;
    }

    int line_ = 0;
    int open_line_ = 1;
    bool fuzzy_ = false;
    bool plural_ = false;
    std::optional<PoEntry> entry_;
    std::string* into_ = nullptr;
    std::set<std::string> known_;
    std::vector<PoEntry> entries_;
};

}  // namespace

tl::expected<std::vector<PoEntry>, LineFault> read_po(std::string_view text) {
    const std::size_t fault = utf8_fault(text);
    if (fault != no_fault) {
        int line = 1;
        for (const char c : text.substr(0, fault))
            line += c == '\n' ? 1 : 0;
        return tl::unexpected<LineFault>(LineFault{line, "the catalogue is not UTF-8"});
    }
    return PoReader().read(text);
}

}  // namespace kolokol::theme
