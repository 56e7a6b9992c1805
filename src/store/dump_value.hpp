#pragma once
// One value in a dump's line (docs/formats/database-dump.md). For the files of this room only.

#include <optional>
#include <string>
#include <string_view>

#include "store/value.hpp"

namespace kolokol::store {

constexpr std::string_view dump_opening = "kolokol-database 1";

/// n; i-12; f0.5; tText with \t \n \r \\ escaped; x and hexadecimal.
void append_dumped(std::string& line, const Value& value);
/// Nothing where it is none of these.
std::optional<Value> parse_dumped(std::string_view text);

}  // namespace kolokol::store
