#include "store/dump_value.hpp"

#include <charconv>

#include <fmt/format.h>

#include "base/bytes.hpp"

namespace kolokol::store {

namespace {

struct Append {
    std::string& line;
    void operator()(std::monostate) const { line += 'n'; }
    void operator()(std::int64_t number) const { line += fmt::format("i{}", number); }
    // The shortest text that reads back as the same double.
    void operator()(double number) const { line += fmt::format("f{}", number); }
    void operator()(const Blob& blob) const { (line += 'x').append(to_hex(blob.bytes)); }
    void operator()(const std::string& text) const {
        line += 't';
        for (const char c : text) {
            switch (c) {
                case '\\':
                    line += "\\\\";
                    break;
                case '\t':
                    line += "\\t";
                    break;
                case '\n':
                    line += "\\n";
                    break;
                case '\r':
                    line += "\\r";
                    break;
                default:
                    line += c;
            }
        }
    }
};

std::optional<Value> unescaped(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            plain += text[i];
            continue;
        }
        if (++i == text.size()) return std::nullopt;
        switch (text[i]) {
            case '\\':
                plain += '\\';
                break;
            case 't':
                plain += '\t';
                break;
            case 'n':
                plain += '\n';
                break;
            case 'r':
                plain += '\r';
                break;
            default:
                return std::nullopt;
        }
    }
    return Value(std::move(plain));
}

template <class Number>
std::optional<Value> number_in(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return Value(number);
}

}  // namespace

void append_dumped(std::string& line, const Value& value) {
    std::visit(Append{line}, value.any());
}

std::optional<Value> parse_dumped(std::string_view text) {
    if (text.empty()) return std::nullopt;
    const std::string_view rest = text.substr(1);
    switch (text.front()) {
        case 'n':
            return rest.empty() ? std::optional(Value()) : std::nullopt;
        case 'i':
            return number_in<std::int64_t>(rest);
        case 'f':
            return number_in<double>(rest);
        case 't':
            return unescaped(rest);
        case 'x':
            if (auto bytes = from_hex(rest)) return Value(Blob{std::move(*bytes)});
            return std::nullopt;
        default:
            return std::nullopt;
    }
}

}  // namespace kolokol::store
