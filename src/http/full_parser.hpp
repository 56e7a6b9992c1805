#pragma once
// Reads any request, with Beast as the parser of its head, and refuses what could be read in two
// ways. It sees a head only when it is whole, so that what Beast is lenient about can be looked for
// before.
//
// Free of I/O and of coroutines: tests/fuzz feeds it.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "http/chunked_body.hpp"
#include "http/message.hpp"
#include "http/page_source.hpp"

namespace kolokol::http {

class FullParser {
public:
    enum class State {
        more,
        /// The head is read; what follows is a body (take_body() first) or the next request.
        head,
        /// The body is read.
        whole,
        /// See refusal(); nothing more can be read from this connection.
        refused
    };
    struct Fed {
        State state = State::more;
        std::size_t used = 0;
    };

    FullParser(std::size_t header_limit, std::size_t target_limit);
    FullParser(const FullParser&) = delete;
    FullParser& operator=(const FullParser&) = delete;
    ~FullParser();

    /// The first byte not used last time must be the first byte now. Until the head is whole
    /// nothing is used.
    Fed feed(std::string_view bytes);
    /// 400, 413, 414, 431, 501 or 505.
    int refusal() const { return refusal_; }

    // From the head on:
    bool has_body() const;
    std::optional<std::uint64_t> content_length() const;
    bool keep_alive() const;
    bool http_1_0() const;
    bool expects_continue() const;
    const Request& request() const { return request_; }
    /// The same as views; for GET and HEAD.
    GetRequest get_request() const;

    /// Bodies over `limit` bytes are refused with 413 as soon as that is known.
    void take_body(std::size_t limit);
    /// The request with its body; the parser is spent.
    Request take();

private:
    struct Beast;
    Fed feed_head(std::string_view bytes);
    Fed feed_body(std::string_view bytes);
    Fed refuse(int status);
    int look_at_head(std::string_view head) const;
    int copy_head();
    int read_target(std::string_view target);

    std::size_t header_limit_;
    std::size_t target_limit_;
    std::size_t searched_ = 0;
    bool head_read_ = false;
    int refusal_ = 0;
    Request request_;
    std::string accept_encoding_;
    std::string if_none_match_;
    std::size_t body_limit_ = 0;
    std::uint64_t body_left_ = 0;  // of a body whose length was told
    ChunkedBody chunks_;
    std::unique_ptr<Beast> beast_;
};

}  // namespace kolokol::http
