#include "theme/template_text.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace kolokol::theme {
namespace {

using Kind = Token::Kind;

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_name_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// The inside of one tag, from behind "{{" to the end of the file.
class TagReader {
public:
    TagReader(std::string_view rest, int line) : rest_(rest), line_(line) {}

    tl::expected<Token, LineFault> read() {
        Token token;
        token.line = line_;
        switch (peek()) {
            case '!':
                at_ = rest_.find("}}");
                if (at_ == std::string_view::npos) return fault("a comment has no }}");
                at_ += 2;
                token.kind = Kind::comment;
                return token;
            case '#':
                token.kind = Kind::section;
                break;
            case '^':
                token.kind = Kind::inverted;
                break;
            case '/':
                token.kind = Kind::close;
                break;
            case '>':
                token.kind = Kind::partial;
                break;
            case '{':
            case '&':
                return fault("every value is escaped for its place; there is no tag without that");
            default:
                token.kind = Kind::value;
        }
        if (token.kind != Kind::value) ++at_;
        if (!read_inside(token)) return fault(sentence_);
        return token;
    }
    /// Bytes that the tag took, its }} included.
    std::size_t size() const { return at_; }

private:
    char peek() const { return at_ < rest_.size() ? rest_[at_] : '\0'; }
    tl::unexpected<LineFault> fault(std::string sentence) const {
        return tl::unexpected<LineFault>(LineFault{line_, std::move(sentence)});
    }
    bool refuse(std::string sentence) {
        sentence_ = std::move(sentence);
        return false;
    }
    bool blanks() {
        const std::size_t before = at_;
        while (is_blank(peek()))
            ++at_;
        return at_ > before;
    }

    bool read_inside(Token& token) {
        blanks();
        if (!read_path(token.path)) return false;
        const bool spaced = blanks();
        const std::string word = token.path.size() == 1 ? token.path[0] : std::string();
        if (token.kind == Kind::partial) {
            if (token.path.size() != 1)
                return refuse("{{>name}} wants the name of one template, without .html");
            token.text = word;
        } else if (token.kind == Kind::value && (word == "t" || word == "n" || word == "json")) {
            if (!spaced) return refuse(fmt::format("{{{{{}}}}} says nothing to print", word));
            if (!read_keyword(token, word)) return false;
        }
        blanks();
        if (rest_.substr(at_, 2) != "}}")
            return refuse("a tag is not closed by }} where it should be");
        at_ += 2;
        return true;
    }

    bool read_keyword(Token& token, const std::string& word) {
        token.path.clear();
        if (word == "json") {
            token.kind = Kind::json;
            return read_path(token.path);
        }
        token.kind = word == "t" ? Kind::text : Kind::plural;
        if (!read_quoted(token.text)) return false;
        blanks();
        if (word == "n" && !read_quoted(token.plural)) return false;
        if (!read_arguments(token)) return false;
        const auto counts = [](const Argument& argument) { return argument.name == "count"; };
        if (word == "n" && std::none_of(token.arguments.begin(), token.arguments.end(), counts))
            return refuse("{{n …}} wants count=… to choose the form by");
        return true;
    }

    bool read_arguments(Token& token) {
        while (blanks(), is_name_char(peek())) {
            Argument argument;
            while (is_name_char(peek()))
                argument.name += rest_[at_++];
            if (peek() != '=')
                return refuse(fmt::format("an argument is written {}=value", argument.name));
            ++at_;
            if (!read_path(argument.path)) return false;
            for (const Argument& other : token.arguments)
                if (other.name == argument.name)
                    return refuse(fmt::format("the argument {} stands twice", argument.name));
            token.arguments.push_back(std::move(argument));
        }
        return true;
    }

    bool read_path(Path& path) {
        if (peek() == '.') {
            ++at_;
            return true;
        }
        for (;;) {
            std::string name;
            while (is_name_char(peek()))
                name += rest_[at_++];
            if (name.empty())
                return refuse("a name is made of letters, digits and _, its parts joined by a dot");
            path.push_back(std::move(name));
            if (peek() != '.') return true;
            ++at_;
        }
    }

    bool read_quoted(std::string& text) {
        if (peek() != '"') return refuse("an English text stands in double quotes");
        for (++at_; peek() != '"'; ++at_) {
            if (at_ >= rest_.size() || peek() == '\n')
                return refuse("a text has no closing double quote on its line");
            if (peek() == '\\' && at_ + 1 < rest_.size()) ++at_;
            text += rest_[at_];
        }
        ++at_;
        if (text.empty()) return refuse("a text is empty");
        return true;
    }

    std::string_view rest_;
    int line_;
    std::size_t at_ = 0;
    std::string sentence_;
};

bool leaves_nothing(const Token& token) {
    return token.kind == Kind::section || token.kind == Kind::inverted ||
           token.kind == Kind::close || token.kind == Kind::partial || token.kind == Kind::comment;
}

bool all_blank(const std::string& text) {
    return std::all_of(text.begin(), text.end(), is_blank);
}

/// Tokens of one line and what closes it, moved to `all`.
void take_line(std::vector<Token>& line, std::vector<Token>& all) {
    const bool tags = std::any_of(line.begin(), line.end(), leaves_nothing);
    const bool only_tags = std::all_of(line.begin(), line.end(), [](const Token& token) {
        return leaves_nothing(token) || (token.kind == Kind::literal && all_blank(token.text));
    });
    for (Token& token : line) {
        const bool dropped = token.kind == Kind::literal && tags && only_tags;
        if (!dropped && token.kind != Kind::comment) all.push_back(std::move(token));
    }
    line.clear();
}

}  // namespace

std::string to_string(const Path& path) {
    return path.empty() ? "." : fmt::format("{}", fmt::join(path, "."));
}

tl::expected<std::vector<Token>, LineFault> read_template(std::string_view source) {
    std::vector<Token> all;
    std::vector<Token> line;
    int number = 1;
    std::size_t at = 0;
    while (at < source.size()) {
        if (source.substr(at, 2) == "{{") {
            TagReader reader(source.substr(at + 2), number);
            auto tag = reader.read();
            if (!tag) return tl::unexpected<LineFault>(tag.error());
            line.push_back(std::move(*tag));
            const std::string_view taken = source.substr(at, reader.size() + 2);
            number += static_cast<int>(std::count(taken.begin(), taken.end(), '\n'));
            at += taken.size();
            continue;
        }
        const std::size_t tag = std::min(source.find("{{", at), source.size());
        const std::size_t end = std::min(source.find('\n', at), source.size() - 1) + 1;
        const std::size_t until = std::min(tag, end);
        Token literal;
        literal.line = number;
        literal.text = source.substr(at, until - at);
        const bool closes = literal.text.back() == '\n';
        line.push_back(std::move(literal));
        if (closes) {
            ++number;
            take_line(line, all);
        }
        at = until;
    }
    take_line(line, all);
    return all;
}

}  // namespace kolokol::theme
