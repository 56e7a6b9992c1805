#pragma once
// Sections, topics, bylines and standing pages: what articles stand in, are about, are signed with.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.hpp"
#include "base/time.hpp"
#include "content/article.hpp"

namespace kolokol::content {

struct Section {
    std::string slug;
    int position = 0;
    struct Words {
        std::string name;
        std::string description;
        bool operator==(const Words&) const = default;
    };
    std::map<Language, Words> words;
    bool operator==(const Section&) const = default;
};

enum class TopicType { person, place, organisation, event };
std::string_view to_string(TopicType type);
std::optional<TopicType> parse_topic_type(std::string_view text);

struct Topic {
    std::string slug;
    TopicType type = TopicType::place;
    struct Words {
        std::string name;
        std::string description;
        bool operator==(const Words&) const = default;
    };
    std::map<Language, Words> words;
    bool operator==(const Topic&) const = default;
};

struct Byline {
    std::string slug;
    std::optional<PictureUse> picture;
    std::optional<Instant> withdrawn_at;
    struct Words {
        std::string name;
        std::string biography;  // Markdown
        bool operator==(const Words&) const = default;
    };
    std::map<Language, Words> words;
    bool operator==(const Byline&) const = default;
};

struct StandingPage {
    std::string slug;  // "about", "privacy", "contact"…
    Language language;
    std::string version;  // "2026-01-28", or empty
    std::string title;
    std::string markdown;
    bool operator==(const StandingPage&) const = default;
};

}  // namespace kolokol::content
