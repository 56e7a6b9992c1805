#include "media/file_type.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace kolokol::media {

using namespace std::string_view_literals;

namespace {

bool is_riff(BytesView file, std::string_view form) {
    return file.starts_with("RIFF") && file.size() >= 12 && file.substr(8, 4) == form;
}

/// The brand of an ISO base media file (ISO/IEC 14496-12): HEIC, AVIF, films.
std::string_view brand(BytesView file) {
    return file.size() >= 12 && file.substr(4, 4) == "ftyp" ? file.substr(8, 4) : BytesView();
}

}  // namespace

FileType file_type(BytesView file) {
    if (file.starts_with("\xFF\xD8\xFF"sv)) return FileType::jpeg;
    if (file.starts_with("\x89PNG\r\n\x1A\n"sv)) return FileType::png;
    if (is_riff(file, "WEBP")) return FileType::webp;
    if (file.starts_with("II*\0"sv) || file.starts_with("MM\0*"sv)) return FileType::tiff;
    if (file.starts_with("GIF87a") || file.starts_with("GIF89a")) return FileType::gif;
    return FileType::other;
}

std::string_view describe(BytesView file) {
    if (file.empty()) return "empty";
    if (file.starts_with("%PDF")) return "a PDF document";
    const auto kind = brand(file);
    if (kind.starts_with("avi")) return "an AVIF picture";
    if (kind.starts_with("hei") || kind.starts_with("hev") || kind == "mif1" || kind == "msf1")
        return "a HEIC picture, as telephones make them";
    if (!kind.empty()) return "a film";
    if (file.starts_with("BM")) return "a BMP picture";
    if (file.starts_with("8BPS")) return "a Photoshop document";
    if (file.starts_with("PK\x03\x04")) return "a ZIP archive";
    const auto start = ascii_lower(trim(file.substr(0, 1024)));
    if (start.find("<svg") != std::string::npos) return "an SVG drawing";
    if (start.starts_with("<!doctype html") || start.starts_with("<html")) return "a web page";
    return "of a kind that is not known here";
}

}  // namespace kolokol::media
