#include "theme/theme_description.hpp"

#include <string>

#include <fmt/format.h>
#include <toml++/toml.h>

namespace kolokol::theme {

std::optional<LineFault> description_fault(std::string_view toml) {
    try {
        const toml::table table = toml::parse(toml);
        for (const auto& [key, value] : table) {
            const int line = static_cast<int>(key.source().begin.line);
            if (key == "name" || key == "description") {
                if (!value.is_string()) return LineFault{line, "is a text in quotes"};
            } else if (key != "format") {
                return LineFault{
                    line, fmt::format("'{}' is none of format, name, description", key.str())};
            }
        }
        const auto format = table["format"].value<std::int64_t>();
        if (format && *format == model_version) return std::nullopt;
        return LineFault{1, fmt::format("the theme is not written for format = {}, which this "
                                        "program fills; see docs/formats/theme.md",
                                        model_version)};
    } catch (const toml::parse_error& error) {
        return LineFault{static_cast<int>(error.source().begin.line),
                         std::string(error.description())};
    }
}

}  // namespace kolokol::theme
