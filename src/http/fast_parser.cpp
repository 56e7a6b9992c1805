#include "http/fast_parser.hpp"

#include <array>
#include <cstdint>
#include <cstring>

namespace kolokol::http {
namespace {

constexpr std::array<bool, 256> make_token_table() {
    std::array<bool, 256> table{};
    for (int c = 'a'; c <= 'z'; ++c)
        table[static_cast<std::size_t>(c)] = true;
    for (int c = 'A'; c <= 'Z'; ++c)
        table[static_cast<std::size_t>(c)] = true;
    for (int c = '0'; c <= '9'; ++c)
        table[static_cast<std::size_t>(c)] = true;
    for (const char c : std::string_view("!#$%&'*+-.^_`|~"))
        table[static_cast<unsigned char>(c)] = true;
    return table;
}
constexpr auto token_table = make_token_table();

bool is_token(char c) {
    return token_table[static_cast<unsigned char>(c)];
}
bool is_visible(char c) {
    return c > ' ' && c < '\x7f';
}
bool is_host_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == ':' || c == '[' || c == ']' || c == '_';
}

/// `lower` consists of lower-case letters and hyphens.
bool same_name(const char* name, std::string_view lower) {
    for (std::size_t i = 0; i < lower.size(); ++i) {
        const char c = name[i];
        const char folded = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
        if (folded != lower[i]) return false;
    }
    return true;
}

/// The first byte that is not printable ASCII or a tab, eight bytes at a step.
const char* skip_value(const char* at, const char* end) {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    constexpr std::uint64_t highs = 0x8080808080808080U;
    while (end - at >= 8) {
        std::uint64_t word;
        std::memcpy(&word, at, 8);
        const std::uint64_t below_blank = (word - ones * 0x20U) & ~word;
        const std::uint64_t delete_zero = word ^ (ones * 0x7fU);
        const std::uint64_t is_delete = (delete_zero - ones) & ~delete_zero;
        if (((below_blank | is_delete | word) & highs) != 0) break;
        at += 8;
    }
    while (at != end && ((*at >= ' ' && *at < '\x7f') || *at == '\t'))
        ++at;
    return at;
}

class Reader {
public:
    Reader(std::string_view bytes, FastRequest& request)
        : begin_(bytes.data()), at_(begin_), end_(begin_ + bytes.size()), request_(request) {}

    Reading read() {
        Reading reading = read_request_line();
        while (reading == Reading::complete) {
            if (at_ == end_) return Reading::incomplete;
            if (*at_ == '\r') return read_end();
            reading = read_field();
        }
        return reading;
    }

private:
    /// `text` stands here, or as much of it as has arrived.
    Reading expect(std::string_view text) {
        const auto have = static_cast<std::size_t>(end_ - at_);
        const std::size_t compared = have < text.size() ? have : text.size();
        if (std::memcmp(at_, text.data(), compared) != 0) return Reading::unusual;
        if (compared < text.size()) return Reading::incomplete;
        at_ += text.size();
        return Reading::complete;
    }

    Reading read_request_line() {
        if (at_ == end_) return Reading::incomplete;
        request_.get.head = *at_ == 'H';
        Reading reading = expect(request_.get.head ? "HEAD " : "GET ");
        if (reading != Reading::complete) return reading;
        reading = read_target();
        if (reading != Reading::complete) return reading;
        reading = expect("HTTP/1.");
        if (reading != Reading::complete) return reading;
        if (at_ == end_) return Reading::incomplete;
        if (*at_ != '0' && *at_ != '1') return Reading::unusual;
        request_.http_1_0 = *at_++ == '0';
        request_.keep_alive = !request_.http_1_0;
        return expect("\r\n");
    }

