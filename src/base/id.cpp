#include "base/id.hpp"

#include <array>
#include <cerrno>
#include <cstdint>
#include <system_error>

#include <sys/random.h>

namespace kolokol {

std::string make_id(Instant now) {
    constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::array<std::uint8_t, 10> entropy{};
    if (getrandom(entropy.data(), entropy.size(), 0) != static_cast<ssize_t>(entropy.size()))
        throw std::system_error(errno, std::generic_category(), "getrandom");

    std::string text(26, '0');
    auto millis = static_cast<std::uint64_t>(now.time_since_epoch().count());
    for (int i = 9; i >= 0; --i, millis >>= 5)
        text[static_cast<std::size_t>(i)] = alphabet[millis & 31];
    std::uint32_t bits = 0;
    int held = 0;
    std::size_t at = 10;
    for (std::uint8_t byte : entropy) {
        bits = (bits << 8) | byte;
        held += 8;
        while (held >= 5) {
            held -= 5;
            text[at++] = alphabet[(bits >> held) & 31];
        }
    }
    return text;
}

}  // namespace kolokol
