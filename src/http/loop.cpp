#include "http/loop.hpp"

#include <array>
#include <cerrno>
#include <system_error>

#include <fmt/format.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.hpp"
#include "base/time.hpp"

namespace kolokol::http {
namespace {

// One read takes a whole head of the longest kind, and a good part of a body.
constexpr std::size_t buffer_size = 64 * 1024;
constexpr int connections_at_once = 64;
// Beyond the limit, this many are told so; further ones are closed without a word.
constexpr int told_beyond_limit = 256;

Descriptor checked(int descriptor, const char* what) {
    if (descriptor < 0) throw std::system_error(errno, std::generic_category(), what);
    return Descriptor(descriptor);
}

void add(const Descriptor& epoll, const Descriptor& watched, void* mark) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = mark;
    if (epoll_ctl(epoll.get(), EPOLL_CTL_ADD, watched.get(), &event) != 0)
        throw std::system_error(errno, std::generic_category(), "epoll_ctl");
}

}  // namespace

Loop::Loop(Shared& shared, Workers& workers, Descriptor listener,
           std::unique_ptr<PageSource> source)
    : shared_(shared),
      workers_(workers),
      epoll_(checked(epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      listener_(std::move(listener)),
      wake_(checked(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")),
      source_(std::move(source)),
      now_(std::chrono::steady_clock::now()),
      next_sweep_(now_ + shared.settings.limits.sweep),
      next_second_(now_),
      buffer_(buffer_size) {
    add(epoll_, listener_, &listener_);
    add(epoll_, wake_, &wake_);
}

Loop::~Loop() {
    shared_.open.fetch_sub(static_cast<int>(connections_.size()));
}

void Loop::run() {
    while (true) {
        wait();
        let_go_of_ended();
        if (now_ >= next_sweep_) sweep();
        let_go_of_ended();
        if (stopping_ && (connections_.empty() || now_ >= stop_deadline_)) return;
    }
}

void Loop::wait() {
    std::array<epoll_event, 256> events;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(
        next_sweep_ - std::chrono::steady_clock::now());
    const int timeout = static_cast<int>(std::max<std::int64_t>(0, left.count()));
    const int count =
        epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), timeout);
    now_ = std::chrono::steady_clock::now();
    if (now_ >= next_second_) set_date();
    for (int i = 0; i < count; ++i) {
        const epoll_event& event = events[static_cast<std::size_t>(i)];
        if (event.data.ptr == &listener_)
            take_connections();
        else if (event.data.ptr == &wake_)
            take_posts();
        else
            static_cast<Connection*>(event.data.ptr)->on_events(event.events);
    }
}

void Loop::take_connections() {
    for (int i = 0; i < connections_at_once && listener_; ++i) {
        Descriptor socket(accept4(listener_.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (socket) {
            take(std::move(socket));
        } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
            log::error("http.no_descriptors", {{"errno", errno}});
            return accept_again(false);  // or the loop would spin; the next sweep tries again
        } else if (errno != ECONNABORTED && errno != EINTR) {
            return;
        }
    }
}

void Loop::take(Descriptor socket) {
    const int open = shared_.open.load();
    const int limit = shared_.settings.limits.connections;
    tallies_.connections.add();
    if (open >= limit) tallies_.shed.add();
    if (open >= limit + told_beyond_limit) return;
    const auto context = shared_.tls ? shared_.tls->current() : nullptr;
    Stream stream = context ? Stream(std::move(socket), context) : Stream(std::move(socket));
    auto connection = std::make_unique<Connection>(*this, std::move(stream), next_id_++);
    connection->place = connections_.size();
    epoll_event event{};
    event.events = connection->events();
    event.data.ptr = connection.get();
    if (epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, connection->descriptor(), &event) != 0) return;
    shared_.open.fetch_add(1);
    connections_.push_back(std::move(connection));
    if (open >= limit) connections_.back()->shed();
}

void Loop::watch(Connection& connection) {
    epoll_event event{};
    event.events = connection.events();
    event.data.ptr = &connection;
    epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, connection.descriptor(), &event);
}

void Loop::accept_again(bool yes) {
    accepting_ = yes;
    epoll_event event{};
    event.events = yes ? static_cast<std::uint32_t>(EPOLLIN) : 0U;
    event.data.ptr = &listener_;
    epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, listener_.get(), &event);
}

