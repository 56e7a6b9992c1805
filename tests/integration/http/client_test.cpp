#include "http/client.hpp"

#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/file.hpp"
#include "certificates.hpp"
#include "http/certificate.hpp"
#include "http/server.hpp"

using namespace kolokol;
using http::Client;
using http::ClientSettings;
using http::Method;
using http::Request;
using http::Response;
using http::Router;
using http::Server;
using http::Url;
using http::testing::make_certificate;
using std::chrono::milliseconds;

namespace {

Url url(std::uint16_t port, std::string_view target = "/") {
    return *Url::parse(fmt::format("http://127.0.0.1:{}{}", port, target));
}

Response lead_to(std::string address) {
    return Response::text(302, "").with("Location", std::move(address));
}

class Clients : public ::testing::Test {
protected:
    Clients() {
        router.add({Method::get, "/page",
                    [](const Request&) { return Response::text(200, "a page").with("X-A", "b"); }});
        router.add({Method::get, "/long", [](const Request&) {
                        return Response::text(200, std::string(1'000'000, 'x'));
                    }});
        router.add({Method::get, "/moved", [](const Request&) { return lead_to("/page"); }});
        router.add({Method::get, "/away",
                    [](const Request&) { return lead_to("http://elsewhere.example/page"); }});
        router.add({Method::get, "/round", [](const Request&) { return lead_to("/round"); }});
        router.add({Method::post, "/echo",
                    [](const Request& request) {
                        return Response::text(200,
                                              std::string(*request.field("x-b")) + request.body);
                    },
                    10'000'000});
        router.add({Method::post, "/moved", [](const Request&) { return lead_to("/page"); }, 10});
        server = std::move(*Server::start({}, router));
    }
    std::string refused(std::string_view target, ClientSettings settings = {}) {
        const auto response = Client(settings).get(url(server->port(), target));
        return response ? "answered" : response.error().code;
    }

    Router router;
    std::unique_ptr<Server> server;
};

TEST_F(Clients, GetPages) {
    Client client;
    const auto response = client.get(url(server->port(), "/page"));
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 200);
    EXPECT_EQ(response->body, "a page");
    EXPECT_EQ(http::find_field(response->fields, "x-a"), "b");
    EXPECT_EQ(client.get(url(server->port(), "/nowhere"))->status, 404);
}

TEST_F(Clients, KeepTheirConnection) {
    Client client;
    for (int i = 0; i < 10; ++i)
        ASSERT_TRUE(client.get(url(server->port(), "/page")));
    EXPECT_EQ(server->counters().connections, 1U);
}

TEST_F(Clients, ConnectAgainWhereTheirConnectionWasEnded) {
    Client client;
    ASSERT_TRUE(client.get(url(server->port(), "/page")));
    http::ServerSettings settings;
    settings.port = server->port();
    server.reset();
    server = std::move(*Server::start(settings, router));
    EXPECT_TRUE(client.get(url(server->port(), "/page")));
}

TEST_F(Clients, SendBodies) {
    const std::string body(5'000'000, 'y');
    const auto response =
        Client().send(Method::post, url(server->port(), "/echo"), {{"X-B", "z"}}, body);
    ASSERT_TRUE(response);
    EXPECT_EQ(response->body, "z" + body);
}

TEST_F(Clients, FollowRedirectsOnTheSameHost) {
    EXPECT_EQ(Client().get(url(server->port(), "/moved"))->body, "a page");
}

TEST_F(Clients, FollowNoRedirectToAnotherHost) {
    EXPECT_EQ(refused("/away"), "http.redirected_elsewhere");
}

TEST_F(Clients, FollowNoRedirectForEver) {
    EXPECT_NE(refused("/round"), "answered");
}

TEST_F(Clients, FollowNoRedirectOfWhatTheySend) {
    EXPECT_EQ(Client().send(Method::post, url(server->port(), "/moved"), {}, "x")->status, 302);
}

TEST_F(Clients, RefuseWhatIsTooLong) {
    ClientSettings settings;
    settings.body_limit = 999'999;
    EXPECT_EQ(refused("/long", settings), "http.too_large");
    settings.body_limit = 1'000'000;
    EXPECT_EQ(refused("/long", settings), "answered");
}

