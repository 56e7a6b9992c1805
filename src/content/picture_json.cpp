// A picture in its place as JSON: every list reads one for each article, so what the writer usually
// writes is read without building a tree of it.
#include <charconv>
#include <optional>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "content/article.hpp"

namespace kolokol::content {
namespace {

/// Reads what picture_json() writes where no text holds anything to unescape. Whatever is otherwise
/// makes it give up, and the whole is read again by a parser of all of JSON.
class PlainReader {
public:
    explicit PlainReader(std::string_view text) : rest_(text) {}

    std::optional<PictureUse> read() {
        PictureUse use;
        if (!take('{')) return std::nullopt;
        do {
            const auto name = quoted();
            if (!name || !take(':') || !field(*name, use)) return std::nullopt;
        } while (take(','));
        if (!take('}') || !rest_.empty()) return std::nullopt;
        return use;
    }

private:
    bool take(char sign) {
        if (rest_.empty() || rest_.front() != sign) return false;
        rest_.remove_prefix(1);
        return true;
    }

    std::optional<std::string_view> quoted() {
        if (!take('"')) return std::nullopt;
        const auto end = rest_.find('"');
        if (end == std::string_view::npos) return std::nullopt;
        const auto text = rest_.substr(0, end);
        if (text.find('\\') != std::string_view::npos) return std::nullopt;
        rest_.remove_prefix(end + 1);
        return text;
    }

    bool number(int& value) {
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (error != std::errc{}) return false;
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return true;
    }

    bool text(std::string& value) {
        const auto found = quoted();
        if (found) value = *found;
        return found.has_value();
    }

    bool texts(std::vector<std::string>& values) {
        if (!take('[')) return false;
        do {
            if (!text(values.emplace_back())) return false;
        } while (take(','));
        return take(']');
    }

    bool point(std::optional<Focus>& value) {
        value.emplace();
        return take('[') && number(value->x) && take(',') && number(value->y) && take(']');
    }

    bool field(std::string_view name, PictureUse& use) {
        if (name == "picture") return text(use.picture);
        if (name == "width") return number(use.width);
        if (name == "height") return number(use.height);
        if (name == "caption") return text(use.caption);
        if (name == "photographer") return text(use.credit.photographer);
        if (name == "agencies") return texts(use.credit.agencies);
        if (name == "licence") return text(use.credit.licence);
        if (name == "alt") return text(use.alt);
        if (name == "focus") return point(use.focus);
        return false;
    }

    std::string_view rest_;
};

}  // namespace

std::string picture_json(const PictureUse& use) {
    nlohmann::ordered_json json{
        {"picture", use.picture}, {"width", use.width}, {"height", use.height}};
    const auto put = [&](const char* name, const std::string& text) {
        if (!text.empty()) json[name] = text;
    };
    put("caption", use.caption);
    put("photographer", use.credit.photographer);
    if (!use.credit.agencies.empty()) json["agencies"] = use.credit.agencies;
    put("licence", use.credit.licence);
    put("alt", use.alt);
    if (use.focus) json["focus"] = {use.focus->x, use.focus->y};
    return json.dump();
}

PictureUse parse_picture(std::string_view text) {
    if (auto plain = PlainReader(text).read()) return *std::move(plain);
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object()) throw std::runtime_error("a picture in the database is no JSON object");
    PictureUse use;
    use.picture = json.value("picture", "");
    use.width = json.value("width", 0);
    use.height = json.value("height", 0);
    use.caption = json.value("caption", "");
    use.credit.photographer = json.value("photographer", "");
    use.credit.agencies = json.value("agencies", std::vector<std::string>());
    use.credit.licence = json.value("licence", "");
    use.alt = json.value("alt", "");
    if (const auto focus = json.find("focus"); focus != json.end())
        use.focus = Focus{focus->at(0).get<int>(), focus->at(1).get<int>()};
    return use;
}

}  // namespace kolokol::content
