// What the fast parser takes, the full one reads in the same way; and the full one reads the same
// whether bytes come at once or one by one.

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "http/fast_parser.hpp"
#include "http/full_parser.hpp"

namespace {

using namespace kolokol::http;
using State = FullParser::State;

constexpr std::size_t header_limit = 16 * 1024;
constexpr std::size_t target_limit = 4 * 1024;
constexpr std::size_t body_limit = 2048;

struct Outcome {
    State state = State::more;
    int refusal = 0;
    std::size_t used = 0;
    std::string target;
    std::string body;
    std::size_t fields = 0;
    bool operator==(const Outcome&) const = default;
};

bool taken(const Outcome& outcome) {
    return outcome.state == State::head || outcome.state == State::whole;
}

/// Feeds a whole request in pieces of `step` bytes, as a connection does.
Outcome read_full(std::string_view bytes, std::size_t step) {
    FullParser parser(header_limit, target_limit);
    Outcome outcome;
    std::size_t have = 0;
    bool head = false;
    while (true) {
        const auto fed = parser.feed(bytes.substr(outcome.used, have - outcome.used));
        outcome.used += fed.used;
        outcome.state = fed.state;
        if (fed.state == State::head && !head) {
            head = true;
            if (!parser.has_body()) break;
            parser.take_body(body_limit);
            continue;
        }
        if (fed.state != State::more || have == bytes.size()) break;
        have = std::min(have + step, bytes.size());
    }
    if (outcome.state == State::refused) {
        outcome.refusal = parser.refusal();
        return outcome;
    }
    if (head) {
        outcome.target = parser.request().target;
        outcome.fields = parser.request().fields.size();
    }
    if (outcome.state == State::whole) outcome.body = parser.take().body;
    return outcome;
}

void compare(std::string_view bytes, const FastRequest& fast) {
    FullParser parser(header_limit, target_limit);
    const auto fed = parser.feed(bytes);
    assert(fed.state == State::head);
    assert(fed.used == fast.size);
    assert(!parser.has_body());
    assert(parser.keep_alive() == fast.keep_alive);
    assert(parser.http_1_0() == fast.http_1_0);
    const auto full = parser.get_request();
    assert(full.head == fast.get.head);
    assert(full.path == fast.get.path);
    assert(full.query == fast.get.query);
    assert(full.host == fast.get.host);
    assert(full.accept_encoding == fast.get.accept_encoding);
    assert(full.if_none_match == fast.get.if_none_match);
    assert(full.range == fast.get.range);
    assert(full.if_range == fast.get.if_range);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    FastRequest fast;
    const auto reading = read_fast(bytes, fast);
    if (reading == Reading::complete && fast.size <= header_limit &&
        fast.target_size <= target_limit)
        compare(bytes, fast);
    const auto at_once = read_full(bytes, bytes.size() + 1);
    const auto one_by_one = read_full(bytes, 1);
    // What is wrong may be seen earlier or later; what is taken is the same.
    if (taken(at_once) || taken(one_by_one)) assert(at_once == one_by_one);
    return 0;
}
