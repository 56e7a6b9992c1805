#pragma once
// The lines of a page's head that do not hang on who asks. For this room's sources.

#include <string>
#include <string_view>

#include "edition/entry.hpp"
#include "http/negotiation.hpp"

namespace kolokol::serve {

/// Pages may be read by scripts of any site: the service worker fetches them from mirrors, and they
/// are the same for everybody.
constexpr std::string_view cross_origin = "Access-Control-Allow-Origin: *\r\n";
/// For what will never be other bytes under this address.
constexpr std::string_view for_ever = "public, max-age=31536000, immutable";

/// How long a page may be kept: what is named by its content for ever, the theme's files for five
/// minutes, all else for one.
std::string_view cache_control(const edition::Entry& entry);

/// Strong, with its quotes: one for each encoding (RFC 9110 section 8.8.3.3).
std::string entity_tag(std::string_view hex, http::Encoding encoding);

/// An address as a Location field takes it: what is not visible ASCII is escaped.
std::string to_location(std::string_view address);

/// -1 for what is none.
int hex_digit(char c);

}  // namespace kolokol::serve
