#include "press/css_tight.hpp"

#include <algorithm>

namespace kolokol::press {

namespace {

class Tightening {
public:
    explicit Tightening(std::string_view css) : css_(css) {}

    std::string run() {
        while (at_ < css_.size())
            step();
        return std::move(made_);
    }

private:
    static bool among(char c, std::string_view set) { return set.find(c) != set.npos; }

    void step() {
        const char c = css_[at_];
        if (css_.substr(at_).starts_with("/*")) return remark();
        if (among(c, " \t\r")) {
            blank_ = true;
            ++at_;
        } else if (c == '"' || c == '\'') {
            string(c);
        } else if (c == '\\') {
            put(css_.substr(at_, 2));
        } else {
            put(css_.substr(at_, 1));
        }
    }

    /// Stands for a blank.
    void remark() {
        const auto end = std::min(css_.find("*/", at_ + 2), css_.size() - 2) + 2;
        const auto text = css_.substr(at_, end - at_);
        at_ = end;
        blank_ = true;
        for (auto lines = std::count(text.begin(), text.end(), '\n'); lines > 0; --lines)
            made_ += '\n';
    }

    void string(char quote) {
        auto end = at_ + 1;
        while (end < css_.size() && css_[end] != quote)
            end += css_[end] == '\\' ? 2 : 1;
        put(css_.substr(at_, end + 1 - at_));
    }

    /// `text`, after the blank before it where that means something.
    void put(std::string_view text) {
        const char next = text.front();
        const char last = made_.empty() ? '\n' : made_.back();
        // "--name: ;" is a property of one blank, older browsers say.
        const bool needless = among(next, "{,\n") || among(last, "{},;\n") ||
                              (among(next, "};") && last != ':') ||
                              (last == ':' && !among(next, "};"));
        if (blank_ && !needless) made_ += ' ';
        if (next == '}' && last == ';') made_.pop_back();
        blank_ = false;
        made_ += text;
        at_ += text.size();
    }

    std::string_view css_;
    std::string made_;
    std::size_t at_ = 0;
    bool blank_ = false;
};

}  // namespace

std::string tightened(std::string_view css) {
    return Tightening(css).run();
}

}  // namespace kolokol::press