    Reading read_target() {
        const char* start = at_;
        if (at_ == end_) return Reading::incomplete;
        if (*at_ != '/') return Reading::unusual;
        const char* question = nullptr;
        while (at_ != end_ && is_visible(*at_) && *at_ != '#') {
            if (*at_ == '?' && question == nullptr) question = at_;
            ++at_;
        }
        if (at_ == end_) return Reading::incomplete;
        if (*at_ != ' ') return Reading::unusual;
        request_.target_size = static_cast<std::size_t>(at_ - start);
        request_.get.path = view(start, question != nullptr ? question : at_);
        if (question != nullptr) request_.get.query = view(question + 1, at_);
        ++at_;
        return Reading::complete;
    }

    Reading read_field() {
        const char* name = at_;
        while (at_ != end_ && is_token(*at_))
            ++at_;
        if (at_ == end_) return Reading::incomplete;
        if (*at_ != ':' || at_ == name) return Reading::unusual;
        const auto name_size = static_cast<std::size_t>(at_ - name);
        ++at_;
        while (at_ != end_ && (*at_ == ' ' || *at_ == '\t'))
            ++at_;
        const char* value = at_;
        at_ = skip_value(at_, end_);
        const char* value_end = at_;
        const Reading reading = expect("\r\n");
        if (reading != Reading::complete) return reading;
        // Whether the line is folded shows in the first byte of the next one.
        if (at_ == end_) return Reading::incomplete;
        if (*at_ == ' ' || *at_ == '\t') return Reading::unusual;
        while (value_end != value && (value_end[-1] == ' ' || value_end[-1] == '\t'))
            --value_end;
        return take_field(name, name_size, view(value, value_end)) ? Reading::complete
                                                                   : Reading::unusual;
    }

    /// False for fields that frame a message or ask for more than a page.
    bool take_field(const char* name, std::size_t size, std::string_view value) {
        GetRequest& get = request_.get;
        switch (size) {
            case 4:
                return same_name(name, "host") ? take_host(value) : true;
            case 5:
                return same_name(name, "range") ? take_once(get.range, value) : true;
            case 6:
                return !same_name(name, "expect");
            case 8:
                return same_name(name, "if-range") ? take_once(get.if_range, value) : true;
            case 10:
                return same_name(name, "connection") ? take_connection(value) : true;
            case 13:
                return same_name(name, "if-none-match") ? take_once(get.if_none_match, value)
                                                        : true;
            case 14:
                return !same_name(name, "content-length");
            case 15:
                return same_name(name, "accept-encoding") ? take_once(get.accept_encoding, value)
                                                          : true;
            case 16:
                return !same_name(name, "proxy-connection");
            case 17:
                return !same_name(name, "transfer-encoding");
            default:
                return true;
        }
    }

    static bool take_once(std::string_view& slot, std::string_view value) {
        if (slot.data() != nullptr) return false;
        slot = value;
        return true;
    }

    bool take_host(std::string_view value) {
        if (value.empty()) return false;
        for (const char c : value) {
            if (!is_host_character(c)) return false;
        }
        return take_once(request_.get.host, value);
    }

    bool take_connection(std::string_view value) {
        if (connection_seen_) return false;
        connection_seen_ = true;
        if (value.size() == 10 && same_name(value.data(), "keep-alive")) {
            request_.keep_alive = true;
            return true;
        }
        if (value.size() == 5 && same_name(value.data(), "close")) {
            request_.keep_alive = false;
            return true;
        }
        return false;
    }

    Reading read_end() {
        const Reading reading = expect("\r\n");
        if (reading != Reading::complete) return reading;
        if (request_.get.host.data() == nullptr && !request_.http_1_0) return Reading::unusual;
        request_.size = static_cast<std::size_t>(at_ - begin_);
        return Reading::complete;
    }

    static std::string_view view(const char* from, const char* to) {
        return {from, static_cast<std::size_t>(to - from)};
    }

    const char* begin_;
    const char* at_;
    const char* end_;
    FastRequest& request_;
    bool connection_seen_ = false;
};

}  // namespace

Reading read_fast(std::string_view bytes, FastRequest& request) {
    request = FastRequest{};
    return Reader(bytes, request).read();
}

}  // namespace kolokol::http
