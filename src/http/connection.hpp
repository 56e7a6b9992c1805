#pragma once
// One connection of a loop, from its handshake to its end: reads requests, answers them in order,
// one at a time. Small while it idles: buffers exist only while something is half read or half
// sent.

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/fast_parser.hpp"
#include "http/full_parser.hpp"
#include "http/message.hpp"
#include "http/page_source.hpp"
#include "http/router.hpp"
#include "http/stream.hpp"

namespace kolokol::http {

class Loop;

class Connection {
public:
    using Moment = std::chrono::steady_clock::time_point;

    Connection(Loop& loop, Stream stream, std::uint64_t id);
    ~Connection();

    std::uint64_t id() const { return id_; }
    int descriptor() const { return stream_.descriptor(); }
    std::uint32_t events() const { return events_; }
    bool ended() const { return state_ == State::ended; }
    /// Asks for nothing at the moment.
    bool idle() const { return state_ == State::reading && !in_request_; }

    /// Its place in the loop's list.
    std::size_t place = 0;

    /// What epoll tells.
    void on_events(std::uint32_t events);
    /// What a handler answered.
    void on_response(Response response);
    /// The loop looks at its clock.
    void on_sweep(Moment now);
    /// The server stops: an idle connection ends, another after its answer.
    void on_stop();
    /// Too many connections: 503 and the end.
    void shed();
    void end();

private:
    enum class State {
        handshaking,
        reading,    // heads, bodies, or nothing: between requests
        working,    // a handler has the request
        sending,    // an answer that did not fit in one go
        lingering,  // all is sent; the other side may still be sending
        ended
    };

    void on_readable();
    void handshake();
    bool read_some();
    void take_buffered();
    std::size_t take(std::string_view bytes);
    std::size_t take_fast(std::string_view bytes, bool& wait);
    std::size_t take_full(std::string_view bytes, bool& wait);
    void begin_request(bool keep_alive, bool http_1_0);

    // connection_answers.cpp
    bool answer_page(const GetRequest& request);
    void on_head();
    void on_unrouted();
    void on_route(const Route& route);
    void wait_for_body();
    void hand_over(const Route& route, Request request);
    void refuse(int status);
    void send_response(const Response& response);
    void send(const Answer& answer);
    void keep(std::string_view head, const Answer& answer, std::size_t sent);
    bool flush();
    void after_answer();
    void resume();
    void linger();
    void drain();
    void watch(std::uint32_t events);

    Loop& loop_;
    Stream stream_;
    std::uint64_t id_;
    State state_;
    bool in_request_ = false;
    bool keep_alive_ = true;
    bool http_1_0_ = false;
    bool head_only_ = false;
    std::uint32_t events_;
    Moment deadline_;
    std::size_t drained_ = 0;
    std::string in_;
    std::unique_ptr<FullParser> full_;
    const Route* route_ = nullptr;  // takes the body that is being read
    Moment body_deadline_;          // of all of it

    // Of an answer half sent:
    std::string out_copy_;
    std::vector<std::string_view> out_;
    std::shared_ptr<const void> out_owner_;
};

}  // namespace kolokol::http
