// EXIF: CIPA DC-008-2023, TIFF 6.0 section 2. Every offset is looked at before it is followed; a
// directory is read once, so that no loop of them can be.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "media/telltale_list.hpp"

namespace kolokol::media {
namespace {

using Kind = Telltale::Kind;

constexpr unsigned most_entries = 300;        // of one directory
constexpr std::size_t most_directories = 12;  // of one file

struct Entry {
    unsigned tag = 0;
    unsigned type = 0;
    std::uint32_t count = 0;
    std::uint32_t offset = 0;  // or the value itself, where it is one number
    BytesView value;
};

std::size_t size_of(unsigned type) {
    constexpr std::size_t sizes[] = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};
    return type < std::size(sizes) ? sizes[type] : 0;
}

class Tiff {
public:
    explicit Tiff(BytesView bytes) : bytes_(bytes), little_(bytes.starts_with("II")) {}

    bool is_one() const {
        return bytes_.size() >= 8 && (little_ || bytes_.starts_with("MM")) &&
               number(bytes_.substr(2, 2)) == 42;
    }
    std::uint32_t first_directory() const { return number(bytes_.substr(4, 4)); }

    std::uint32_t number(BytesView bytes) const {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < bytes.size(); ++i)
            value =
                value << 8U | static_cast<unsigned char>(bytes[little_ ? bytes.size() - 1 - i : i]);
        return value;
    }
    /// Its entries; where the next one is, 0 for none.
    std::uint32_t directory(std::uint32_t at, std::vector<Entry>& entries) const {
        if (at == 0 || at > bytes_.size() || bytes_.size() - at < 2) return 0;
        const std::uint32_t count = number(bytes_.substr(at, 2));
        BytesView rest = bytes_.substr(at + 2);
        for (std::uint32_t i = 0; i < count; ++i) {
            if (rest.size() < 12) return 0;
            if (i < most_entries) entries.push_back(entry(rest.substr(0, 12)));
            rest.remove_prefix(12);
        }
        return rest.size() < 4 ? 0 : number(rest.substr(0, 4));
    }
    /// Each of a list of rational numbers; nothing where one is divided by zero.
    std::optional<double> rational(const Entry& entry, std::size_t which) const {
        if ((entry.type != 5 && entry.type != 10) || entry.value.size() < (which + 1) * 8)
            return std::nullopt;
        const auto below = number(entry.value.substr(which * 8 + 4, 4));
        if (below == 0) return std::nullopt;
        return static_cast<double>(number(entry.value.substr(which * 8, 4))) / below;
    }

private:
    Entry entry(BytesView bytes) const {
        Entry read;
        read.tag = number(bytes.substr(0, 2));
        read.type = number(bytes.substr(2, 2));
        read.count = number(bytes.substr(4, 4));
        read.offset = number(bytes.substr(8, 4));
        const std::uint64_t size = std::uint64_t{read.count} * size_of(read.type);
        if (size <= 4)
            read.value = bytes.substr(8, size);
        else if (read.offset < bytes_.size() && size <= bytes_.size() - read.offset)
            read.value = bytes_.substr(read.offset, size);
        return read;
    }

    BytesView bytes_;
    bool little_;
};

/// Degrees from degrees, minutes, seconds.
std::optional<double> degrees(const Tiff& tiff, const Entry& entry) {
    const auto whole = tiff.rational(entry, 0);
    if (!whole) return std::nullopt;
    const double value = *whole + tiff.rational(entry, 1).value_or(0) / 60 +
                         tiff.rational(entry, 2).value_or(0) / 3600;
    if (!(value <= 180)) return std::nullopt;
    return value;
}

void read_place(const Tiff& tiff, const std::vector<Entry>& entries, TelltaleList& list) {
    std::optional<double> north;
    std::optional<double> east;
    bool south = false;
    bool west = false;
    for (const Entry& entry : entries) {
        if (entry.tag == 1) south = entry.value.starts_with("S");
        if (entry.tag == 2) north = degrees(tiff, entry);
        if (entry.tag == 3) west = entry.value.starts_with("W");
        if (entry.tag == 4) east = degrees(tiff, entry);
        if (entry.tag == 0x1D) list.add(Kind::date, entry.value);
        if (entry.tag == 0x1B || entry.tag == 0x1C)  // eight bytes that name the letters
            list.add(Kind::place, entry.value.size() > 8 ? entry.value.substr(8) : BytesView());
    }
    // A tenth of a degree is some ten kilometres: enough to be warned, too little to be found by.
    if (north && east)
        list.add(Kind::place, fmt::format("{:.1f}° {}, {:.1f}° {}", *north, south ? 'S' : 'N',
                                          *east, west ? 'W' : 'E'));
}

