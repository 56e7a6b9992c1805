#pragma once
// A language tag (BCP 47, RFC 5646): language, then optionally script and region.

#include <compare>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace kolokol {

class Language {
public:
    /// "en"
    Language() : tag_("en") {}
    /// "ru", "sr-Latn", "pt-BR"; case and code are put right ("rus"). Refuses "language.not_a_tag".
    static Result<Language> parse(std::string_view tag);
    const std::string& tag() const { return tag_; }
    /// Written from right to left: Arabic, Persian, Hebrew, Urdu…
    bool right_to_left() const;
    auto operator<=>(const Language&) const = default;

private:
    std::string tag_;
};

}  // namespace kolokol
