#include "cli/console.hpp"

#include <array>
#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace kolokol::cli {
namespace {

bool watched() {
    static const bool terminal = isatty(STDERR_FILENO) == 1;
    return terminal;
}

void put(std::FILE* stream, std::string_view line) {
    std::fwrite(line.data(), 1, line.size(), stream);
    std::fputc('\n', stream);
    std::fflush(stream);
}

}  // namespace

void Console::say(std::string_view line) const {
    if (!json()) put(stdout, line);
}

void Console::warn(std::string_view line) const {
    put(stderr, line);
}

void Console::document(const nlohmann::json& json_document) const {
    if (json()) put(stdout, json_document.dump(2));
}

int Console::refuse(const Problem& problem) const {
    progress_ends();
    const std::string& sentence = problem.detail.empty() ? problem.code : problem.detail;
    if (json())
        put(stdout, nlohmann::json{{"error",
                                    {{"kind", to_string(problem.kind)},
                                     {"code", problem.code},
                                     {"sentence", sentence}}}}
                        .dump(2));
    else
        put(stderr, "kolokol: " + sentence);
    return 1;
}

void Console::progress(std::string_view what, std::uint64_t done, std::uint64_t of) const {
    if (json() || !watched()) return;
    std::fputs(fmt::format("\r\033[K{} {} of {}", what, grouped(done), grouped(of)).c_str(),
               stderr);
    std::fflush(stderr);
}

void Console::progress_ends() const {
    if (json() || !watched()) return;
    std::fputs("\r\033[K", stderr);
    std::fflush(stderr);
}

std::string grouped(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return digits;
}

std::string size_text(std::uint64_t bytes) {
    constexpr std::array<std::string_view, 4> units{"bytes", "KB", "MB", "GB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 1000 && unit + 1 < units.size()) {
        value /= 1000;
        ++unit;
    }
    return unit == 0 ? fmt::format("{} bytes", bytes)
                     : fmt::format("{:.1f} {}", value, units[unit]);
}

}  // namespace kolokol::cli
