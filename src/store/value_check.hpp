#pragma once
// What one engine would take and the other not is refused by both. For the files of this room only.

#include <string>

#include <fmt/format.h>

#include "base/text.hpp"
#include "store/transaction.hpp"

namespace kolokol::store {

/// Text must be UTF-8 without NUL (PostgreSQL takes no other). Throws Failure, naming the query.
inline void check_value(const Value& value, const Query& query) {
    const auto* text = std::get_if<std::string>(&value.any());
    if (text == nullptr) return;
    if (text->find('\0') != std::string::npos || !is_utf8(*text))
        throw Failure(fmt::format("{}: a text is not UTF-8 or holds a NUL", query.name));
}

}  // namespace kolokol::store
