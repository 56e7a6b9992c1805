#include "content/taxonomy.hpp"

namespace kolokol::content {

std::string_view to_string(TopicType type) {
    switch (type) {
        case TopicType::person:
            return "person";
        case TopicType::place:
            return "place";
        case TopicType::organisation:
            return "organisation";
        case TopicType::event:
            return "event";
    }
    return {};
}

std::optional<TopicType> parse_topic_type(std::string_view text) {
    for (const TopicType type :
         {TopicType::person, TopicType::place, TopicType::organisation, TopicType::event})
        if (to_string(type) == text) return type;
    return std::nullopt;
}

}  // namespace kolokol::content
