#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "serve/health_server.hpp"

using namespace kolokol::serve;
using testing::HasSubstr;

namespace {

TEST(Metrics, AreWrittenInThePrometheusTextFormat) {
    EXPECT_EQ(to_prometheus({{"a_total", "What a is.", true, 3, ""},
                             {"b_seconds", "Seconds of b.", false, 1.5, "role=\"x\""},
                             {"b_seconds", "Seconds of b.", false, 2.5, "role=\"y\""}}),
              "# HELP a_total What a is.\n"
              "# TYPE a_total counter\n"
              "a_total 3\n"
              "# HELP b_seconds Seconds of b.\n"
              "# TYPE b_seconds gauge\n"
              "b_seconds{role=\"x\"} 1.5\n"
              "b_seconds{role=\"y\"} 2.5\n");
}

TEST(Metrics, OfAServerAreItsCounters) {
    kolokol::http::Counters counters;
    counters.requests = 7;
    counters.answers[2] = 5;
    counters.answers[4] = 2;
    counters.bytes_sent = 12'345'678'901;
    const std::string text = to_prometheus(server_metrics(counters));
    EXPECT_THAT(text, HasSubstr("\nkolokol_http_requests_total 7\n"));
    EXPECT_THAT(text, HasSubstr("\nkolokol_http_answers_total{status=\"2xx\"} 5\n"));
    EXPECT_THAT(text, HasSubstr("\nkolokol_http_answers_total{status=\"4xx\"} 2\n"));
    EXPECT_THAT(text, HasSubstr("\nkolokol_http_sent_bytes_total 12345678901\n"));
}

TEST(Metrics, OfThisProcessAreThere) {
    const std::string text = to_prometheus(process_metrics());
    for (const char* name : {"process_cpu_seconds_total", "process_resident_memory_bytes",
                             "process_threads", "process_open_fds"})
        EXPECT_THAT(text, HasSubstr(std::string("\n") + name + " "));
}

}  // namespace
