#include "http/server.hpp"

#include <atomic>
#include <future>
#include <thread>

#include <gtest/gtest.h>

#include "support/wire.hpp"

using namespace kolokol;
using http::Method;
using http::Request;
using http::Response;
using http::Router;
using http::Server;
using http::ServerSettings;
using kolokol::testing::get;
using kolokol::testing::Wire;
using std::chrono::milliseconds;

namespace {

constexpr std::string_view ping = "GET /ping HTTP/1.1\r\nHost: a\r\n\r\n";

class Servers : public ::testing::Test {
protected:
    Servers() {
        router.add({Method::get, "/ping", [](const Request&) { return Response::text(200, "p"); }});
    }
    std::unique_ptr<Server> start(ServerSettings settings = {}) {
        auto server = Server::start(std::move(settings), router);
        EXPECT_TRUE(server) << server.error().detail;
        return std::move(*server);
    }
    Router router;
};

TEST_F(Servers, RefuseAPortThatIsTaken) {
    const auto first = start();
    ServerSettings settings;
    settings.port = first->port();
    const auto second = Server::start(settings, router);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, "http.cannot_listen");
}

TEST_F(Servers, RefuseWhatIsNoAddress) {
    ServerSettings settings;
    settings.address = "localhost";
    EXPECT_EQ(Server::start(settings, router).error().code, "http.cannot_listen");
}

TEST_F(Servers, RefuseACertificateThatIsNone) {
    ServerSettings settings;
    settings.tls = http::TlsFiles{"/dev/null", "/dev/null"};
    EXPECT_EQ(Server::start(settings, router).error().code, "http.certificate_unusable");
}

TEST_F(Servers, TakeTheirPortAgainAtOnce) {
    const std::uint16_t port = [&] {
        const auto first = start();
        EXPECT_EQ(get(first->port(), "/ping").status, 200);
        return first->port();
    }();
    ServerSettings settings;
    settings.port = port;
    EXPECT_EQ(get(start(settings)->port(), "/ping").status, 200);
}

TEST_F(Servers, ServeOverAllTheirThreads) {
    ServerSettings settings;
    settings.threads = 4;
    const auto server = start(settings);
    for (int i = 0; i < 100; ++i)
        ASSERT_EQ(get(server->port(), "/ping").body, "p");
    EXPECT_EQ(server->counters().requests, 100U);
    EXPECT_EQ(server->counters().answers[2], 100U);
}

TEST_F(Servers, RunHandlersBesideEachOther) {
    std::promise<void> second_came;
    auto came = second_came.get_future().share();
    router.add({Method::get, "/first", [came](const Request&) {
                    came.wait();
                    return Response::text(200, "first");
                }});
    router.add({Method::get, "/second", [&](const Request&) {
                    second_came.set_value();
                    return Response::text(200, "second");
                }});
    const auto server = start();
    Wire first(server->port());
    first.send("GET /first HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(get(server->port(), "/second").body, "second");
    EXPECT_EQ(first.receive().body, "first");
}

TEST_F(Servers, AnswerWhereAHandlerThrows) {
    router.add({Method::get, "/broken",
                [](const Request&) -> Response { throw std::runtime_error("broken"); }});
    const auto server = start();
    Wire wire(server->port());
    EXPECT_EQ(wire.ask("GET /broken HTTP/1.1\r\nHost: a\r\n\r\n").status, 500);
    EXPECT_EQ(wire.ask(ping).status, 200);
}

TEST_F(Servers, AnswerWhereAHandlerIsTooSlow) {
    std::promise<void> go_on;
    auto wait = go_on.get_future().share();
    router.add({Method::get, "/slow",
                [wait](const Request&) {
                    wait.wait();
                    return Response::text(200, "late");
                },
                0, milliseconds(50)});
    ServerSettings settings;
    settings.limits.sweep = milliseconds(10);
    const auto server = start(settings);
    Wire wire(server->port());
    EXPECT_EQ(wire.ask("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n").status, 503);
    go_on.set_value();
    EXPECT_TRUE(wire.ends());
}

TEST_F(Servers, AnswerWhereTooManyWaitForAWorker) {
    std::promise<void> go_on;
    auto wait = go_on.get_future().share();
    std::atomic<int> running = 0;
    router.add({Method::get, "/slow", [wait, &running](const Request&) {
                    ++running;
                    wait.wait();
                    return Response::text(200, "done");
                }});
    ServerSettings settings;
    settings.workers = 1;
    settings.waiting = 1;
    const auto server = start(settings);
    const std::string_view slow = "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n";
    Wire first(server->port());
    first.send(slow);
    while (running == 0) {
    }
    Wire second(server->port());
    second.send(slow);
    Wire third(server->port());
    third.send(slow);
    // One of the two waits, the other is told so.
    const auto reply = get(server->port(), "/slow");
    EXPECT_EQ(reply.status, 503);
    EXPECT_EQ(reply.field("retry-after"), "5");
    go_on.set_value();
    EXPECT_EQ(first.receive().body, "done");
}

TEST_F(Servers, PutTheirUsualFieldsOnEachAnswer) {
    router.add({Method::get, "/own",
                [](const Request&) { return Response::text(200, "x").with("x-usual", "own"); }});
    ServerSettings settings;
    settings.fields = "X-Usual: yes\r\nX-Other: too\r\n";
    const auto server = start(settings);
    EXPECT_EQ(get(server->port(), "/ping").field("x-usual"), "yes");
    EXPECT_EQ(get(server->port(), "/nowhere").field("x-usual"), "yes");
    EXPECT_EQ(get(server->port(), "/own").field("x-usual"), "own");
    EXPECT_EQ(get(server->port(), "/own").field("x-other"), "too");
}

TEST_F(Servers, LetNoFieldBeginAnother) {
    router.add({Method::get, "/split", [](const Request&) {
                    return Response::text(200, "x").with("X-A", "b\r\nSet-Cookie: c");
                }});
    const auto reply = get(start()->port(), "/split");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.field("set-cookie"), "");
}

TEST_F(Servers, EndAtOnceWhenTheyAreDestroyed) {
    auto server = start();
    Wire idle(server->port());
    ASSERT_EQ(idle.ask(ping).status, 200);
    Wire half(server->port());
    half.send("GET /pi");
    server.reset();
    EXPECT_TRUE(idle.ends());
}

TEST_F(Servers, FinishARequestThatIsHalfReadWhenTheyStop) {
    const auto server = start();
    Wire half(server->port());
    half.send("GET /ping HTTP/1.1\r\n");
    Wire probe(server->port());
    ASSERT_EQ(probe.ask(ping).status, 200);
    auto stopped = std::async(std::launch::async, [&] { server->stop(std::chrono::seconds(10)); });
    EXPECT_TRUE(probe.ends());
    const auto reply = half.ask("Host: a\r\n\r\n");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.field("connection"), "close");
    stopped.get();
}

TEST_F(Servers, CountWhatTheyDo) {
    const auto server = start();
    {
        Wire wire(server->port());
        wire.ask(ping);
        wire.ask("GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n");
        const auto counters = server->counters();
        EXPECT_EQ(counters.requests, 2U);
        EXPECT_EQ(counters.answers[2], 1U);
        EXPECT_EQ(counters.answers[4], 1U);
        EXPECT_EQ(counters.connections, 1U);
        EXPECT_EQ(counters.open, 1U);
        EXPECT_GT(counters.bytes_sent, 100U);
    }
    while (server->counters().open != 0) {
    }
}

}  // namespace
