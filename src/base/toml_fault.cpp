#include "base/toml_fault.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace kolokol {
namespace {

/// "[ handover ] # comment" is [handover].
bool opens_section(std::string_view line, std::string_view name) {
    line = trim(line);
    if (!line.starts_with('[') || line.starts_with("[[")) return false;
    const std::size_t end = line.find(']');
    return end != line.npos && trim(line.substr(1, end - 1)) == name;
}

}  // namespace

std::string toml_fault(std::string_view description, std::string_view text, std::size_t line) {
    constexpr std::string_view redefined = "cannot redefine existing ";
    const std::size_t at = description.find(redefined);
    const std::size_t quote = at == description.npos ? at : description.find('\'', at);
    const std::size_t end = quote == description.npos ? quote : description.find('\'', quote + 1);
    if (end == description.npos) return std::string(description);
    const std::string_view name = description.substr(quote + 1, end - quote - 1);

    const auto lines = split(text, '\n');
    if (line < 1 || line > lines.size()) return std::string(description);
    if (!opens_section(lines[line - 1], name))
        return fmt::format("'{}' stands a second time in its section; keep one", name);
    for (std::size_t first = 1; first < line; ++first)
        if (opens_section(lines[first - 1], name))
            return fmt::format("[{}] stands twice, at lines {} and {}; keep one", name, first,
                               line);
    return fmt::format("[{}] stands a second time; keep one", name);
}

}  // namespace kolokol
