#include "http/chunked_body.hpp"

#include <algorithm>
#include <charconv>

namespace kolokol::http {
namespace {

constexpr std::size_t longest_line = 1024;
constexpr std::size_t longest_trailers = 8 * 1024;
constexpr std::size_t most_digits = 15;  // of a size: no number is too large for 64 bits

/// What may stand in an extension or a trailer.
bool is_text(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != '\x7f');
    });
}

}  // namespace

ChunkedBody::Fed ChunkedBody::feed(std::string_view bytes, std::string& body, std::size_t limit) {
    Fed fed;
    while (fed.state == State::more) {
        const std::string_view rest = bytes.substr(fed.used);
        if (part_ == Part::data) {
            const auto taken =
                static_cast<std::size_t>(std::min<std::uint64_t>(left_, rest.size()));
            body.append(rest.substr(0, taken));
            left_ -= taken;
            fed.used += taken;
            if (left_ > 0) return fed;
            part_ = Part::end_of_data;
            continue;
        }
        const std::size_t end = rest.find('\n');
        if (std::min(end, rest.size()) > longest_line) fed.state = State::broken;
        if (end == rest.npos || fed.state == State::broken) return fed;
        fed.used += end + 1;
        const bool ended_well = end > 0 && rest[end - 1] == '\r';
        fed.state = ended_well ? line(rest.substr(0, end - 1)) : State::broken;
        if (part_ == Part::data && left_ > limit - std::min(limit, body.size()))
            fed.state = State::too_large;
    }
    return fed;
}

ChunkedBody::State ChunkedBody::line(std::string_view line) {
    if (part_ == Part::end_of_data) {
        part_ = Part::size;
        return line.empty() ? State::more : State::broken;
    }
    if (part_ == Part::trailer) {
        trailers_ += line.size();
        if (line.empty()) return State::whole;
        return is_text(line) && trailers_ <= longest_trailers ? State::more : State::broken;
    }
    const char* const first = line.data();
    const auto [last, error] = std::from_chars(first, first + line.size(), left_, 16);
    const auto digits = static_cast<std::size_t>(last - first);
    const std::string_view extension = line.substr(digits);
    const bool good = error == std::errc{} && digits <= most_digits &&
                      (extension.empty() || extension.front() == ';') && is_text(extension);
    if (!good) return State::broken;
    part_ = left_ == 0 ? Part::trailer : Part::data;
    return State::more;
}

}  // namespace kolokol::http
