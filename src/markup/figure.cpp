#include "markup/figure.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"

namespace kolokol::markup {

std::optional<Fault> read_title(std::string_view title, int line, Figure& figure) {
    const auto parts = split(title, '|');
    const auto part = [&](std::size_t i) {
        return i < parts.size() ? trim(parts[i]) : std::string_view();
    };
    figure.caption = part(0);
    figure.photographer = part(1);
    for (const auto agency : split(part(2), ','))
        if (!trim(agency).empty()) figure.agencies.emplace_back(trim(agency));
    figure.licence = part(3);
    if (parts.size() <= 4) return std::nullopt;
    return Fault{line, "markup.too_many_parts",
                 fmt::format("the picture's title has {} parts: it is “caption | photographer | "
                             "agency, agency | licence”",
                             parts.size())};
}

std::optional<Fault> check_picture(std::string_view picture, int line) {
    const bool control = std::ranges::any_of(
        picture, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    if (!picture.empty() && picture.find(':') == std::string_view::npos && !control &&
        picture.find('\\') == std::string_view::npos && picture.front() != '/')
        return std::nullopt;
    return Fault{line, "markup.bad_address",
                 fmt::format("“{}” is no picture of the manuscript's folder: put the file beside "
                             "the manuscript and name it",
                             picture)};
}

}  // namespace kolokol::markup