struct Meaning {
    unsigned tag;
    Kind kind;
};
constexpr Meaning meanings[] = {
    {0x010D, Kind::text},     {0x010E, Kind::text},     {0x010F, Kind::device},
    {0x0110, Kind::device},   {0x0131, Kind::software}, {0x0132, Kind::date},
    {0x013B, Kind::person},   {0x013C, Kind::device},   {0x8298, Kind::person},
    {0x9003, Kind::date},     {0x9004, Kind::date},     {0xA420, Kind::serial},
    {0xA430, Kind::person},   {0xA431, Kind::serial},   {0xA433, Kind::device},
    {0xA434, Kind::device},   {0xA435, Kind::serial},   {0xA436, Kind::text},
    {0xA437, Kind::person},   {0xA438, Kind::person},   {0xA439, Kind::device},
    {0xA43A, Kind::software}, {0xA43B, Kind::software}, {0xA43C, Kind::software},
    {0xC614, Kind::device},   {0xC62F, Kind::serial},
};

void read_entry(const Entry& entry, TelltaleList& list) {
    const auto* const found = std::find_if(std::begin(meanings), std::end(meanings),
                                           [&](const auto& one) { return one.tag == entry.tag; });
    if (found != std::end(meanings)) return list.add(found->kind, entry.value);
    switch (entry.tag) {
        case 0x02BC:
            return read_xmp(entry.value, list);
        case 0x83BB:
            return read_iptc(entry.value, list);
        case 0x8649:
            return read_image_resources(entry.value, list);
        case 0x927C:
            return list.add(Kind::serial, fmt::format("MakerNote, {} B", entry.value.size()));
        case 0x9286:
            return list.add(Kind::text,
                            entry.value.size() > 8 ? entry.value.substr(8) : BytesView());
        case 0x9C9D:
            return list.add_utf16(Kind::person, entry.value);
        case 0x9C9B:
        case 0x9C9C:
        case 0x9C9E:
        case 0x9C9F:
            return list.add_utf16(Kind::text, entry.value);
        default:
            return;
    }
}

class Walk {
public:
    Walk(const Tiff& tiff, TelltaleList& list) : tiff_(tiff), list_(list) {}

    /// A directory, those that it leads to, and those behind it.
    void chain(std::uint32_t at, bool may_be_copy) {
        bool copy = false;
        while (at != 0 && first_time(at)) {
            std::vector<Entry> entries;
            const std::uint32_t next = tiff_.directory(at, entries);
            for (const Entry& entry : entries)
                take(entry);
            if (copy && !entries.empty()) note_copy(entries);
            copy = may_be_copy;
            at = next;
        }
    }

private:
    bool first_time(std::uint32_t at) {
        if (seen_.size() >= most_directories ||
            std::find(seen_.begin(), seen_.end(), at) != seen_.end())
            return false;
        seen_.push_back(at);
        return true;
    }
    void take(const Entry& entry) {
        if (entry.tag == 0x8769) return chain(entry.offset, false);
        if (entry.tag == 0x8825 && first_time(entry.offset)) {
            std::vector<Entry> entries;
            tiff_.directory(entry.offset, entries);
            return read_place(tiff_, entries, list_);
        }
        if (entry.tag == 0x014A && entry.count == 1) return note_copy({});
        read_entry(entry, list_);
    }
    void note_copy(const std::vector<Entry>& entries) {
        const auto length = std::find_if(entries.begin(), entries.end(),
                                         [](const Entry& one) { return one.tag == 0x0202; });
        list_.add(Kind::thumbnail, length == entries.end()
                                       ? std::string("TIFF")
                                       : fmt::format("JPEG, {} B", length->offset));
    }

    const Tiff& tiff_;
    TelltaleList& list_;
    std::vector<std::uint32_t> seen_;
};

}  // namespace

void read_exif(BytesView bytes, TelltaleList& list) {
    const Tiff tiff(bytes);
    if (!tiff.is_one()) return list.add(Kind::other, "EXIF");
    Walk(tiff, list).chain(tiff.first_directory(), true);
}

}  // namespace kolokol::media
