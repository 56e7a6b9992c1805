#pragma once
// Where a link may lead. For this room's sources.

#include <string>
#include <string_view>

namespace kolokol::markup {

struct Address {
    enum class Kind {
        outbound,      // http or https
        mail,          // mailto
        own,           // a page of the paper: "/2025/10/15/slug/"
        fragment,      // "#part" of the same page
        other_scheme,  // javascript, data, tel…: printed as text
        nowhere        // "page.html", "//host/x", "http:/x", "": a slip of the pen
    };
    Kind kind = Kind::nowhere;
    /// Without blanks at its ends; what would change its meaning in a browser (blanks, control
    /// characters, backslashes, quotes) is percent-encoded.
    std::string href;
};

Address read_address(std::string_view written);

}  // namespace kolokol::markup
