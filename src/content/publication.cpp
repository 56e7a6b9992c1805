#include "content/publication.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"

namespace kolokol::content {
namespace {

constexpr std::array<std::string_view, 30> reserved{
    "404",        "410",         "about",        "appeal",   "archive",    "by",
    "contact",    "corrections", "feed",         "healthz",  "icons",      "metrics",
    "newsletter", "newsroom",    "news-sitemap", "page",     "pages",      "pictures",
    "privacy",    "readyz",      "robots",       "search",   "sitemap",    "static",
    "support",    "theme",       "topics",       "webhooks", "well-known", "worker"};

bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}

bool looks_like_language(std::string_view segment) {
    if (segment.size() != 2 && segment.size() != 5) return false;
    if (segment.size() == 5 && segment[2] != '-') return false;
    for (std::size_t at = 0; at < segment.size(); ++at)
        if (at != 2 && !is_letter(segment[at])) return false;
    return true;
}

}  // namespace

bool Publication::prints(const Language& language) const {
    return std::find(languages.begin(), languages.end(), language) != languages.end();
}

const Publication::Words& Publication::words_in(const Language& language) const {
    static const Words none;
    const auto found = words.find(language);
    if (found != words.end()) return found->second;
    const auto standard_words = words.find(standard());
    return standard_words == words.end() ? none : standard_words->second;
}

std::string Publication::prefix(const Language& language) const {
    return language == standard() ? std::string() : "/" + language.tag();
}

std::string article_address(const Publication& publication, const Language& language,
                            Instant published, std::string_view slug) {
    const LocalTime day = publication.zone.local(published);
    return fmt::format("{}/{:04}/{:02}/{:02}/{}/", publication.prefix(language), day.year,
                       day.month, day.day, slug);
}

bool is_reserved_segment(std::string_view segment) {
    if (segment.empty() || segment.front() == '.') return true;
    if (std::find(reserved.begin(), reserved.end(), segment) != reserved.end()) return true;
    // /2026/01/28/slug/
    return std::all_of(segment.begin(), segment.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_reserved_for_sections(std::string_view segment, const Publication& publication) {
    if (is_reserved_segment(segment) || looks_like_language(segment)) return true;
    return std::any_of(publication.languages.begin(), publication.languages.end(),
                       [&](const Language& one) { return ascii_lower(one.tag()) == segment; });
}

}  // namespace kolokol::content
