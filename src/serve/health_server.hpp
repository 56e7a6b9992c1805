#pragma once
// /healthz, /readyz and /metrics on a port of their own, for the operator's machines.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/server.hpp"

namespace kolokol::serve {

/// One line of the Prometheus text format.
struct Metric {
    std::string name;
    std::string help;
    bool counter = false;  // else a gauge
    double value = 0;
    /// "role=\"timestamp\"": ready to stand between the braces; metrics of one name stand together.
    std::string labels;
};
std::string to_prometheus(const std::vector<Metric>& metrics);
/// What a server counts, as kolokol_http_….
std::vector<Metric> server_metrics(const http::Counters& counters);
/// Of this process: memory, threads, descriptors, seconds of processor time.
std::vector<Metric> process_metrics();

struct Health {
    /// Nothing: ready to be sent readers. Else why not: no edition yet, stopping…
    std::function<std::optional<std::string>()> not_ready;
    std::function<std::vector<Metric>()> metrics;
};

class HealthServer {
public:
    /// Refuses what http::Server::start refuses.
    static Result<std::unique_ptr<HealthServer>> start(const std::string& address,
                                                       std::uint16_t port, Health health);
    std::uint16_t port() const { return server_->port(); }

private:
    HealthServer() = default;
    http::Router router_;
    std::unique_ptr<http::Server> server_;
};

}  // namespace kolokol::serve
