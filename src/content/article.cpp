#include "content/article.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

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

}  // namespace kolokol::content
