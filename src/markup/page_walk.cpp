#include "markup/page_walk.hpp"

#include <algorithm>
#include <array>

#include "markup/characters.hpp"

namespace kolokol::markup {

namespace {

constexpr std::string_view blanks = " \t\n\r\f";

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool same_word(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                              [](char x, char y) { return lower(x) == lower(y); });
}

bool is_letter(char c) {
    return lower(c) >= 'a' && lower(c) <= 'z';
}

/// Where the tag that starts at `from` ends, quotes minded; the text's end where it does not.
std::size_t tag_end(std::string_view html, std::size_t from) {
    while (true) {
        const auto at = html.find_first_of("\"'>", from);
        if (at == std::string_view::npos || html[at] == '>') return std::min(at, html.size());
        // A quote is one only behind "=": elsewhere HTML takes it for a part of a name.
        const auto before = html.find_last_not_of(blanks, at - 1);
        if (before == std::string_view::npos || html[before] != '=') {
            from = at + 1;
            continue;
        }
        const auto shut = html.find(html[at], at + 1);
        if (shut == std::string_view::npos) return html.size();
        from = shut + 1;
    }
}

/// The first attribute of `rest`, which loses it; false at the end.
bool next_attribute(std::string_view& rest, std::string_view& name, std::string_view& value) {
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\n\r\f/"), rest.size()));
    if (rest.empty()) return false;
    const auto name_end = std::min(rest.find_first_of(" \t\n\r\f/=", 1), rest.size());
    name = rest.substr(0, name_end);
    rest.remove_prefix(name_end);
    value = {};
    const auto equals = rest.find_first_not_of(blanks);
    if (equals == std::string_view::npos || rest[equals] != '=') return true;
    rest.remove_prefix(equals + 1);
    rest.remove_prefix(std::min(rest.find_first_not_of(blanks), rest.size()));
    if (rest.empty()) return true;
    const bool quoted = rest.front() == '"' || rest.front() == '\'';
    const auto end = quoted ? rest.find(rest.front(), 1) : rest.find_first_of(blanks);
    value = rest.substr(quoted ? 1 : 0, std::min(end, rest.size()) - (quoted ? 1 : 0));
    rest.remove_prefix(std::min(std::min(end, rest.size()) + (quoted ? 1 : 0), rest.size()));
    return true;
}

}  // namespace

PageWalk::Kind PageWalk::next() {
    while (!rest_.empty()) {
        const auto open = std::min(rest_.find('<'), rest_.size());
        if (open > 0) {
            piece_ = rest_.substr(0, open);
            rest_.remove_prefix(open);
            return Kind::text;
        }
        if (rest_.starts_with("<!--")) {
            const auto shut = rest_.find("-->", 2);
            rest_.remove_prefix(shut == std::string_view::npos ? rest_.size() : shut + 3);
        } else if (rest_.size() > 1 && (rest_[1] == '!' || rest_[1] == '?')) {
            rest_.remove_prefix(std::min(rest_.find('>'), rest_.size() - 1) + 1);
        } else if (rest_.size() > 2 && (is_letter(rest_[1]) || rest_[1] == '/')) {
            return read_tag();
        } else {
            piece_ = rest_.substr(0, 1);
            rest_.remove_prefix(1);
            return Kind::text;
        }
    }
    return Kind::end;
}

PageWalk::Kind PageWalk::read_tag() {
    const bool closes = rest_[1] == '/';
    const std::size_t name_at = closes ? 2 : 1;
    const auto end = tag_end(rest_, name_at);
    const auto inside = rest_.substr(name_at, end - name_at);
    const auto name_end = std::min(inside.find_first_of(" \t\n\r\f/"), inside.size());
    name_ = inside.substr(0, name_end);
    piece_ = inside.substr(name_end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    if (closes) return Kind::closes;
    if (is("script") || is("style") || is("template")) skip_raw_text();
    return Kind::opens;
}

void PageWalk::skip_raw_text() {
    std::size_t at = 0;
    while (true) {
        at = rest_.find("</", at);
        if (at == std::string_view::npos) return rest_.remove_prefix(rest_.size());
        if (same_word(rest_.substr(at + 2, name_.size()), name_)) return rest_.remove_prefix(at);
        at += 2;
    }
}

bool PageWalk::is(std::string_view name) const {
    return same_word(name_, name);
}

std::string PageWalk::attribute(std::string_view wanted) const {
    std::string_view rest = piece_;
    std::string_view name;
    std::string_view value;
    while (next_attribute(rest, name, value))
        if (same_word(name, wanted)) return resolve_references(value);
    return {};
}

bool PageWalk::has_class(std::string_view wanted) const {
    if (piece_.find(wanted) == std::string_view::npos) return false;
    const auto words = attribute("class");
    std::string_view rest = words;
    while (!rest.empty()) {
        const auto end = std::min(rest.find_first_of(blanks), rest.size());
        if (rest.substr(0, end) == wanted) return true;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

bool PageWalk::is_void() const {
    constexpr std::array<std::string_view, 13> names{"area",   "base",  "br",    "col",  "embed",
                                                     "hr",     "img",   "input", "link", "meta",
                                                     "source", "track", "wbr"};
    return std::ranges::any_of(names, [&](std::string_view name) { return is(name); });
}

}  // namespace kolokol::markup
