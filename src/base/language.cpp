#include "base/language.hpp"

#include <fmt/format.h>
#include <unicode/uloc.h>

#include "base/text.hpp"

namespace kolokol {
namespace {

bool all_letters(std::string_view part) {
    for (char c : part)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) return false;
    return true;
}

}  // namespace

Result<Language> Language::parse(std::string_view tag) {
    const auto parts = split(tag, '-');
    const auto no = [&] {
        return refuse(
            Kind::invalid, "language.not_a_tag",
            fmt::format("'{}' is no language tag such as en, ru, ar or pt-BR", tag.substr(0, 40)));
    };
    if (parts.size() > 3 || parts[0].size() < 2 || parts[0].size() > 3 || !all_letters(parts[0]))
        return no();
    std::string clean = ascii_lower(parts[0]);
    std::size_t at = 1;
    if (at < parts.size() && parts[at].size() == 4 && all_letters(parts[at])) {
        std::string script = ascii_lower(parts[at++]);
        script[0] = static_cast<char>(script[0] - 'a' + 'A');
        clean += '-' + script;
    }
    if (at < parts.size() && parts[at].size() == 2 && all_letters(parts[at])) {
        std::string region(parts[at++]);
        for (char& c : region)
            if (c >= 'a') c = static_cast<char>(c - 'a' + 'A');
        clean += '-' + region;
    }
    if (at != parts.size()) return no();
    Language language;
    language.tag_ = std::move(clean);
    return language;
}

bool Language::right_to_left() const {
    return uloc_isRightToLeft(tag_.c_str()) != 0;
}

}  // namespace kolokol
