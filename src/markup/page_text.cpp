#include "markup/page_text.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"
#include "markup/characters.hpp"
#include "markup/page_walk.hpp"

namespace kolokol::markup {

namespace {

constexpr std::size_t most_html = 4U << 20U;
constexpr std::size_t deepest = 200;

/// Text is gathered here with one blank between words and a line end between paragraphs.
class Gathered {
public:
    void add(std::string_view html) {
        if (html.find('&') == std::string_view::npos) return add_words(html);
        add_words(resolve_references(html));
    }
    void end_line() {
        if (!text_.empty() && text_.back() == ' ') text_.pop_back();
        if (!text_.empty() && text_.back() != '\n') text_ += '\n';
    }
    void space() {
        if (!text_.empty() && text_.back() != ' ' && text_.back() != '\n') text_ += ' ';
    }
    std::string take() {
        text_.resize(trim(text_).empty() ? 0 : text_.find_last_not_of(" \n") + 1);
        return std::move(text_);
    }

private:
    void add_words(std::string_view words) {
        constexpr std::string_view blanks = " \t\n\r\f";
        while (!words.empty()) {
            const auto end = std::min(words.find_first_of(blanks), words.size());
            text_.append(words.substr(0, end));
            if (end == words.size()) return;
            space();
            words.remove_prefix(end);
            words.remove_prefix(std::min(words.find_first_not_of(blanks), words.size()));
        }
    }
    std::string text_;
};

bool is_inline(const PageWalk& tag) {
    constexpr std::array<std::string_view, 18> names{
        "a", "abbr", "b",    "bdi", "bdo",   "cite", "code",   "del", "em",
        "i", "ins",  "mark", "q",   "small", "span", "strong", "sub", "sup"};
    return std::ranges::any_of(names, [&](std::string_view name) { return tag.is(name); });
}

/// What a place in the page is part of.
enum class Place { elsewhere, headline, bylines, standfirst, body, credit };

class Reader {
public:
    explicit Reader(std::string_view html) : walk_(html) {}

    std::optional<PageText> read() {
        while (true) {
            switch (walk_.next()) {
                case PageWalk::Kind::text:
                    gather();
                    break;
                case PageWalk::Kind::opens:
                    if (!open()) return std::nullopt;
                    break;
                case PageWalk::Kind::closes:
                    close();
                    break;
                case PageWalk::Kind::end:
                    return finish();
            }
        }
    }

private:
    struct Element {
        std::string_view name;
        Place place = Place::elsewhere;
        bool article = false;
    };

    Place place() const { return open_.empty() ? Place::elsewhere : open_.back().place; }
    bool in_article() const { return !open_.empty() && open_.back().article; }

    void gather() {
        switch (place()) {
            case Place::headline:
                return headline_.add(walk_.text());
            case Place::bylines:
                return bylines_.add(walk_.text());
            case Place::standfirst:
                return standfirst_.add(walk_.text());
            case Place::body:
                return body_.add(walk_.text());
            default:
                return;
        }
    }

    /// An element that is a line of its own begins or ends here.
    void part() {
        if (place() == Place::body) body_.end_line();
        if (place() == Place::bylines) bylines_.end_line();
        if (place() == Place::headline) headline_.space();
        if (place() == Place::standfirst) standfirst_.space();
    }

    bool open() {
        if (walk_.is("meta")) {
            read_meta();
            return true;
        }
        if (walk_.is("html")) page_.language = walk_.attribute("lang");
        if (walk_.is("body") && !is_article_) return false;  // its head would have said so
        if (!is_inline(walk_)) part();
        if (walk_.is_void()) return true;
        if (open_.size() == deepest) return false;
        Element element{walk_.name(), place(), in_article()};
        // The page's own article is the first; those of teasers may come behind it.
        if (walk_.is("article") && !seen_article_) seen_article_ = element.article = true;
        element.place = place_of(element);
        open_.push_back(element);
        return true;
    }

    Place place_of(const Element& element) {
        if (element.place == Place::body)
            return walk_.has_class("credit") ? Place::credit : Place::body;
        if (element.place != Place::elsewhere || !element.article) return element.place;
        if (walk_.is("h1") && !seen_headline_) {
            seen_headline_ = true;
            return Place::headline;
        }
        if (!seen_standfirst_ && walk_.has_class("standfirst")) {
            seen_standfirst_ = true;
            return Place::standfirst;
        }
        if (walk_.has_class("bylines")) return Place::bylines;
        return walk_.has_class("story-body") ? Place::body : Place::elsewhere;
    }

    void close() {
        if (!is_inline(walk_)) part();
        // An end tag without its start means nothing; one that skips elements ends them.
        for (auto i = open_.size(); i > 0; --i) {
            if (!walk_.is(open_[i - 1].name)) continue;
            whole_ = whole_ || (in_article() && !(i > 1 && open_[i - 2].article));
            open_.resize(i - 1);
            return;
        }
    }

    void read_meta() {
        const auto property = walk_.attribute("property");
        if (property == "og:type") {
            is_article_ = walk_.attribute("content") == "article";
        } else if (property == "og:title") {
            title_ = walk_.attribute("content");
        } else if (property == "article:section") {
            page_.section = walk_.attribute("content");
        } else if (property == "article:published_time") {
            if (const auto at = parse_rfc3339(walk_.attribute("content"))) page_.published = *at;
        } else if (walk_.attribute("name") == "description") {
            description_ = walk_.attribute("content");
        }
    }

    std::optional<PageText> finish() {
        if (!is_article_ || !whole_) return std::nullopt;
        page_.headline = headline_.take();
        if (page_.headline.empty()) page_.headline = title_;
        page_.bylines = bylines_.take();
        page_.standfirst = standfirst_.take();
        if (page_.standfirst.empty()) page_.standfirst = description_;
        page_.body = body_.take();
        return std::move(page_);
    }

    PageWalk walk_;
    PageText page_;
    std::vector<Element> open_;
    Gathered headline_;
    Gathered bylines_;
    Gathered standfirst_;
    Gathered body_;
    std::string title_;
    std::string description_;
    bool is_article_ = false;
    bool seen_article_ = false;
    bool seen_headline_ = false;
    bool seen_standfirst_ = false;
    bool whole_ = false;
};

}  // namespace

std::optional<PageText> read_page(std::string_view html) {
    if (html.size() > most_html) return std::nullopt;
    return Reader(html).read();
}

}  // namespace kolokol::markup
