#pragma once
// Ids that cannot be mixed up: Id<struct ArticleTag> does not fit where a TopicId is asked for.

#include <compare>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "base/time.hpp"

namespace kolokol {

/// 26 characters of Crockford base 32: 48 bits of milliseconds, then 80 random bits, so that ids
/// sort by the time they were made (the ULID layout). Throws std::system_error without entropy.
std::string make_id(Instant now);

template <class Tag>
class Id {
public:
    Id() = default;
    explicit Id(std::string text) : text_(std::move(text)) {}
    static Id make(Instant now) { return Id(make_id(now)); }
    const std::string& text() const { return text_; }
    bool empty() const { return text_.empty(); }
    auto operator<=>(const Id&) const = default;

private:
    std::string text_;
};

}  // namespace kolokol

template <class Tag>
struct std::hash<kolokol::Id<Tag>> {
    std::size_t operator()(const kolokol::Id<Tag>& id) const noexcept {
        return std::hash<std::string>{}(id.text());
    }
};
