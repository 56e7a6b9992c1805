#include "press/html_scan.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <deque>
#include <string>

#include "base/character.hpp"

namespace kolokol::press {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool same_word(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// One character reference at the start of `text`, appended to `plain`; how long it was, 0 where
/// there is none.
std::size_t resolve_reference(std::string_view text, std::string& plain) {
    const auto end = text.find(';');
    if (end == std::string_view::npos || end > 10) return 0;
    const std::string_view name = text.substr(1, end - 1);
    constexpr std::array<std::pair<std::string_view, char>, 6> known{
        {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}, {"colon", ':'}}};
    for (const auto& [word, sign] : known)
        if (name == word) {
            plain += sign;
            return end + 1;
        }
    if (name.size() < 2 || name.front() != '#') return 0;
    const bool hex = lower(name[1]) == 'x';
    const std::string_view digits = name.substr(hex ? 2 : 1);
    std::uint32_t point = 0;
    const auto [stop, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), point, hex ? 16 : 10);
    if (error != std::errc{} || stop != digits.data() + digits.size()) return 0;
    append_character(plain, point == 0 ? U'\uFFFD' : point);
    return end + 1;
}

std::string resolved(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = text[i] == '&' ? resolve_reference(text.substr(i), plain) : 0;
        if (length == 0) plain += text[i];
        i += std::max<std::size_t>(length, 1);
    }
    return plain;
}

class Scanner {
public:
    Scanner(std::string_view html, const std::function<void(const Tag&)>& take)
        : html_(html), take_(take) {}

    std::optional<int> run() {
        if (html_.find('\0') != std::string_view::npos) return line_at(html_.find('\0'));
        while ((at_ = html_.find('<', at_)) != std::string_view::npos)
            if (!step()) return line_at(at_);
        return std::nullopt;
    }

private:
    /// At '<'. False where what follows is broken.
    bool step() {
        const std::string_view rest = html_.substr(at_);
        if (rest.starts_with("<!--")) return skip_comment();
        if (rest.starts_with("<!") || rest.starts_with("<?") || rest.starts_with("</"))
            return skip_past(">");
        if (rest.size() < 2 || !is_letter(rest[1])) {
            ++at_;  // A bare "<" is text.
            return true;
        }
        return read_tag();
    }

    bool skip_past(std::string_view end) {
        const auto found = html_.find(end, at_);
        if (found == std::string_view::npos) return false;
        at_ = found + end.size();
        return true;
    }

    /// "<!-->", "<!--->" and "--!>" end a comment as well (HTML, 13.2.5.43 to 13.2.5.52).
    bool skip_comment() {
        const auto usual = html_.find("-->", at_ + 2);
        const auto other = html_.find("--!>", at_ + 4);
        if (usual == std::string_view::npos && other == std::string_view::npos) return false;
        at_ = usual < other ? usual + 3 : other + 4;
        return true;
    }

    bool read_tag() {
        Tag& tag = tag_;
        tag.attributes.clear();
        tag.content = {};
        resolved_.clear();
        tag.line = line_at(at_);
        const std::size_t name = ++at_;
        while (at_ < html_.size() && !is_blank(html_[at_]) && html_[at_] != '>' &&
               html_[at_] != '/')
            ++at_;
        tag.name = html_.substr(name, at_ - name);
        for (;;) {
            while (at_ < html_.size() && (is_blank(html_[at_]) || html_[at_] == '/'))
                ++at_;
            if (at_ >= html_.size()) return false;
            if (html_[at_] == '>') break;
            if (!read_attribute(tag)) return false;
        }
        ++at_;
        if ((tag.is("script") || tag.is("style")) && !read_content(tag)) return false;
        take_(tag);
        return true;
    }

    bool read_attribute(Tag& tag) {
        const std::size_t name = at_;
        while (at_ < html_.size() && !is_blank(html_[at_]) && html_[at_] != '=' &&
               html_[at_] != '>' && html_[at_] != '/')
            ++at_;
        if (at_ == name) return false;
        Attribute attribute{html_.substr(name, at_ - name), {}};
        std::size_t after = at_;
        while (after < html_.size() && is_blank(html_[after]))
            ++after;
        if (after < html_.size() && html_[after] == '=') {
            at_ = after + 1;
            const auto value = read_value();
            if (!value) return false;
            attribute.value = without_references(*value);
        }
        tag.attributes.push_back(attribute);
        return true;
    }

    std::string_view without_references(std::string_view value) {
        if (value.find('&') == std::string_view::npos) return value;
        return resolved_.emplace_back(resolved(value));
    }

    std::optional<std::string_view> read_value() {
        while (at_ < html_.size() && is_blank(html_[at_]))
            ++at_;
        if (at_ >= html_.size()) return std::nullopt;
        const char quote = html_[at_];
        if (quote == '"' || quote == '\'') {
            const std::size_t end = html_.find(quote, at_ + 1);
            if (end == std::string_view::npos) return std::nullopt;
            const auto value = html_.substr(at_ + 1, end - at_ - 1);
            at_ = end + 1;
            return value;
        }
        const std::size_t from = at_;
        while (at_ < html_.size() && !is_blank(html_[at_]) && html_[at_] != '>')
            ++at_;
        return html_.substr(from, at_ - from);
    }

    /// What stands between <script> or <style> and its end tag.
    bool read_content(Tag& tag) {
        const std::size_t from = at_;
        for (auto end = html_.find("</", at_); end != std::string_view::npos;
             end = html_.find("</", end + 2)) {
            if (!same_word(html_.substr(end + 2, tag.name.size()), tag.name)) continue;
            tag.content = html_.substr(from, end - from);
            tag.content_line = line_at(from);
            at_ = end;
            return true;
        }
        return false;
    }

    /// Lines are counted on from the last place that was asked for.
    int line_at(std::size_t place) {
        place = std::min(place, html_.size());
        line_ +=
            static_cast<int>(std::count(html_.begin() + static_cast<std::ptrdiff_t>(counted_),
                                        html_.begin() + static_cast<std::ptrdiff_t>(place), '\n'));
        counted_ = place;
        return line_;
    }

    std::string_view html_;
    const std::function<void(const Tag&)>& take_;
    std::size_t at_ = 0;
    std::size_t counted_ = 0;
    int line_ = 1;
    Tag tag_;                           // used again for every tag
    std::deque<std::string> resolved_;  // values of tag_; a deque, so that they do not move
};

}  // namespace

bool Tag::is(std::string_view wanted) const {
    return same_word(name, wanted);
}

std::optional<std::string_view> Tag::attribute(std::string_view wanted) const {
    for (const Attribute& attribute : attributes)
        if (same_word(attribute.name, wanted)) return attribute.value;
    return std::nullopt;
}

std::optional<int> each_tag(std::string_view html, const std::function<void(const Tag&)>& take) {
    return Scanner(html, take).run();
}

}  // namespace kolokol::press
