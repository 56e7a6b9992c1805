#include "press/css_scan.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/text.hpp"

namespace kolokol::press {

namespace {

/// Functions whose strings are addresses.
constexpr std::array<std::string_view, 5> loading{"image", "image-set", "-webkit-image-set", "src",
                                                  "cross-fade"};

bool is_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

class Scanner {
public:
    Scanner(std::string_view css, const std::function<void(std::string_view, int)>& take)
        : css_(css), take_(take) {}

    std::optional<int> run() {
        while (at_ < css_.size())
            if (!step()) return line();
        return std::nullopt;
    }

private:
    bool step() {
        const char c = css_[at_];
        if (css_.substr(at_).starts_with("/*")) return skip_comment();
        if (c == '"' || c == '\'') return string();
        if (c == '\\') return false;  // an escape outside a string: a name that hides what it is
        if (c == '@' || is_name(c)) return name();
        if (c == '(') functions_.emplace_back();
        if (c == ')' && !functions_.empty()) functions_.pop_back();
        if (c == ';' || c == '{') importing_ = false;
        ++at_;
        return true;
    }

    bool skip_comment() {
        const auto end = css_.find("*/", at_ + 2);
        if (end == std::string_view::npos) return false;
        at_ = end + 2;
        return true;
    }

    bool string() {
        const auto end = end_of_string();
        if (!end) return false;
        const auto text = css_.substr(at_ + 1, *end - at_ - 1);
        const bool loads =
            importing_ || std::any_of(functions_.begin(), functions_.end(), [](const auto& name) {
                return std::find(loading.begin(), loading.end(), name) != loading.end();
            });
        if (loads) take_(text, line());
        at_ = *end + 1;
        return true;
    }

    std::optional<std::size_t> end_of_string() const {
        const char quote = css_[at_];
        for (std::size_t end = at_ + 1; end < css_.size(); ++end) {
            if (css_[end] == '\\')
                ++end;
            else if (css_[end] == quote)
                return end;
            else if (css_[end] == '\n')
                return std::nullopt;
        }
        return std::nullopt;
    }

    bool name() {
        const std::size_t from = at_++;
        while (at_ < css_.size() && is_name(css_[at_]))
            ++at_;
        std::string word = ascii_lower(css_.substr(from, at_ - from));
        if (word == "@import") importing_ = true;
        if (at_ >= css_.size() || css_[at_] != '(') return true;
        ++at_;
        if (word == "url") return url();
        functions_.push_back(std::move(word));
        return true;
    }

    /// After "url(".
    bool url() {
        at_ = std::min(css_.find_first_not_of(" \t\r\n\f", at_), css_.size());
        if (at_ >= css_.size()) return false;
        std::size_t from = at_;
        std::size_t end;
        if (css_[at_] == '"' || css_[at_] == '\'') {
            const auto closed = end_of_string();
            if (!closed) return false;
            ++from;
            end = *closed;
            at_ = end + 1;
        } else {
            end = css_.find(')', at_);
            if (end == std::string_view::npos) return false;
            at_ = end;
        }
        const auto address = trim(css_.substr(from, end - from));
        if (address.find('\\') != std::string_view::npos) return false;
        take_(address, line());
        at_ = std::min(css_.find(')', at_), css_.size());
        if (at_ >= css_.size()) return false;
        ++at_;
        return true;
    }

    int line() {
        const auto upto = std::min(at_, css_.size());
        line_ +=
            static_cast<int>(std::count(css_.begin() + static_cast<std::ptrdiff_t>(counted_),
                                        css_.begin() + static_cast<std::ptrdiff_t>(upto), '\n'));
        counted_ = upto;
        return line_;
    }

    std::string_view css_;
    const std::function<void(std::string_view, int)>& take_;
    std::size_t at_ = 0;
    std::size_t counted_ = 0;
    int line_ = 1;
    bool importing_ = false;
    std::vector<std::string> functions_;  // that are open here
};

}  // namespace

std::optional<int> each_reference(
    std::string_view css, const std::function<void(std::string_view address, int line)>& take) {
    return Scanner(css, take).run();
}

}  // namespace kolokol::press
