// Reads the frames of JPEG, PNG, WebP and GIF files by itself, so that what libvips wrote is judged
// by something other than libvips. JPEG: ITU-T T.81 annex B; PNG: W3C PNG section 5; WebP: RFC
// 9649; GIF: GIF89a section 12 and on.

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "media/file_type.hpp"
#include "media/shelf.hpp"

namespace kolokol::media {

namespace {

using namespace std::string_view_literals;
using Fields = std::vector<std::string>;

unsigned byte_at(BytesView file, std::size_t at) {
    return static_cast<unsigned char>(file[at]);
}

std::uint32_t big_endian(BytesView bytes) {
    std::uint32_t value = 0;
    for (const char c : bytes)
        value = value << 8U | static_cast<unsigned char>(c);
    return value;
}

std::uint32_t little_endian(BytesView bytes) {
    std::uint32_t value = 0;
    for (std::size_t i = bytes.size(); i > 0; --i)
        value = value << 8U | byte_at(bytes, i - 1);
    return value;
}

tl::unexpected<Problem> damaged() {
    return refuse(Kind::invalid, "media.damaged",
                  "the picture's parts do not fit together: make it anew");
}

std::string name_of_segment(unsigned marker, BytesView content) {
    if (marker == 0xFE) return "comment";
    if (content.starts_with("Exif\0"sv)) return "exif";
    if (content.starts_with("http://ns.adobe.com/")) return "xmp";
    if (content.starts_with("ICC_PROFILE\0"sv)) return "icc";
    if (marker == 0xED) return "iptc";
    return fmt::format("app{}", marker - 0xE0);
}

/// The density of JFIF says nothing; a preview in it would.
bool is_plain_jfif(unsigned marker, BytesView content) {
    return marker == 0xE0 && content.starts_with("JFIF\0"sv) && content.size() == 14;
}

/// Coded data, up to the next marker: FF00 and restart marks are part of it.
std::size_t skip_coded_data(BytesView file, std::size_t at) {
    while (true) {
        at = file.find('\xFF', at);
        if (at == BytesView::npos || at + 1 >= file.size()) return file.size();
        const auto next = byte_at(file, at + 1);
        if (next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) return at;
        at += next == 0xFF ? 1 : 2;
    }
}

Result<Fields> fields_of_jpeg(BytesView file) {
    Fields fields;
    std::size_t at = 2;
    while (true) {
        if (at + 2 > file.size() || byte_at(file, at) != 0xFF) return damaged();
        const auto marker = byte_at(file, at + 1);
        at += 2;
        if (marker == 0xFF) {  // filling
            --at;
            continue;
        }
        if (marker == 0xD9) break;
        if (at + 2 > file.size()) return damaged();
        const auto length = big_endian(file.substr(at, 2));
        if (length < 2 || at + length > file.size()) return damaged();
        const auto content = file.substr(at + 2, length - 2);
        const bool tells = (marker >= 0xE0 && marker <= 0xEF) || marker == 0xFE;
        if (tells && !is_plain_jfif(marker, content))
            fields.push_back(name_of_segment(marker, content));
        at += length;
        if (marker == 0xDA) at = skip_coded_data(file, at);
    }
    if (at < file.size()) fields.emplace_back("trailer");
    return fields;
}

Result<Fields> fields_of_png(BytesView file) {
    constexpr std::array plain{"IHDR"sv, "PLTE"sv, "IDAT"sv, "IEND"sv, "tRNS"sv, "gAMA"sv,
                               "cHRM"sv, "sRGB"sv, "pHYs"sv, "bKGD"sv, "sBIT"sv};
    Fields fields;
    std::size_t at = 8;
    bool ended = false;
    while (!ended) {
        if (at + 12 > file.size()) return damaged();
        const std::size_t length = big_endian(file.substr(at, 4));
        const auto name = file.substr(at + 4, 4);
        if (length > file.size() - at - 12) return damaged();
        if (std::ranges::find(plain, name) == plain.end()) {
            if (name == "eXIf")
                fields.emplace_back("exif");
            else
                fields.emplace_back(name == "iCCP" ? "icc" : name);
        }
        ended = name == "IEND";
        at += length + 12;
    }
    if (at < file.size()) fields.emplace_back("trailer");
    return fields;
}

Result<Fields> fields_of_webp(BytesView file) {
    constexpr std::array plain{"VP8 "sv, "VP8L"sv, "VP8X"sv, "ALPH"sv};
    Fields fields;
    const std::size_t end = std::size_t{little_endian(file.substr(4, 4))} + 8;
    if (end > file.size()) return damaged();
    std::size_t at = 12;
    while (at < end) {
        if (at + 8 > end) return damaged();
        const auto name = file.substr(at, 4);
        const std::size_t length = little_endian(file.substr(at + 4, 4));
        if (length > end - at - 8) return damaged();
        if (name == "EXIF" || name == "XMP " || name == "ICCP")
            fields.emplace_back(name == "EXIF" ? "exif" : name == "ICCP" ? "icc" : "xmp");
        else if (std::ranges::find(plain, name) == plain.end())
            fields.emplace_back(name);
        at += 8 + length + length % 2;
    }
    if (end < file.size()) fields.emplace_back("trailer");
    return fields;
}

/// Sub-blocks up to the empty one; the file's size where they do not end.
std::size_t skip_sub_blocks(BytesView file, std::size_t at) {
    while (at < file.size() && byte_at(file, at) != 0)
        at += 1 + byte_at(file, at);
    return std::min(at + 1, file.size());
}

std::size_t colours(unsigned packed) {
    return (packed & 0x80U) != 0 ? std::size_t{3} << ((packed & 7U) + 1) : 0;
}

Result<Fields> fields_of_gif(BytesView file) {
    Fields fields;
    if (file.size() < 13) return damaged();
    std::size_t at = 13 + colours(byte_at(file, 10));
    while (true) {
        if (at + 1 >= file.size() && (at >= file.size() || file[at] != ';')) return damaged();
        if (file[at] == ';') break;
        if (file[at] == '!') {
            const auto label = byte_at(file, at + 1);
            const auto content = file.substr(std::min(at + 3, file.size()));
            if (label == 0xFE) fields.emplace_back("comment");
            if (label == 0x01) fields.emplace_back("text");
            if (label == 0xFF && !content.starts_with("NETSCAPE2.0"))
                fields.emplace_back(content.starts_with("XMP Data") ? "xmp" : "application");
            at = skip_sub_blocks(file, at + 2);
        } else if (file[at] == ',' && at + 10 < file.size()) {
            at = skip_sub_blocks(file, at + 11 + colours(byte_at(file, at + 9)));
        } else {
            return damaged();
        }
    }
    if (at + 1 < file.size()) fields.emplace_back("trailer");
    return fields;
}

}  // namespace

Result<std::vector<std::string>> metadata_of(BytesView file) {
    switch (file_type(file)) {
        case FileType::jpeg:
            return fields_of_jpeg(file);
        case FileType::png:
            return fields_of_png(file);
        case FileType::webp:
            return fields_of_webp(file);
        case FileType::gif:
            return fields_of_gif(file);
        default:
            return damaged();
    }
}

}  // namespace kolokol::media
