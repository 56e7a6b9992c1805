#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <sys/epoll.h>

#include "http/connection.hpp"
#include "http/loop.hpp"

// The half of Connection that answers.

namespace kolokol::http {
namespace {

constexpr auto linger_time = std::chrono::seconds(2);
constexpr std::size_t most_parts = 16;

/// Would end a field, and begin another: refused silently, for it is our own mistake.
bool breaks_line(const std::string& value) {
    return value.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos;
}

/// The lines of `always` whose name the response does not use itself.
std::string usual_fields(const Response& response, std::string_view always) {
    std::string fields;
    while (!always.empty()) {
        const std::size_t end = std::min(always.find('\n'), always.size() - 1) + 1;
        const std::string_view line = always.substr(0, end);
        if (!find_field(response.fields, line.substr(0, line.find(':')))) fields += line;
        always.remove_prefix(end);
    }
    return fields;
}

std::string fields_of(const Response& response, const std::string& always) {
    std::string fields = usual_fields(response, always);
    for (const Field& field : response.fields) {
        if (breaks_line(field.name) || breaks_line(field.value)) continue;
        fields += field.name;
        fields += ": ";
        fields += field.value;
        fields += "\r\n";
    }
    if (response.status != 204 && response.status != 304)
        fields += fmt::format("Content-Length: {}\r\n", response.body.size());
    fields += "\r\n";
    return fields;
}

iovec part(std::string_view bytes) {
    return {const_cast<char*>(bytes.data()), bytes.size()};  // only read from
}

}  // namespace

/// False: a route of the router's answers this address.
bool Connection::answer_page(const GetRequest& request) {
    Answer answer;
    PageSource* source = loop_.source();
    if (source != nullptr && source->find(request, answer)) {
        send(answer);
        return true;
    }
    const Router& router = loop_.shared().router;
    if (router.find(Method::get, request.path) != nullptr) return false;
    const std::string allowed = router.allowed(request.path);
    if (!allowed.empty()) {
        send_response(Response::text(405, "405 Method Not Allowed\n").with("Allow", allowed));
    } else if (source != nullptr) {
        source->not_found(request, answer);
        send(answer);
    } else {
        send_response(Response::text(404, "404 Not Found\n"));
    }
    return true;
}

void Connection::on_head() {
    const Request& request = full_->request();
    begin_request(full_->keep_alive(), full_->http_1_0());
    head_only_ = request.method == Method::head;
    if (request.method == Method::other) return refuse(501);
    if (request.field("expect") && !full_->expects_continue()) return refuse(417);
    const bool page = request.method == Method::get || request.method == Method::head;
    if (page && !full_->has_body()) {
        GetRequest get = full_->get_request();
        get.secure = stream_.secure();
        const std::unique_ptr<FullParser> holds_views = std::move(full_);
        if (answer_page(get)) return;
        const Route* route = loop_.shared().router.find(request.method, get.path);
        return hand_over(*route, holds_views->take());
    }
    const Route* route = loop_.shared().router.find(request.method, request.path());
    if (route != nullptr) return on_route(*route);
    return page ? refuse(413) : on_unrouted();
}

/// Neither GET nor HEAD, and no route: the body, if there is one, is not read.
void Connection::on_unrouted() {
    std::string allowed = loop_.shared().router.allowed(full_->request().path());
    if (loop_.source() != nullptr && allowed.find("GET") == std::string::npos)
        allowed = allowed.empty() ? "GET, HEAD" : "GET, HEAD, " + allowed;
    const Method method = full_->request().method;
    const bool body_follows = full_->has_body();
    full_.reset();
    if (body_follows) keep_alive_ = false;
    if (allowed.empty()) return send_response(Response::text(404, "404 Not Found\n"));
    if (method == Method::options) return send_response(Response{204, {{"Allow", allowed}}, {}});
    send_response(Response::text(405, "405 Method Not Allowed\n").with("Allow", allowed));
}

void Connection::on_route(const Route& route) {
    const bool body = full_->has_body();
    if (body && route.body_limit == 0) return refuse(413);
    if (route.admission) {
        if (auto refusal = route.admission(full_->request())) {
            full_.reset();
            if (body) keep_alive_ = false;
            return send_response(*refusal);
        }
    }
    if (!body) {
        const std::unique_ptr<FullParser> parser = std::move(full_);
        return hand_over(route, parser->take());
    }
    full_->take_body(route.body_limit);
    if (full_->refusal() != 0) return refuse(full_->refusal());
    route_ = &route;
    body_deadline_ = loop_.now() + route.deadline;
    wait_for_body();
    if (!full_->expects_continue()) return;
    const std::array<iovec, 1> parts{part("HTTP/1.1 100 Continue\r\n\r\n")};
    const Stream::Moved moved = stream_.send(parts);
    if (moved.size != parts[0].iov_len) end();  // an empty socket has no room for 25 bytes
}

void Connection::wait_for_body() {
    deadline_ = std::min(body_deadline_, loop_.now() + loop_.shared().settings.limits.stalled_time);
}

void Connection::hand_over(const Route& route, Request request) {
    request.secure = stream_.secure();
    // For its body and its handler together.
    request.deadline = route_ != nullptr ? body_deadline_ : loop_.now() + route.deadline;
    deadline_ = request.deadline;
    if (!loop_.hand_over(*this, route, std::move(request)))
        return send_response(
            Response::text(503, "503 Service Unavailable\n").with("Retry-After", "5"));
    state_ = State::working;
}

void Connection::on_response(Response response) {
    send_response(response);
    if (state_ == State::reading) resume();
}

void Connection::refuse(int status) {
    full_.reset();
    keep_alive_ = false;
    send_response(Response::text(status, fmt::format("{} {}\n", status, reason(status))));
}

void Connection::send_response(const Response& response) {
    const std::string fields = fields_of(response, loop_.shared().settings.fields);
    Answer answer;
    answer.status = response.status;
    answer.fields = fields;
    answer.body = response.body;
    send(answer);
}

void Connection::send(const Answer& answer) {
    Tallies& tally = loop_.tally();
    tally.requests.add();
    tally.answers[static_cast<std::size_t>(answer.status / 100)].add();
    const std::string_view head = loop_.head(answer.status, keep_alive_, keep_alive_ && http_1_0_);
    const std::array<iovec, 3> parts{part(head), part(answer.fields),
                                     part(head_only_ ? std::string_view{} : answer.body)};
    const std::size_t first = head.size() + answer.fields.size() + parts[2].iov_len;
    const Stream::Moved moved = stream_.send(parts);
    if (moved.state == Stream::State::closed) return end();
    tally.bytes_sent.add(moved.size);
    if (moved.size == first && (head_only_ || answer.more.empty())) return after_answer();
    keep(head, answer, moved.size);
    if (flush()) after_answer();
}

/// What did not fit is kept: copies of what is short, views of what somebody keeps alive.
void Connection::keep(std::string_view head, const Answer& answer, std::size_t sent) {
    state_ = State::sending;
    deadline_ = loop_.now() + loop_.shared().settings.limits.stalled_time;
    const bool body = !head_only_;
    const bool copy_body = body && answer.owner == nullptr;
    out_copy_.clear();
    out_copy_ += head;
    out_copy_ += answer.fields;
    if (copy_body) out_copy_ += answer.body;
    if (copy_body) {
        for (const std::string_view more : answer.more)
            out_copy_ += more;
    }
    out_.assign(1, out_copy_);
    if (body && answer.owner != nullptr) {
        out_owner_ = *answer.owner;
        out_.push_back(answer.body);
        out_.insert(out_.end(), answer.more.begin(), answer.more.end());
    }
    while (!out_.empty() && sent >= out_.front().size()) {
        sent -= out_.front().size();
        out_.erase(out_.begin());
    }
    if (!out_.empty()) out_.front().remove_prefix(sent);
}

/// True: all is sent.
bool Connection::flush() {
    while (!out_.empty()) {
        std::array<iovec, most_parts> parts{};
        const std::size_t count = std::min(out_.size(), parts.size());
        for (std::size_t i = 0; i < count; ++i)
            parts[i] = part(out_[i]);
        Stream::Moved moved = stream_.send({parts.data(), count});
        if (moved.state == Stream::State::closed) {
            end();
            return false;
        }
        if (moved.state != Stream::State::moved) {
            watch(moved.state == Stream::State::wants_read ? EPOLLIN : EPOLLOUT);
            return false;
        }
        loop_.tally().bytes_sent.add(moved.size);
        deadline_ = loop_.now() + loop_.shared().settings.limits.stalled_time;
        while (!out_.empty() && moved.size >= out_.front().size()) {
            moved.size -= out_.front().size();
            out_.erase(out_.begin());
        }
        if (!out_.empty()) out_.front().remove_prefix(moved.size);
    }
    out_copy_ = std::string{};
    out_owner_.reset();
    return true;
}

void Connection::after_answer() {
    if (!keep_alive_) return linger();
    state_ = State::reading;
    in_request_ = false;
    head_only_ = false;
    route_ = nullptr;
    deadline_ = loop_.now() + loop_.shared().settings.limits.idle_time;
}

/// After an answer that came later than its request: what arrived meanwhile is next.
void Connection::resume() {
    if (state_ != State::reading) return;
    watch(EPOLLIN);
    if (!in_.empty()) take_buffered();
    if (state_ == State::reading && stream_.holds_back()) on_readable();
}

/// Closing a socket with unread bytes resets it, and the answer may be lost on its way: so nothing
/// more is sent, and what still comes is dropped for a moment.
void Connection::linger() {
    stream_.finish();
    state_ = State::lingering;
    deadline_ = loop_.now() + linger_time;
    watch(EPOLLIN);
}

}  // namespace kolokol::http
