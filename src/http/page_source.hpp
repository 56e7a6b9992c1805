#pragma once
// The hot path: a GET or HEAD as views into the read buffer, and an answer as views into memory
// that exists already (a prebuilt head, a body in a memory-mapped pack). Nothing is copied and
// nothing allocated between the two system calls.
//
// The server makes one PageSource for each of its threads, so a source needs no locks.

#include <functional>
#include <memory>
#include <span>
#include <string_view>

namespace kolokol::http {

/// The views end with the call they are handed to. An absent field is an empty view (data() is
/// null), a field present without a value an empty one too: none of these means anything empty.
struct GetRequest {
    bool head = false;
    bool secure = false;
    /// As sent: percent-escapes are not undone, dot segments not removed.
    std::string_view path;
    /// Without the question mark.
    std::string_view query;
    std::string_view host;
    std::string_view accept_encoding;
    std::string_view if_none_match;
    std::string_view range;
    std::string_view if_range;
};

/// The views must hold until the source is called again.
struct Answer {
    int status = 200;
    /// Whole lines, "Name: value\r\n", closed by the empty line "\r\n"; Content-Length among them
    /// wherever there may be a body. Without Date and Connection, which the server writes.
    std::string_view fields;
    /// Not sent for HEAD.
    std::string_view body;
    /// What follows `body`, of objects that are stored in chunks.
    std::span<const std::string_view> more;
    /// Where set: keeps `body` and what `more` shows (not the span itself) alive. Copied only when
    /// the answer cannot be sent in one go; where it is null, what is left of the body is copied
    /// instead.
    const std::shared_ptr<const void>* owner = nullptr;
};

class PageSource {
public:
    virtual ~PageSource() = default;
    /// True: `answer` is filled. False: the router is asked next.
    virtual bool find(const GetRequest& request, Answer& answer) = 0;
    /// For an address that neither this source nor the router knows.
    virtual void not_found(const GetRequest& request, Answer& answer) = 0;
    /// Called every second or so, also while nobody asks for anything: the time to let go of what
    /// is out of date.
    virtual void tick() {}
};

using PageSourceFactory = std::function<std::unique_ptr<PageSource>()>;

}  // namespace kolokol::http
