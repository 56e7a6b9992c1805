#include "base/log.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace kolokol::log {
namespace {

spdlog::logger& logger() {
    static spdlog::logger one = [] {
        spdlog::logger made("kolokol", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made.set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
        made.flush_on(spdlog::level::info);
        return made;
    }();
    return one;
}

spdlog::level::level_enum level_of(Level level) {
    switch (level) {
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warning:
            return spdlog::level::warn;
        case Level::error:
            break;
    }
    return spdlog::level::err;
}

/// A text of somebody else's must not steer the terminal that shows it, nor begin a line.
bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '\x7f';
}

void append(std::string& line, const std::string& text) {
    const bool plain = !text.empty() && std::none_of(text.begin(), text.end(), [](char c) {
        return is_control(c) || c == ' ' || c == '"' || c == '=' || c == '\\';
    });
    if (plain) {
        line += text;
        return;
    }
    line += '"';
    for (char c : text) {
        if (c == '"' || c == '\\') line += '\\';
        line += is_control(c) ? ' ' : c;
    }
    line += '"';
}

}  // namespace

void write(Level level, std::string_view event, std::initializer_list<Field> fields) {
    if (!logger().should_log(level_of(level))) return;
    std::string line(event);
    for (const Field& field : fields) {
        line += ' ';
        line += field.name;
        line += '=';
        if (const auto* text = std::get_if<std::string>(&field.value))
            append(line, *text);
        else if (const auto* number = std::get_if<std::int64_t>(&field.value))
            line += fmt::format("{}", *number);
        else
            line += fmt::format("{:.3f}", std::get<double>(field.value));
    }
    logger().log(level_of(level), "{}", line);
}

void set_level(Level least) {
    logger().set_level(level_of(least));
}

}  // namespace kolokol::log
