#pragma once
// Reads Markdown with md4c and writes our HTML. For this room's sources.

#include <string>
#include <string_view>
#include <vector>

#include "markup/typed_blocks.hpp"

namespace kolokol::markup {

struct RenderOptions {
    enum class Mode { body, fragment };
    Mode mode = Mode::body;  // a fragment has no figures and no ids
    std::string_view ids = "h-";
    int first_line = 1;
};

/// `scan.faults` are not repeated in what it returns.
Parsed render(const Scan& scan, const RenderOptions& options);

}  // namespace kolokol::markup