void Loop::let_go_of_ended() {
    for (Connection* connection : ended_) {
        const std::size_t place = connection->place;
        connections_.back()->place = place;
        std::swap(connections_[place], connections_.back());
        connections_.pop_back();
        shared_.open.fetch_sub(1);
    }
    ended_.clear();
}

void Loop::sweep() {
    next_sweep_ = now_ + shared_.settings.limits.sweep;
    // Nothing is removed from the list while it is walked: what ends is let go of afterwards.
    for (const auto& connection : connections_)
        connection->on_sweep(now_);
    if (source_) source_->tick();
    if (shared_.tls) shared_.tls->refresh(now_);
    if (!accepting_ && listener_) accept_again(true);
}

bool Loop::hand_over(Connection& connection, const Route& route, Request request) {
    const std::uint64_t id = connection.id();
    const bool taken = workers_.put([this, id, &route, request = std::move(request)] {
        Response response;
        try {
            response = route.handler(request);
        } catch (const std::exception& failure) {
            log::error("http.handler_failed", {{"route", route.path}, {"detail", failure.what()}});
            response = Response::text(500, "500 Internal Server Error\n");
        }
        post(id, std::move(response));
    });
    if (taken) waiting_[id] = &connection;
    return taken;
}

void Loop::post(std::uint64_t id, Response response) {
    {
        const std::lock_guard lock(mutex_);
        posts_.emplace_back(id, std::move(response));
    }
    eventfd_write(wake_.get(), 1);
}

void Loop::stop(Moment deadline) {
    {
        const std::lock_guard lock(mutex_);
        stop_asked_ = true;
        stop_deadline_ = deadline;
    }
    eventfd_write(wake_.get(), 1);
}

void Loop::take_posts() {
    eventfd_t ignored = 0;
    eventfd_read(wake_.get(), &ignored);
    std::vector<std::pair<std::uint64_t, Response>> posts;
    bool stop_asked = false;
    {
        const std::lock_guard lock(mutex_);
        posts.swap(posts_);
        stop_asked = stop_asked_;
    }
    for (auto& [id, response] : posts) {
        const auto found = waiting_.find(id);
        if (found == waiting_.end()) continue;  // too late, or the reader has gone
        Connection& connection = *found->second;
        waiting_.erase(found);
        connection.on_response(std::move(response));
    }
    if (stop_asked && !stopping_) begin_stop();
}

void Loop::begin_stop() {
    take_connections();  // who has come in already is served
    stopping_ = true;
    listener_.reset();
    // What a stop takes in while it walks the list stands at its end.
    for (std::size_t i = 0; i < connections_.size(); ++i)
        connections_[i]->on_stop();
}

void Loop::set_date() {
    const auto wall = std::chrono::system_clock::now();
    const auto second = std::chrono::floor<std::chrono::seconds>(wall);
    next_second_ = now_ + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                              second + std::chrono::seconds(1) - wall);
    date_ = format_http_date(second);
    ok_head_ = fmt::format("HTTP/1.1 200 OK\r\nDate: {}\r\n", date_);
}

std::string_view Loop::head(int status, bool keep_alive, bool say_keep_alive) {
    if (status == 200 && keep_alive && !say_keep_alive) return ok_head_;
    const std::string_view connection = !keep_alive      ? "Connection: close\r\n"
                                        : say_keep_alive ? "Connection: keep-alive\r\n"
                                                         : "";
    head_ =
        fmt::format("HTTP/1.1 {} {}\r\nDate: {}\r\n{}", status, reason(status), date_, connection);
    return head_;
}

}  // namespace kolokol::http
