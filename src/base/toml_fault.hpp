#pragma once
// What is wrong with a TOML file, for somebody who has never heard of tables.

#include <cstddef>
#include <string>
#include <string_view>

namespace kolokol {

/// The parser's `description` of a fault in `line` (from 1) of `text`; where a section or a key
/// stands twice, a sentence that says so and where, in its place.
std::string toml_fault(std::string_view description, std::string_view text, std::size_t line);

}  // namespace kolokol
