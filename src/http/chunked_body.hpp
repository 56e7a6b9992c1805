#pragma once
// A body in chunks (RFC 9112 section 7.1), read strictly: what the size of a chunk is can be said
// in one way only. Extensions are passed over and trailers dropped, as the RFC allows. Our own,
// because Beast 1.74 asserts where a last chunk is followed by what is none.
//
// Free of I/O: tests/fuzz feeds it.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kolokol::http {

class ChunkedBody {
public:
    enum class State { more, whole, too_large, broken };
    struct Fed {
        State state = State::more;
        std::size_t used = 0;
    };

    /// Adds what is in `bytes` to `body`, which may grow to `limit`. What was not used last time
    /// must come first now: half a line. Nothing more can be read once it is not `more`.
    Fed feed(std::string_view bytes, std::string& body, std::size_t limit);

private:
    enum class Part { size, data, end_of_data, trailer };
    State line(std::string_view line);

    Part part_ = Part::size;
    std::uint64_t left_ = 0;  // of the chunk
    std::size_t trailers_ = 0;
};

}  // namespace kolokol::http
