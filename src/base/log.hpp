#pragma once
// One event a line with named fields, to standard error: for the operator, never about a reader.
// There is no field for a machine's address, an e-mail address or a name, and none may be added.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

namespace kolokol::log {

struct Field {
    std::string_view name;
    std::variant<std::int64_t, double, std::string> value;

    template <class T>
    requires std::is_arithmetic_v<T> Field(std::string_view field, T number) : name(field) {
        if constexpr (std::is_floating_point_v<T>)
            value = static_cast<double>(number);
        else
            value = static_cast<std::int64_t>(number);
    }
    Field(std::string_view field, std::string_view text) : name(field), value(std::string(text)) {}
    Field(std::string_view field, const std::string& text) : name(field), value(text) {}
    Field(std::string_view field, const char* text) : name(field), value(std::string(text)) {}
};

enum class Level { debug, info, warning, error };

/// `event` is "room.what_happened". Threads may share it. Values are quoted where they need it.
void write(Level level, std::string_view event, std::initializer_list<Field> fields = {});
void set_level(Level least);

inline void debug(std::string_view event, std::initializer_list<Field> fields = {}) {
    write(Level::debug, event, fields);
}
inline void info(std::string_view event, std::initializer_list<Field> fields = {}) {
    write(Level::info, event, fields);
}
inline void warning(std::string_view event, std::initializer_list<Field> fields = {}) {
    write(Level::warning, event, fields);
}
inline void error(std::string_view event, std::initializer_list<Field> fields = {}) {
    write(Level::error, event, fields);
}

}  // namespace kolokol::log
