#include "serve/health_server.hpp"

#include <charconv>
#include <filesystem>

#include <fmt/format.h>
#include <unistd.h>

#include "base/file.hpp"
#include "base/text.hpp"

namespace kolokol::serve {
namespace {

constexpr std::string_view metrics_type = "text/plain; version=0.0.4; charset=utf-8";

http::Response answer(int status, std::string body) {
    return http::Response::text(status, std::move(body)).with("Cache-Control", "no-store");
}

double number(std::string_view text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// /proc's files tell no size, so read_file() finds them empty.
std::string read_proc(const char* path) {
    std::string text(4096, '\0');
    const Descriptor file = open_file(path, 0);
    const ssize_t size = ::read(file.get(), text.data(), text.size());
    text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return text;
}

/// The fields of /proc/self/stat after the program's name, which may hold blanks: proc(5) counts
/// them from 3.
std::vector<std::string_view> stat_fields(std::string_view stat) {
    const std::size_t end_of_name = stat.rfind(')');
    if (end_of_name == stat.npos || end_of_name + 2 > stat.size()) return {};
    return split(stat.substr(end_of_name + 2), ' ');
}

}  // namespace

std::string to_prometheus(const std::vector<Metric>& metrics) {
    std::string text;
    const std::string* before = nullptr;
    for (const Metric& metric : metrics) {
        if (before == nullptr || *before != metric.name)
            text += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n", metric.name, metric.help,
                                metric.counter ? "counter" : "gauge");
        before = &metric.name;
        const std::string labels = metric.labels.empty() ? "" : "{" + metric.labels + "}";
        text += fmt::format("{}{} {}\n", metric.name, labels, metric.value);
    }
    return text;
}

std::vector<Metric> server_metrics(const http::Counters& counters) {
    const auto count = [](const char* name, const char* help, std::uint64_t value,
                          std::string labels = {}) {
        return Metric{name, help, true, static_cast<double>(value), std::move(labels)};
    };
    std::vector<Metric> metrics{
        count("kolokol_http_requests_total", "Requests answered.", counters.requests)};
    for (std::size_t digit = 1; digit <= 5; ++digit)
        metrics.push_back(count("kolokol_http_answers_total", "Answers by class of status.",
                                counters.answers[digit], fmt::format("status=\"{}xx\"", digit)));
    metrics.push_back(
        count("kolokol_http_sent_bytes_total", "Bytes of answers.", counters.bytes_sent));
    metrics.push_back(
        count("kolokol_http_connections_total", "Connections taken.", counters.connections));
    metrics.push_back(
        count("kolokol_http_shed_total", "Connections turned away: too many.", counters.shed));
    metrics.push_back(count("kolokol_http_timed_out_total",
                            "Connections closed because a limit of time ran out.",
                            counters.timed_out));
    metrics.push_back({"kolokol_http_open_connections", "Connections now.", false,
                       static_cast<double>(counters.open), ""});
    return metrics;
}

std::vector<Metric> process_metrics() {
    const std::string stat = read_proc("/proc/self/stat");
    const auto fields = stat_fields(stat);
    if (fields.size() < 22) return {};
    const auto ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
    const auto page = static_cast<double>(::sysconf(_SC_PAGESIZE));
    const auto open = std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
    return {
        {"process_cpu_seconds_total", "Processor time, user and system.", true,
         (number(fields[11]) + number(fields[12])) / ticks, ""},
        {"process_resident_memory_bytes", "Memory held, mapped packs among it.", false,
         number(fields[21]) * page, ""},
        {"process_virtual_memory_bytes", "Address space.", false, number(fields[20]), ""},
        {"process_threads", "Threads.", false, number(fields[17]), ""},
        {"process_open_fds", "Open descriptors.", false, static_cast<double>(open - 1), ""},
    };
}

Result<std::unique_ptr<HealthServer>> HealthServer::start(const std::string& address,
                                                          std::uint16_t port, Health health) {
    std::unique_ptr<HealthServer> made(new HealthServer);
    made->router_.add(
        {http::Method::get, "/healthz", [](const http::Request&) { return answer(200, "ok\n"); }});
    made->router_.add(
        {http::Method::get, "/readyz", [why = health.not_ready](const http::Request&) {
             const auto reason = why ? why() : std::nullopt;
             return reason ? answer(503, *reason + "\n") : answer(200, "ready\n");
         }});
    made->router_.add(
        {http::Method::get, "/metrics", [metrics = health.metrics](const http::Request&) {
             return http::Response{
                 200,
                 {{"Content-Type", std::string(metrics_type)}, {"Cache-Control", "no-store"}},
                 metrics ? to_prometheus(metrics()) : std::string()};
         }});
    http::ServerSettings settings;
    settings.address = address;
    settings.port = port;
    settings.workers = 1;
    settings.limits.connections = 64;
    auto server = http::Server::start(std::move(settings), made->router_);
    if (!server) return refuse(server.error());
    made->server_ = std::move(*server);
    return made;
}

}  // namespace kolokol::serve
