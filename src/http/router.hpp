#pragma once
// The list of live addresses: method, path, who may, handler. Handlers are ordinary functions that
// run on worker threads, several at a time.

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"

namespace kolokol::http {

using Handler = std::function<Response(const Request&)>;
/// Looks at the head before a byte of the body is read, on the server's own thread, so it must be
/// quick; an answer refuses the request.
using Admission = std::function<std::optional<Response>(const Request& head)>;

struct Route {
    Method method = Method::get;
    /// "/search": this path. "/handover/packs/*": what begins with "/handover/packs/".
    /// "*/search": what ends with "/search". "/acts/*/confirm": one segment in between.
    std::string path;
    Handler handler;
    /// Bytes of body taken; 0: a request with a body is refused unread.
    std::size_t body_limit = 0;
    /// For the body to arrive and the handler to answer.
    std::chrono::milliseconds deadline{10'000};
    Admission admission = {};
};

/// Filled before the server starts, then shared by its threads.
class Router {
public:
    /// A GET route answers HEAD too.
    void add(Route route);
    const Route* find(Method method, std::string_view path) const;
    /// "GET, HEAD, POST": what the path answers to; empty where it is unknown.
    std::string allowed(std::string_view path) const;

private:
    std::vector<Route> routes_;
};

}  // namespace kolokol::http
