#include "media/telltale_list.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace kolokol::media {
namespace {

constexpr std::size_t longest_value = 160;
constexpr std::size_t longest_read = 2000;  // of a value, before it is cut

void append(std::string& text, unsigned code) {
    if (code < 0x80) {
        text += static_cast<char>(code);
    } else if (code < 0x800) {
        text += static_cast<char>(0xC0U | code >> 6U);
        text += static_cast<char>(0x80U | (code & 0x3FU));
    } else {
        text += static_cast<char>(0xE0U | code >> 12U);
        text += static_cast<char>(0x80U | (code >> 6U & 0x3FU));
        text += static_cast<char>(0x80U | (code & 0x3FU));
    }
}

std::string from_latin1(std::string_view bytes) {
    std::string text;
    for (const char c : bytes)
        append(text, static_cast<unsigned char>(c));
    return text;
}

/// Without line ends and other control characters, cut at a whole letter.
std::string one_line(std::string_view text) {
    std::string line;
    for (const char c : text) {
        const bool blank = static_cast<unsigned char>(c) <= ' ' || c == 0x7F;
        if (!blank)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    if (line.size() > longest_value) {
        std::size_t end = longest_value - 3;
        while ((static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U)
            --end;
        line.resize(end);
        line += "…";
    }
    return std::string(trim(line));
}

}  // namespace

std::string_view to_string(Telltale::Kind kind) {
    switch (kind) {
        case Telltale::Kind::place:
            return "place";
        case Telltale::Kind::device:
            return "device";
        case Telltale::Kind::serial:
            return "serial";
        case Telltale::Kind::person:
            return "person";
        case Telltale::Kind::date:
            return "date";
        case Telltale::Kind::software:
            return "software";
        case Telltale::Kind::thumbnail:
            return "thumbnail";
        case Telltale::Kind::text:
            return "text";
        case Telltale::Kind::history:
            return "history";
        case Telltale::Kind::other:
            break;
    }
    return "other";
}

void TelltaleList::add(Kind kind, std::string_view value) {
    if (full()) return;
    value = value.substr(0, value.find('\0')).substr(0, longest_read);
    // a cut in the middle of a letter is no other spelling
    std::size_t fault = utf8_fault(value);
    if (fault != no_fault && fault + 4 > longest_read) value = value.substr(0, fault);
    std::string line = one_line(is_utf8(value) ? std::string(value) : from_latin1(value));
    if (line.empty()) return;
    Telltale telltale{kind, std::move(line)};
    if (std::find(list_.begin(), list_.end(), telltale) == list_.end())
        list_.push_back(std::move(telltale));
}

void TelltaleList::add_utf16(Kind kind, BytesView bytes) {
    std::string text;
    for (std::size_t at = 0; at + 1 < bytes.size() && text.size() < longest_read; at += 2) {
        const unsigned unit = static_cast<unsigned char>(bytes[at]) |
                              static_cast<unsigned>(static_cast<unsigned char>(bytes[at + 1]))
                                  << 8U;
        if (unit == 0) break;
        append(text, unit >= 0xD800 && unit < 0xE000 ? 0xFFFD : unit);
    }
    add(kind, text);
}

std::vector<Telltale> TelltaleList::take() {
    std::stable_sort(list_.begin(), list_.end(),
                     [](const Telltale& a, const Telltale& b) { return a.kind < b.kind; });
    return std::move(list_);
}

}  // namespace kolokol::media
