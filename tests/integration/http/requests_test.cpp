#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/server.hpp"
#include "support/wire.hpp"

// What could be read in two ways is refused: whoever stands before us must not see other requests
// than we do.

using namespace kolokol;
using http::Method;
using http::Request;
using http::Response;
using http::Router;
using http::Server;
using kolokol::testing::Reply;
using kolokol::testing::Wire;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Values;

namespace {

class Requests : public ::testing::Test {
protected:
    Requests() {
        router.add({Method::get, "/echo",
                    [](const Request& request) { return Response::text(200, request.target); }});
        router.add({Method::post, "/echo",
                    [](const Request& request) { return Response::text(200, request.body); },
                    100'000});
        router.add({Method::post, "/small",
                    [](const Request& request) { return Response::text(200, request.body); }, 4});
        router.add({Method::post, "/guarded",
                    [](const Request&) { return Response::text(200, "let in"); }, 100,
                    std::chrono::seconds(10),
                    [](const Request& head) -> std::optional<Response> {
                        if (head.field("x-key") == "open") return std::nullopt;
                        return Response::text(403, "not you\n");
                    }});
        router.add({Method::post, "/slow",
                    [this](const Request& request) {
                        return Response::text(200, request.deadline <= slow_until ? "in" : "over");
                    },
                    100, std::chrono::seconds(10)});
        server = std::move(*Server::start({}, router));
    }

    Reply ask(std::string_view request) { return Wire(server->port()).ask(request); }

    std::chrono::steady_clock::time_point slow_until;  // set before the body is sent
    Router router;
    std::unique_ptr<Server> server;
};

class TwoReadings : public Requests, public ::testing::WithParamInterface<const char*> {};

/// Refused, and the connection ends, so that nothing that follows is taken for a request.
TEST_P(TwoReadings, AreRefused) {
    Wire wire(server->port());
    const Reply reply = wire.ask(GetParam());
    EXPECT_GE(reply.status, 400);
    EXPECT_LT(reply.status, 600);
    EXPECT_EQ(reply.field("connection"), "close");
    EXPECT_TRUE(wire.ends());
}

INSTANTIATE_TEST_SUITE_P(
    Requests, TwoReadings,
    Values(
        // A length and chunks (RFC 9112 section 6.1).
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
        "0\r\n\r\nGET /echo HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n"
        "0\r\n\r\n",
        // Two lengths, also where they agree.
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nabcde",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5\r\n\r\nabcde",
        // Lengths that are none.
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nabcde",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0x5\r\n\r\nabcde",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999\r\n\r\n",
        // Encodings that we do not read, or that are not the last.
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
        "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        // Folded lines, bare line feeds, blanks before a colon.
        "GET /echo HTTP/1.1\r\nHost: a\r\nX-A: b\r\n c\r\n\r\n", "GET /echo HTTP/1.1\nHost: a\n\n",
        "GET /echo HTTP/1.1\r\nHost: a\nX: y\r\n\r\n", "GET /echo HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET /echo HTTP/1.1\r\n Host: a\r\n\r\n",
        "GET /echo HTTP/1.1\r\nHost: a\r\nX\rY: z\r\n\r\n",
        // No host, two hosts, a host that is none.
        "GET /echo HTTP/1.1\r\n\r\n", "GET /echo HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /echo HTTP/1.1\r\nHost: a b\r\n\r\n",
        // Request lines that are none.
        "GET  /echo HTTP/1.1\r\nHost: a\r\n\r\n", "GET /echo HTTP/2.0\r\nHost: a\r\n\r\n",
        "GET /echo\r\nHost: a\r\n\r\n", "GET echo HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /e\tcho HTTP/1.1\r\nHost: a\r\n\r\n", "GET /echo#x HTTP/1.1\r\nHost: a\r\n\r\n",
        "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));

TEST_F(Requests, WithANulAreRefused) {
    using namespace std::string_view_literals;
    EXPECT_EQ(ask("GET /echo HTTP/1.1\r\nHost: a\r\nX: b\0c\r\n\r\n"sv).status, 400);
    EXPECT_EQ(ask("GET /e\0cho HTTP/1.1\r\nHost: a\r\n\r\n"sv).status, 400);
}

TEST_F(Requests, InAbsoluteFormAreReadAsTheirPath) {
    EXPECT_EQ(ask("GET http://a/echo?x=1 HTTP/1.1\r\nHost: a\r\n\r\n").body, "/echo?x=1");
}

TEST_F(Requests, AreAnsweredInOrderWhereTheyComeTogether) {
    Wire wire(server->port());
    wire.send(
        "GET /echo?1 HTTP/1.1\r\nHost: a\r\n\r\n"
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\ntwo"
        "GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n"
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfour\r\n0\r\n\r\n"
        "GET /echo?5 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(wire.receive().body, "/echo?1");
    EXPECT_EQ(wire.receive().body, "two");
    EXPECT_EQ(wire.receive().status, 404);
    EXPECT_EQ(wire.receive().body, "four");
    EXPECT_EQ(wire.receive().body, "/echo?5");
    EXPECT_TRUE(wire.ends());
}

TEST_F(Requests, AreReadByteByByte) {
    Wire wire(server->port());
    for (const char c : std::string_view("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n"
                                         "\r\nabc"))
        wire.send({&c, 1});
    EXPECT_EQ(wire.receive().body, "abc");
}

TEST_F(Requests, HaveBodiesOfTheSizeThatTheirRouteTakes) {
    EXPECT_EQ(ask("POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nfour").body, "four");
    EXPECT_EQ(ask("POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nfiver").status, 413);
    EXPECT_EQ(ask("POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                  "5\r\nfiver\r\n0\r\n\r\n")
                  .status,
              413);
}

TEST_F(Requests, ThatAreTooLongAreToldSoAlthoughTheyGoOn) {
    Wire wire(server->port());
    wire.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\n\r\n");
    EXPECT_EQ(wire.receive().status, 413);
}

TEST_F(Requests, AreRefusedBeforeTheirBodyWhereTheyMayNotCome) {
    Wire wire(server->port());
    EXPECT_EQ(wire.ask("POST /guarded HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n").status,
              403);
    EXPECT_TRUE(wire.ends());
    EXPECT_EQ(
        ask("POST /guarded HTTP/1.1\r\nHost: a\r\nX-Key: open\r\nContent-Length: 1\r\n\r\nx").body,
        "let in");
}

TEST_F(Requests, AreToldToGoOnWhereTheyAskFirst) {
    Wire wire(server->port());
    wire.send(
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(wire.receive().status, 100);
    EXPECT_EQ(wire.ask("abc").body, "abc");
}

TEST_F(Requests, HaveOneDeadlineForTheirBodyAndTheirHandler) {
    Wire wire(server->port());
    wire.send(
        "POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
    ASSERT_EQ(wire.receive().status, 100);
    slow_until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    EXPECT_EQ(wire.ask("abc").body, "in");
}

TEST_F(Requests, WithOtherExpectationsAreRefused) {
    EXPECT_EQ(ask("GET /echo HTTP/1.1\r\nHost: a\r\nExpect: a-miracle\r\n\r\n").status, 417);
}

TEST_F(Requests, OfAnotherMethodAreToldWhatThereIs) {
    const Reply reply = ask("DELETE /echo HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(reply.status, 405);
    EXPECT_EQ(reply.field("allow"), "GET, HEAD, POST");
    EXPECT_EQ(ask("OPTIONS /echo HTTP/1.1\r\nHost: a\r\n\r\n").status, 204);
    EXPECT_EQ(ask("BREW /echo HTTP/1.1\r\nHost: a\r\n\r\n").status, 501);
}

TEST_F(Requests, OfHttp10AreAnsweredAndEnded) {
    Wire wire(server->port());
    EXPECT_EQ(wire.ask("GET /echo HTTP/1.0\r\n\r\n").status, 200);
    EXPECT_TRUE(wire.ends());
    Wire kept(server->port());
    const std::string_view keep = "GET /echo HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
    EXPECT_EQ(kept.ask(keep).field("connection"), "keep-alive");
    EXPECT_EQ(kept.ask(keep).status, 200);
}

TEST_F(Requests, HaveAnswersWithADate) {
    EXPECT_THAT(ask("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n").field("date"),
                MatchesRegex("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT"));
}

}  // namespace
