#pragma once
// What a picture's file would tell about the people who made it: read from the bytes as they came,
// to be shown to whoever brought them, once. Nothing of it is kept; the shelf cleans files without
// asking here. Our own reader of EXIF (CIPA DC-008), IPTC-IIM 4, XMP (ISO 16684-1) and the frames
// around them; fuzzed.

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"

namespace kolokol::media {

struct Telltale {
    enum class Kind {
        place,      // coordinates to a tenth of a degree, or names of places
        device,     // camera, lens, telephone
        serial,     // numbers of one device or of one exposure
        person,     // names: artist, owner, whoever is in the picture
        date,       // day and time
        software,   // what it was edited with
        thumbnail,  // a small copy, which may show what was cut off or blackened
        text,       // captions, comments, keywords
        history,    // ids and steps of its editing
        other       // something that is none of these
    };
    Kind kind = Kind::other;
    std::string value;  // UTF-8 on one line, at most 160 bytes
    bool operator==(const Telltale&) const = default;
};
/// "place", "device"…: what may be kept.
std::string_view to_string(Telltale::Kind kind);

constexpr std::size_t most_telltales = 60;

/// Each once, by kind. Empty where the file tells nothing, or is none of the formats that are
/// taken; broken parts tell what can be read of them.
std::vector<Telltale> telltales_of(BytesView file);

}  // namespace kolokol::media