TEST_F(Clients, TakeAnotherLimitFromRequestToRequest) {
    Client client;
    client.limit_body(999'999);
    EXPECT_EQ(client.get(url(server->port(), "/long")).error().code, "http.too_large");
    client.limit_body(1'000'000);
    EXPECT_TRUE(client.get(url(server->port(), "/long")));
}

TEST_F(Clients, SayWhereNobodyListens) {
    const std::uint16_t port = server->port();
    server.reset();
    EXPECT_EQ(Client().get(url(port)).error().code, "http.unreachable");
}

/// A server that takes one connection, and answers with these bytes whatever is asked.
class OneAnswer {
public:
    explicit OneAnswer(std::string bytes)
        : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(socket_.get(), reinterpret_cast<sockaddr*>(&address), size);
        ::listen(socket_.get(), 8);
        ::getsockname(socket_.get(), reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this, bytes = std::move(bytes)] {
            const Descriptor one(::accept(socket_.get(), nullptr, nullptr));
            char ignored[4096];
            if (::recv(one.get(), ignored, sizeof ignored, 0) <= 0) return;
            if (bytes.empty()) {  // says nothing until the client gives up
                static_cast<void>(::recv(one.get(), ignored, sizeof ignored, 0));
                return;
            }
            ::send(one.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        });
    }
    ~OneAnswer() { thread_.join(); }
    std::uint16_t port() const { return port_; }

private:
    Descriptor socket_;
    std::uint16_t port_ = 0;
    std::thread thread_;
};

TEST(BrokenServers, AreRefused) {
    for (const char* bytes :
         {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "SSH-2.0-OpenSSH\r\n",
          "HTTP/1.1 2000 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Le"}) {
        const OneAnswer server(bytes);
        const auto response = Client().get(url(server.port()));
        EXPECT_FALSE(response) << bytes;
    }
}

TEST(BrokenServers, AreNotWaitedForForEver) {
    const OneAnswer server("");
    ClientSettings settings;
    settings.total_time = milliseconds(50);
    EXPECT_EQ(Client(settings).get(url(server.port())).error().code, "http.timed_out");
}

TEST(OldServers, MayEndTheirAnswerWithTheConnection) {
    const OneAnswer server("HTTP/1.0 200 OK\r\n\r\nto the end");
    const auto response = Client().get(url(server.port()));
    ASSERT_TRUE(response);
    EXPECT_EQ(response->body, "to the end");
}

class SecureClients : public ::testing::Test {
protected:
    SecureClients() {
        router.add({Method::get, "/", [](const Request& request) {
                        return Response::text(200, request.secure ? "secure" : "open");
                    }});
        http::ServerSettings settings;
        settings.tls = make_certificate(folder.path(), "paper");
        server = std::move(*Server::start(settings, router));
    }
    std::string get(const char* host, std::string trusted) {
        ClientSettings settings;
        settings.trusted_certificates = std::move(trusted);
        const auto response =
            Client(settings).get(*Url::parse(fmt::format("https://{}:{}/", host, server->port())));
        return response ? response->body : response.error().code;
    }

    TemporaryFolder folder;
    Router router;
    std::unique_ptr<Server> server;
};

TEST_F(SecureClients, TrustTheCertificateTheyAreGiven) {
    EXPECT_EQ(get("127.0.0.1", folder.path() / "paper.pem"), "secure");
    EXPECT_EQ(get("localhost", folder.path() / "paper.pem"), "secure");
}

TEST_F(SecureClients, TrustNoStranger) {
    make_certificate(folder.path(), "other");
    EXPECT_EQ(get("127.0.0.1", folder.path() / "other.pem"), "http.certificate_not_trusted");
    EXPECT_EQ(get("127.0.0.1", ""), "http.certificate_not_trusted");
}

TEST_F(SecureClients, TrustNoOtherName) {
    http::ServerSettings settings;
    settings.address = "127.0.0.2";
    settings.tls = make_certificate(folder.path(), "paper");
    server = std::move(*Server::start(settings, router));
    EXPECT_EQ(get("127.0.0.2", folder.path() / "paper.pem"), "http.certificate_not_trusted");
}

TEST(CertificateEnd, IsRead) {
    TemporaryFolder folder;
    const auto files = make_certificate(folder.path(), "a", std::chrono::hours(48));
    const auto end = http::certificate_end(files.certificate);
    ASSERT_TRUE(end);
    const auto left = *end - std::chrono::system_clock::now();
    EXPECT_GT(left, std::chrono::hours(47));
    EXPECT_LT(left, std::chrono::hours(49));
    EXPECT_FALSE(http::certificate_end(files.key));
}

}  // namespace
