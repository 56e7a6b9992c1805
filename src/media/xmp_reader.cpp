// XMP (ISO 16684-1) is looked through for the properties that tell something, as an attribute or as
// an element, without building a tree of a stranger's XML. IPTC-IIM 4.2 and Adobe's image resources
// stand here too: they tell the same things.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "media/telltale_list.hpp"

namespace kolokol::media {
namespace {

using Kind = Telltale::Kind;

struct Property {
    std::string_view name;  // behind the colon: prefixes are the writer's choice
    Kind kind;
};
constexpr Property properties[] = {
    {"GPSLatitude", Kind::place},
    {"GPSLongitude", Kind::place},
    {"City", Kind::place},
    {"State", Kind::place},
    {"Country", Kind::place},
    {"Location", Kind::place},
    {"Sublocation", Kind::place},
    {"CountryName", Kind::place},
    {"Make", Kind::device},
    {"Model", Kind::device},
    {"Lens", Kind::device},
    {"LensModel", Kind::device},
    {"SerialNumber", Kind::serial},
    {"LensSerialNumber", Kind::serial},
    {"BodySerialNumber", Kind::serial},
    {"ImageUniqueID", Kind::serial},
    {"creator", Kind::person},
    {"rights", Kind::person},
    {"OwnerName", Kind::person},
    {"CameraOwnerName", Kind::person},
    {"CaptionWriter", Kind::person},
    {"AuthorsPosition", Kind::person},
    {"PersonInImage", Kind::person},
    {"PersonDisplayName", Kind::person},
    {"CiEmailWork", Kind::person},
    {"CiTelWork", Kind::person},
    {"CreateDate", Kind::date},
    {"DateCreated", Kind::date},
    {"DateTimeOriginal", Kind::date},
    {"ModifyDate", Kind::date},
    {"CreatorTool", Kind::software},
    {"Thumbnails", Kind::thumbnail},
    {"title", Kind::text},
    {"description", Kind::text},
    {"subject", Kind::text},
    {"Headline", Kind::text},
    {"Instructions", Kind::text},
    {"Regions", Kind::person},
    {"DocumentID", Kind::history},
    {"OriginalDocumentID", Kind::history},
    {"History", Kind::history},
    {"DerivedFrom", Kind::history},
};

constexpr std::size_t most_places = 4;  // of one property that are looked at

bool ends_name(char c) {
    return c == '=' || c == '>' || c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '/';
}

/// What stands between the tags, without them.
std::string without_tags(std::string_view text) {
    std::string words;
    bool inside = false;
    for (const char c : text) {
        if (c == '<') inside = true;
        if (!inside) words += c;
        if (c == '>') {
            inside = false;
            words += ' ';
        }
    }
    return words;
}

/// The value of a property whose name ends here: `="value"`, or up to its end tag.
std::string value_behind(std::string_view rest, std::string_view name) {
    constexpr std::size_t far = 4000;
    rest = rest.substr(0, far);
    if (rest.starts_with("=\"") || rest.starts_with("='")) {
        const std::size_t end = rest.find(rest[1], 2);
        return end == std::string_view::npos ? std::string() : std::string(rest.substr(2, end - 2));
    }
    const std::size_t open = rest.find('>');
    if (open == std::string_view::npos || (open > 0 && rest[open - 1] == '/')) return {};
    const std::size_t end = rest.find(fmt::format(":{}>", name), open);
    const std::size_t tag = end == std::string_view::npos ? end : rest.rfind("</", end);
    if (tag == std::string_view::npos || tag < open) return {};
    return without_tags(rest.substr(open + 1, tag - open - 1));
}

unsigned byte_at(BytesView bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

Kind kind_of_record(unsigned number) {
    switch (number) {
        case 55:
        case 60:
        case 62:
        case 63:
            return Kind::date;
        case 65:
        case 70:
            return Kind::software;
        case 80:
        case 85:
        case 110:
        case 115:
        case 116:
        case 118:
        case 122:
            return Kind::person;
        case 26:
        case 27:
        case 90:
        case 92:
        case 95:
        case 100:
        case 101:
            return Kind::place;
        case 103:
            return Kind::history;
        default:
            return Kind::text;
    }
}

}  // namespace

void read_xmp(std::string_view packet, TelltaleList& list) {
    constexpr std::size_t largest = 1U << 20U;  // of a packet; previews in it may be large
    packet = packet.substr(0, largest);
    for (const Property& property : properties) {
        const std::string wanted = fmt::format(":{}", property.name);
        std::size_t at = 0;
        for (std::size_t seen = 0; seen < most_places; ++seen) {
            at = packet.find(wanted, at);
            if (at == std::string_view::npos) break;
            at += wanted.size();
            if (at >= packet.size() || !ends_name(packet[at])) continue;
            std::string value = value_behind(packet.substr(at), property.name);
            // of these the tags tell, not the text between them
            if (property.kind == Kind::thumbnail || property.name == "History" ||
                property.name == "Regions")
                value = std::string(property.name);
            list.add(property.kind, value);
        }
    }
}

void read_iptc(BytesView records, TelltaleList& list) {
    while (records.size() >= 5 && byte_at(records, 0) == 0x1C) {
        const std::size_t length = byte_at(records, 3) << 8U | byte_at(records, 4);
        if (length > records.size() - 5) return;  // also the long form, which no text has
        // Record 2 is what people write; its number 0 is a version.
        if (byte_at(records, 1) == 2 && byte_at(records, 2) != 0)
            list.add(kind_of_record(byte_at(records, 2)), records.substr(5, length));
        records.remove_prefix(5 + length);
    }
}

void read_image_resources(BytesView resources, TelltaleList& list) {
    while (resources.size() >= 12 && resources.starts_with("8BIM")) {
        const unsigned number = byte_at(resources, 4) << 8U | byte_at(resources, 5);
        const std::size_t name = (byte_at(resources, 6) + 2U) & ~std::size_t{1};
        if (resources.size() < 6 + name + 4) return;
        std::size_t length = 0;
        for (std::size_t i = 0; i < 4; ++i)
            length = length << 8U | byte_at(resources, 6 + name + i);
        const BytesView content = resources.substr(6 + name + 4);
        if (length > content.size()) return;
        if (number == 0x0404) read_iptc(content.substr(0, length), list);
        if (number == 0x0409 || number == 0x040C)
            list.add(Kind::thumbnail, fmt::format("Photoshop, {} B", length));
        if (number == 0x0424) read_xmp(content.substr(0, length), list);
        resources.remove_prefix(std::min(resources.size(), 6 + name + 4 + length + length % 2));
    }
}

}  // namespace kolokol::media
