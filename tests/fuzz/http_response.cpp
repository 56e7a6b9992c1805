// What a mirror answers, at once and byte by byte; never longer than was allowed.

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "http/response_reader.hpp"

namespace {

using kolokol::http::ResponseReader;

constexpr std::size_t limit = 4096;

/// Whole after all of `bytes`, with the body; empty where it was refused or is not whole.
std::string read(std::string_view bytes, std::size_t step) {
    ResponseReader reader(limit, false);
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        const auto whole = reader.feed(bytes.substr(at, step));
        if (!whole) return {};
        if (!*whole) continue;
        const std::string body = reader.take().body;
        assert(body.size() <= limit);
        return "whole: " + body;
    }
    const auto whole = reader.feed_end();
    return whole && *whole ? "ended: " + reader.take().body : std::string();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto at_once = read(bytes, bytes.size() + 1);
    const auto one_by_one = read(bytes, 1);
    assert(at_once == one_by_one);
    return 0;
}
