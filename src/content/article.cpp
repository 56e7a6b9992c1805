#include "content/article.hpp"

#include <array>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace kolokol::content {
namespace {

template <class Enum, std::size_t n>
std::string_view name_of(Enum value, const std::array<std::pair<Enum, std::string_view>, n>& all) {
    for (const auto& [one, name] : all)
        if (one == value) return name;
    return {};
}

template <class Enum, std::size_t n>
std::optional<Enum> named(std::string_view text,
                          const std::array<std::pair<Enum, std::string_view>, n>& all) {
    for (const auto& [one, name] : all)
        if (name == text) return one;
    return std::nullopt;
}

constexpr std::array<std::pair<ArticleKind, std::string_view>, 5> article_kinds{
    {{ArticleKind::news, "news"},
     {ArticleKind::analysis, "analysis"},
     {ArticleKind::opinion, "opinion"},
     {ArticleKind::interview, "interview"},
     {ArticleKind::partner, "partner"}}};

constexpr std::array<std::pair<Status, std::string_view>, 4> statuses{
    {{Status::draft, "draft"},
     {Status::scheduled, "scheduled"},
     {Status::published, "published"},
     {Status::withdrawn, "withdrawn"}}};

}  // namespace

std::string_view to_string(ArticleKind kind) {
    return name_of(kind, article_kinds);
}

std::optional<ArticleKind> parse_article_kind(std::string_view text) {
    return named(text, article_kinds);
}

std::string_view to_string(Status status) {
    return name_of(status, statuses);
}

std::optional<Status> parse_status(std::string_view text) {
    return named(text, statuses);
}

std::string credit_line(const Credit& credit) {
    std::string line = credit.photographer;
    for (const std::string& agency : credit.agencies)
        line += (line.empty() ? "" : " / ") + agency;
    return line;
}

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
    return json.dump();
}

PictureUse parse_picture(std::string_view text) {
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
    return use;
}

}  // namespace kolokol::content
