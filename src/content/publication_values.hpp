#pragma once
// Values of [publication] that are also given one by one, before there is a kolokol.toml.

#include <string_view>

#include "base/result.hpp"

namespace kolokol::content {

/// Whole sentences, without file and line. Both refuse "publication.wrong_value".
/// "https://host" or "https://host:port", nothing behind it; http as well.
Outcome check_origin(std::string_view text);
/// "mailto:…" or "https://…" (RFC 9116 section 2.5.3).
Outcome check_contact(std::string_view text);

}  // namespace kolokol::content
