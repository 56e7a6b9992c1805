#include "press/json_writer.hpp"

#include <array>
#include <cassert>

#include <fmt/format.h>

namespace kolokol::press {

namespace {

/// Bytes that do not stand in a string as they are (RFC 8259 section 7).
constexpr std::array<bool, 256> escaped = [] {
    std::array<bool, 256> made{};
    for (std::size_t c = 0; c < 0x20; ++c)
        made[c] = true;
    made['"'] = made['\\'] = true;
    return made;
}();

}  // namespace

void JsonWriter::separate() {
    if (!first_) out_ += ',';
    first_ = true;
}

JsonWriter& JsonWriter::open(char bracket) {
    separate();
    out_ += bracket;
    open_ += bracket == '{' ? '}' : ']';
    return *this;
}

JsonWriter& JsonWriter::object(std::string_view name) {
    field(name);
    first_ = true;
    return open('{');
}

JsonWriter& JsonWriter::list(std::string_view name) {
    field(name);
    first_ = true;
    return open('[');
}

JsonWriter& JsonWriter::close() {
    assert(!open_.empty());
    out_ += open_.back();
    open_.pop_back();
    first_ = false;
    return *this;
}

JsonWriter& JsonWriter::text(std::string_view name, std::string_view value) {
    if (value.empty()) return *this;
    field(name);
    append(value);
    first_ = false;
    return *this;
}

JsonWriter& JsonWriter::number(std::string_view name, std::int64_t value) {
    field(name);
    out_ += std::to_string(value);
    first_ = false;
    return *this;
}

JsonWriter& JsonWriter::yes(std::string_view name) {
    field(name);
    out_ += "true";
    first_ = false;
    return *this;
}

std::string JsonWriter::take() {
    assert(open_.empty());
    return std::move(out_);
}

void JsonWriter::field(std::string_view name) {
    separate();
    append(name);
    out_ += ':';
}

void JsonWriter::append(std::string_view text) {
    out_ += '"';
    std::size_t copied = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (!escaped[c]) continue;
        out_.append(text, copied, i - copied);
        copied = i + 1;
        if (c == '"' || c == '\\')
            out_.append("\\").append(1, static_cast<char>(c));
        else
            out_.append(fmt::format("\\u{:04x}", c));
    }
    out_.append(text, copied);
    out_ += '"';
}

}  // namespace kolokol::press
