#pragma once
// Reads the GET and HEAD requests that browsers, feed readers and proxies send all day, straight
// from the read buffer. It takes only what can be read in one way; whatever is unusual (a body, a
// folded line, a bare LF, two Hosts, an absolute address…) is left to FullParser with the same
// bytes. It never guesses, so nothing can be smuggled between the two readings.
//
// Free of I/O and of Asio: tests/fuzz holds it against Beast.

#include <cstddef>
#include <string_view>

#include "http/page_source.hpp"

namespace kolokol::http {

enum class Reading {
    complete,
    /// So far so good, but the head has not ended.
    incomplete,
    /// Not for this parser, whatever follows.
    unusual
};

struct FastRequest {
    GetRequest get;
    bool keep_alive = true;
    bool http_1_0 = false;
    /// Length of the target, and of the whole head with its empty line.
    std::size_t target_size = 0;
    std::size_t size = 0;
};

/// Views in `request` point into `bytes`; it holds nothing of use unless `complete`.
Reading read_fast(std::string_view bytes, FastRequest& request);

}  // namespace kolokol::http
