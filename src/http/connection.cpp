#include "http/connection.hpp"

#include <sys/epoll.h>

#include "http/loop.hpp"

// Reading. Looking for how answers are made and sent? See connection_answers.cpp.

namespace kolokol::http {
namespace {

constexpr std::size_t most_drained = 256 * 1024;

}  // namespace

Connection::Connection(Loop& loop, Stream stream, std::uint64_t id)
    : loop_(loop),
      stream_(std::move(stream)),
      id_(id),
      state_(stream_.secure() ? State::handshaking : State::reading),
      events_(EPOLLIN),
      deadline_(loop.now() + loop.shared().settings.limits.header_time) {}

Connection::~Connection() = default;

void Connection::on_events(std::uint32_t events) {
    const bool gone = (events & (EPOLLHUP | EPOLLERR)) != 0;
    switch (state_) {
        case State::handshaking:
            return handshake();
        case State::reading:
            return on_readable();
        case State::working:
            // More requests can wait; what they fill is the socket's buffer, and TCP holds them.
            return gone ? end() : watch(0);
        case State::sending:
            if (gone) return end();
            if (flush()) {
                after_answer();
                resume();
            }
            return;
        case State::lingering:
            return drain();
        case State::ended:
            return;
    }
}

void Connection::handshake() {
    switch (stream_.handshake()) {
        case Stream::State::moved:
            state_ = State::reading;
            return resume();
        case Stream::State::wants_read:
            return watch(EPOLLIN);
        case Stream::State::wants_write:
            return watch(EPOLLOUT);
        case Stream::State::closed:
            return end();
    }
}

void Connection::on_readable() {
    // The kernel tells again of what it holds, but not of what TLS has read ahead.
    while (read_some() && state_ == State::reading && stream_.secure()) {
    }
}

/// False: nothing more is there for now.
bool Connection::read_some() {
    const std::span<char> buffer = loop_.buffer();
    const Stream::Moved moved = stream_.receive(buffer);
    if (moved.state == Stream::State::closed) {
        end();
        return false;
    }
    if (moved.state != Stream::State::moved) {
        watch(moved.state == Stream::State::wants_write ? EPOLLOUT : EPOLLIN);
        return false;
    }
    const std::string_view bytes(buffer.data(), moved.size);
    if (!in_.empty()) {
        in_ += bytes;
        take_buffered();
        return true;
    }
    const std::size_t used = take(bytes);
    if (used < bytes.size() && state_ != State::lingering && state_ != State::ended)
        in_.assign(bytes.substr(used));
    return true;
}

void Connection::take_buffered() {
    const std::size_t used = take(in_);
    if (used >= in_.size() || state_ == State::lingering || state_ == State::ended)
        in_ = std::string{};  // gives its memory back
    else
        in_.erase(0, used);
}

/// How many bytes are done with: whole requests, or parts of a body.
std::size_t Connection::take(std::string_view bytes) {
    std::size_t used = 0;
    bool wait = false;
    while (state_ == State::reading && !wait && used < bytes.size()) {
        const std::string_view rest = bytes.substr(used);
        used += full_ ? take_full(rest, wait) : take_fast(rest, wait);
    }
    return used;
}

std::size_t Connection::take_fast(std::string_view bytes, bool& wait) {
    if (bytes.front() == '\r') {  // an empty line before a request (RFC 9112 section 2.2)
        wait = bytes.size() == 1;
        if (wait || bytes[1] == '\n') return wait ? 0 : 2;
    }
    const Limits& limits = loop_.shared().settings.limits;
    FastRequest request;
    const Reading reading = read_fast(bytes, request);
    const bool short_enough =
        reading == Reading::complete
            ? request.size <= limits.header_bytes && request.target_size <= limits.target_bytes
            : bytes.size() <= limits.target_bytes;
    if (reading == Reading::complete && short_enough) {
        begin_request(request.keep_alive, request.http_1_0);
        head_only_ = request.get.head;
        request.get.secure = stream_.secure();
        if (answer_page(request.get)) return request.size;
    }
    if (!in_request_) deadline_ = loop_.now() + limits.header_time;
    in_request_ = true;
    wait = reading == Reading::incomplete && short_enough;
    if (!wait) full_ = std::make_unique<FullParser>(limits.header_bytes, limits.target_bytes);
    return 0;
}

std::size_t Connection::take_full(std::string_view bytes, bool& wait) {
    const FullParser::Fed fed = full_->feed(bytes);
    switch (fed.state) {
        case FullParser::State::more:
            if (route_ != nullptr) wait_for_body();
            wait = true;
            return fed.used;
        case FullParser::State::refused:
            refuse(full_->refusal());
            return bytes.size();
        case FullParser::State::head:
            on_head();
            return fed.used;
        case FullParser::State::whole: {
            const std::unique_ptr<FullParser> parser = std::move(full_);
            hand_over(*route_, parser->take());
            return fed.used;
        }
    }
    return fed.used;
}

void Connection::begin_request(bool keep_alive, bool http_1_0) {
    in_request_ = true;
    keep_alive_ = keep_alive && !loop_.stopping();
    http_1_0_ = http_1_0;
}

void Connection::on_sweep(Moment now) {
    if (now < deadline_) return;
    const bool busy = state_ != State::lingering && !idle();
    if (busy) loop_.tally().timed_out.add();
    if (state_ == State::working) {
        loop_.forget_waiting(id_);
        return refuse(503);
    }
    if (state_ == State::reading && in_request_) return refuse(408);
    end();
}

void Connection::on_stop() {
    // A request may have arrived that nobody has looked at yet.
    if (idle()) on_readable();
    if (idle()) return end();
    keep_alive_ = false;
}

void Connection::shed() {
    if (stream_.secure()) return end();  // a handshake is work, and there is too much already
    begin_request(false, false);
    refuse(503);
}

void Connection::drain() {
    Stream::Moved moved{Stream::State::moved, 0};
    while (moved.state == Stream::State::moved && drained_ < most_drained) {
        moved = stream_.receive(loop_.buffer());
        drained_ += moved.size;
    }
    if (moved.state == Stream::State::closed || drained_ >= most_drained) end();
}

void Connection::end() {
    if (state_ == State::ended) return;
    if (state_ == State::working) loop_.forget_waiting(id_);
    state_ = State::ended;
    loop_.on_end(*this);
}

void Connection::watch(std::uint32_t events) {
    if (events == events_) return;
    events_ = events;
    loop_.watch(*this);
}

}  // namespace kolokol::http
