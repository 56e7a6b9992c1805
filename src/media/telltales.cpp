// Finds the parts of a file that tell something, by the frames of its format (media/metadata.cpp
// names the standards), and has them read.
#include "media/telltales.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "media/file_type.hpp"
#include "media/telltale_list.hpp"

namespace kolokol::media {
namespace {

using namespace std::string_view_literals;
using Kind = Telltale::Kind;

constexpr auto exif_mark = "Exif\0\0"sv;
constexpr auto xmp_mark = "http://ns.adobe.com/xap/1.0/\0"sv;
constexpr auto longer_xmp_mark = "http://ns.adobe.com/xmp/extension/\0"sv;
constexpr auto resources_mark = "Photoshop 3.0\0"sv;

unsigned byte_at(BytesView file, std::size_t at) {
    return static_cast<unsigned char>(file[at]);
}

std::size_t big_endian(BytesView bytes) {
    std::size_t value = 0;
    for (const char c : bytes)
        value = value << 8U | static_cast<unsigned char>(c);
    return value;
}

std::size_t little_endian(BytesView bytes) {
    std::size_t value = 0;
    for (std::size_t i = bytes.size(); i > 0; --i)
        value = value << 8U | byte_at(bytes, i - 1);
    return value;
}

void read_segment(unsigned marker, BytesView content, TelltaleList& list) {
    if (marker == 0xFE) return list.add(Kind::text, content);
    if (content.starts_with(exif_mark)) return read_exif(content.substr(exif_mark.size()), list);
    if (content.starts_with(xmp_mark)) return read_xmp(content.substr(xmp_mark.size()), list);
    if (content.starts_with(longer_xmp_mark)) return read_xmp(content, list);
    if (content.starts_with(resources_mark))
        return read_image_resources(content.substr(resources_mark.size()), list);
    if (content.starts_with("JFIF\0"sv) || content.starts_with("JFXX\0"sv)) {
        const bool copy =
            content.starts_with("JFXX\0"sv) || (content.size() > 14 && byte_at(content, 12) != 0);
        return list.add(Kind::thumbnail, copy ? "JFIF"sv : ""sv);
    }
    if (content.starts_with("ICC_PROFILE\0"sv) || content.starts_with("Adobe"sv)) return;
    if (content.starts_with("MPF\0"sv)) return list.add(Kind::thumbnail, "MPF");
    list.add(Kind::other, fmt::format("APP{}, {} B", marker - 0xE0, content.size()));
}

/// Up to the coded data; more behind the end of the picture is another picture, or worse.
void read_jpeg(BytesView file, TelltaleList& list) {
    std::size_t at = 2;
    while (at + 4 <= file.size() && byte_at(file, at) == 0xFF) {
        const unsigned marker = byte_at(file, at + 1);
        if (marker == 0xFF) {
            ++at;
            continue;
        }
        if (marker == 0xDA || marker == 0xD9) break;
        const std::size_t length = big_endian(file.substr(at + 2, 2));
        if (length < 2 || length > file.size() - at - 2) return;
        if ((marker >= 0xE0 && marker <= 0xEF) || marker == 0xFE)
            read_segment(marker, file.substr(at + 4, length - 2), list);
        at += 2 + length;
    }
    const std::size_t end = file.rfind("\xFF\xD9"sv);
    const std::size_t next = file.find("\xFF\xD8\xFF"sv, std::min(at, file.size()));
    if (next != BytesView::npos)
        list.add(Kind::thumbnail, fmt::format("JPEG, {} B", file.size() - next));
    else if (end != BytesView::npos && end + 2 < file.size())
        list.add(Kind::other, fmt::format("{} B", file.size() - end - 2));
}

/// "keyword NUL text" of tEXt; iTXt and zTXt have more between, and may be compressed.
void read_png_text(BytesView name, BytesView content, TelltaleList& list) {
    const std::size_t end = content.find('\0');
    if (end == BytesView::npos) return;
    const BytesView keyword = content.substr(0, end);
    if (keyword == "XML:com.adobe.xmp") return read_xmp(content, list);
    BytesView text = content.substr(end + 1);
    if (name == "iTXt" && text.size() > 2 && text[0] == '\0') {
        text.remove_prefix(2);
        for (int i = 0; i < 2; ++i)  // language, translated keyword
            text.remove_prefix(std::min(text.find('\0'), text.size() - 1) + 1);
    } else if (name != "tEXt") {
        text = keyword;  // compressed
    }
    const Kind kind = keyword == "Author" || keyword == "Copyright" ? Kind::person
                      : keyword == "Software"                       ? Kind::software
                      : keyword == "Source"                         ? Kind::device
                      : keyword == "Creation Time"                  ? Kind::date
                                                                    : Kind::text;
    list.add(kind, text);
}

void read_png(BytesView file, TelltaleList& list) {
    std::size_t at = 8;
    while (at + 12 <= file.size()) {
        const std::size_t length = big_endian(file.substr(at, 4));
        const BytesView name = file.substr(at + 4, 4);
        if (length > file.size() - at - 12) return;
        const BytesView content = file.substr(at + 8, length);
        if (name == "eXIf") read_exif(content, list);
        if (name == "tEXt" || name == "zTXt" || name == "iTXt") read_png_text(name, content, list);
        if (name == "tIME" && length == 7)
            list.add(Kind::date, fmt::format("{:04}-{:02}-{:02}", big_endian(content.substr(0, 2)),
                                             byte_at(content, 2), byte_at(content, 3)));
        at += length + 12;
        if (name != "IEND") continue;
        if (at < file.size()) list.add(Kind::other, fmt::format("{} B", file.size() - at));
        return;
    }
}

void read_webp(BytesView file, TelltaleList& list) {
    std::size_t at = 12;
    while (at + 8 <= file.size()) {
        const BytesView name = file.substr(at, 4);
        const std::size_t length = little_endian(file.substr(at + 4, 4));
        if (length > file.size() - at - 8) return;
        BytesView content = file.substr(at + 8, length);
        if (name == "EXIF") {
            if (content.starts_with(exif_mark)) content.remove_prefix(exif_mark.size());
            read_exif(content, list);
        }
        if (name == "XMP ") read_xmp(content, list);
        at += 8 + length + length % 2;
    }
}

/// Comments and XMP are looked for by their marks: "!\xFE", "!\xFF\x0B" and a name.
void read_gif(BytesView file, TelltaleList& list) {
    const std::size_t xmp = file.find("XMP DataXMP");
    if (xmp != BytesView::npos) read_xmp(file.substr(xmp), list);
    const std::size_t comment = file.find("!\xFE"sv);
    if (comment != BytesView::npos && comment + 3 < file.size())
        list.add(Kind::text, file.substr(comment + 3, byte_at(file, comment + 2)));
}

}  // namespace

std::vector<Telltale> telltales_of(BytesView file) {
    TelltaleList list;
    switch (file_type(file)) {
        case FileType::jpeg:
            read_jpeg(file, list);
            break;
        case FileType::png:
            read_png(file, list);
            break;
        case FileType::webp:
            read_webp(file, list);
            break;
        case FileType::tiff:
            read_exif(file, list);
            break;
        case FileType::gif:
            read_gif(file, list);
            break;
        case FileType::other:
            break;
    }
    return list.take();
}

}  // namespace kolokol::media
