#pragma once
// Collects telltales while the parts of a file are read. For this room's sources.

#include <string>
#include <string_view>
#include <vector>

#include "media/telltales.hpp"

namespace kolokol::media {

class TelltaleList {
public:
    using Kind = Telltale::Kind;
    /// Made one line; Latin-1 where it is no UTF-8. Empty values tell nothing.
    void add(Kind kind, std::string_view value);
    void add_utf16(Kind kind, BytesView little_endian);
    bool full() const { return list_.size() >= most_telltales; }
    std::vector<Telltale> take();

private:
    std::vector<Telltale> list_;
};

/// Tags of a TIFF structure, wherever it lies (EXIF in JPEG, PNG and WebP; a TIFF file itself).
void read_exif(BytesView tiff, TelltaleList& list);
/// A packet of XMP.
void read_xmp(std::string_view packet, TelltaleList& list);
/// Records of IPTC-IIM.
void read_iptc(BytesView records, TelltaleList& list);
/// Adobe's image resources ("8BIM"), which hold IPTC and a small copy.
void read_image_resources(BytesView resources, TelltaleList& list);

}  // namespace kolokol::media
