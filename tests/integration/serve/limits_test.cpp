#include <future>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/clock.hpp"
#include "http/client.hpp"
#include "integration/http/certificates.hpp"
#include "newsstand.hpp"
#include "serve/alarm.hpp"

// The public server against slow, greedy and broken clients.

using namespace kolokol;
using edition::Builder;
using http::testing::make_certificate;
using serve::PublicServerSettings;
using serve::testing::Newsstand;
using serve::testing::page_saying;
using serve::testing::put;
using serve::testing::Wire;
using std::chrono::milliseconds;

namespace {

constexpr std::string_view request = "GET / HTTP/1.1\r\nHost: paper.example\r\n\r\n";

void lay(Builder& builder) {
    put(builder, "/", page_saying("front"));
}

PublicServerSettings impatient() {
    PublicServerSettings settings;
    settings.limits.header_time = milliseconds(100);
    settings.limits.idle_time = milliseconds(100);
    settings.limits.stalled_time = milliseconds(100);
    settings.limits.sweep = milliseconds(20);
    return settings;
}

TEST(SlowClients, AreEndedWhereTheirRequestDoesNotCome) {
    Newsstand stand{lay, {}, {}, impatient()};
    Wire wire(stand.port());
    wire.send("GET / HTTP/1.1\r\nHost: pap");
    EXPECT_EQ(wire.receive().status, 408);
    EXPECT_TRUE(wire.ends());
}

TEST(SlowClients, AreEndedWhereTheySayNothing) {
    Newsstand stand{lay, {}, {}, impatient()};
    Wire silent(stand.port());
    EXPECT_TRUE(silent.ends());
    Wire idle(stand.port());
    ASSERT_EQ(idle.ask(request).status, 200);
    EXPECT_TRUE(idle.ends());
}

TEST(SlowClients, AreEndedWhereTheRestOfTheirBodyDoesNotCome) {
    const http::Route form{http::Method::post, "/form",
                           [](const http::Request&) { return http::Response::text(200, "taken"); },
                           1000, std::chrono::minutes(5)};
    Newsstand stand{lay, {}, {form}, impatient()};
    Wire wire(stand.port());
    wire.send("POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nhalf");
    EXPECT_EQ(wire.receive().status, 408);
    EXPECT_TRUE(wire.ends());
}

TEST(SlowClients, DoNotKeepOthersWaiting) {
    Newsstand stand{lay};
    std::vector<std::unique_ptr<Wire>> slow;
    for (int i = 0; i < 1000; ++i) {
        slow.push_back(std::make_unique<Wire>(stand.port()));
        slow.back()->send("GET / HTTP/1.1\r\nHost: pap");
    }
    Wire quick(stand.port());
    for (int i = 0; i < 100; ++i)
        ASSERT_EQ(quick.ask(request).status, 200);
    // Each of them is answered when it comes to its end.
    for (const auto& wire : slow)
        ASSERT_EQ(wire->ask("er.example\r\n\r\n").body, page_saying("front"));
}

TEST(SlowClients, ThatDoNotReadTheirAnswerAreEnded) {
    const std::string large(30'000'000, 'x');
    Newsstand stand{
        [&](Builder& builder) { put(builder, "/large.bin", large, "application/octet-stream"); },
        {},
        {},
        impatient()};
    Wire wire(stand.port());
    wire.send("GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n");
    while (stand.server().counters().timed_out == 0) {
    }
    EXPECT_THROW(wire.receive(), std::runtime_error);
}

TEST(GreedyClients, AreRefusedLongHeads) {
    Newsstand stand{lay};
    const std::string field(20'000, 'a');
    Wire wire(stand.port());
    EXPECT_EQ(wire.ask("GET / HTTP/1.1\r\nHost: a\r\nCookie: " + field + "\r\n\r\n").status, 431);
    EXPECT_TRUE(wire.ends());
    EXPECT_EQ(stand.get("/" + std::string(9'000, 'a')).status, 414);
}

TEST(GreedyClients, AreToldWhereTheyAreTooMany) {
    PublicServerSettings settings;
    settings.limits.connections = 4;
    Newsstand stand{lay, {}, {}, settings};
    std::vector<std::unique_ptr<Wire>> wires;
    for (int i = 0; i < 4; ++i) {
        wires.push_back(std::make_unique<Wire>(stand.port()));
        ASSERT_EQ(wires.back()->ask(request).status, 200);
    }
    Wire fifth(stand.port());
    EXPECT_EQ(fifth.receive().status, 503);
    EXPECT_TRUE(fifth.ends());
    EXPECT_EQ(wires.front()->ask(request).status, 200);
}

TEST(Stop, LetsARunningHandlerAnswer) {
    std::promise<void> entered;
    std::promise<void> go_on;
    std::vector<http::Route> live;
    live.push_back({http::Method::get, "/slow", [&](const http::Request&) {
                        entered.set_value();
                        go_on.get_future().wait();
                        return http::Response::text(200, "in time\n");
                    }});
    Newsstand stand{lay, {}, std::move(live)};
    Wire busy(stand.port());
    busy.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
    Wire idle(stand.port());
    ASSERT_EQ(idle.ask(request).status, 200);
    entered.get_future().wait();
    auto stopped =
        std::async(std::launch::async, [&] { stand.server().stop(milliseconds(10'000)); });
    EXPECT_TRUE(idle.ends());
    go_on.set_value();
    EXPECT_EQ(busy.receive().body, "in time\n");
    EXPECT_TRUE(busy.ends());
    stopped.get();
    EXPECT_THROW(Wire(stand.port()), std::system_error);
}

TEST(Stop, LetsALongAnswerComeToItsEnd) {
    const std::string large(30'000'000, 'x');
    Newsstand stand{
        [&](Builder& builder) { put(builder, "/large.bin", large, "application/octet-stream"); }};
    Wire wire(stand.port());
    wire.send("GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n");
    while (stand.server().counters().bytes_sent == 0) {
    }
    auto stopped =
        std::async(std::launch::async, [&] { stand.server().stop(milliseconds(30'000)); });
    EXPECT_EQ(wire.receive().body, large);
    stopped.get();
}

http::Client client_trusting(const std::filesystem::path& certificate) {
    http::ClientSettings settings;
    settings.trusted_certificates = certificate.string();
    return http::Client(settings);
}

class Tls : public ::testing::Test {
protected:
    PublicServerSettings settings() {
        PublicServerSettings made;
        made.tls = make_certificate(folder.path(), "paper");
        made.limits.sweep = milliseconds(20);
        return made;
    }
    http::Url url(const Newsstand& stand, const char* path = "/") const {
        return *http::Url::parse(fmt::format("https://127.0.0.1:{}{}", stand.port(), path));
    }

    TemporaryFolder folder;
};

TEST_F(Tls, GivesTheSamePages) {
    Newsstand stand{lay, {}, {}, settings()};
    auto client = client_trusting(folder.path() / "paper.pem");
    const auto response = client.get(url(stand));
    ASSERT_TRUE(response) << response.error().detail;
    EXPECT_EQ(response->body, page_saying("front"));
    EXPECT_EQ(http::find_field(response->fields, "strict-transport-security"), "max-age=31536000");
}

TEST_F(Tls, TakesUpANewCertificateWithoutARestart) {
    Newsstand stand{lay, {}, {}, settings()};
    auto old_reader = client_trusting(folder.path() / "paper.pem");
    ASSERT_TRUE(old_reader.get(url(stand)));
    std::filesystem::create_directory(folder.path() / "next");
    make_certificate(folder.path() / "next", "paper");
    std::filesystem::rename(folder.path() / "next/paper.key", folder.path() / "paper.key");
    std::filesystem::rename(folder.path() / "next/paper.pem", folder.path() / "paper.pem");
    bool trusted = false;
    for (int attempt = 0; attempt < 100'000 && !trusted; ++attempt)
        trusted = client_trusting(folder.path() / "paper.pem").get(url(stand)).has_value();
    EXPECT_TRUE(trusted);
    // Whoever is connected stays so.
    EXPECT_TRUE(old_reader.get(url(stand)));
}

TEST_F(Tls, GoesOnWithTheOldCertificateWhereTheNewOneIsBroken) {
    Newsstand stand{lay, {}, {}, settings()};
    std::filesystem::copy_file(folder.path() / "paper.pem", folder.path() / "trusted.pem");
    write_file(folder.path() / "paper.pem", "this is no certificate");
    for (int i = 0; i < 50; ++i)
        ASSERT_TRUE(client_trusting(folder.path() / "trusted.pem").get(url(stand)));
}

TEST_F(Tls, EndsWhatIsNoHandshake) {
    Newsstand stand{lay, {}, {}, settings()};
    Wire wire(stand.port());
    wire.send(request);
    EXPECT_EQ(wire.receive().status, 0);
}

TEST_F(Tls, AlarmsBeforeACertificateEnds) {
    const Instant now = SystemClock().now();
    const auto files = make_certificate(folder.path(), "short", std::chrono::days(10));
    EXPECT_EQ(serve::certificate_in_danger(files.certificate)(now).size(), 1U);
    const auto longer = make_certificate(folder.path(), "long", std::chrono::days(90));
    EXPECT_EQ(serve::certificate_in_danger(longer.certificate)(now).size(), 0U);
    EXPECT_EQ(serve::certificate_in_danger(folder.path() / "absent.pem")(now).size(), 1U);
}

TEST(Log, HoldsNoReadersAddress) {
    ::testing::internal::CaptureStderr();
    {
        Newsstand stand{lay,
                        [](const Language&, std::string_view, int) -> std::string {
                            throw std::runtime_error("the index is gone");
                        },
                        {},
                        impatient()};
        stand.get("/");
        stand.get("/nowhere/?reader=1");
        stand.get("/search?q=secret-words");
        Wire broken(stand.port());
        EXPECT_EQ(broken.ask("NONSENSE\r\n\r\n").status, 400);
        Wire slow(stand.port());
        slow.send("GET /");
        EXPECT_EQ(slow.receive().status, 408);
        stand.press([](Builder& builder) { put(builder, "/search", "<!--kolokol:results-->"); });
        EXPECT_EQ(stand.get("/search?q=secret-words").status, 500);
    }
    const std::string log = ::testing::internal::GetCapturedStderr();
    EXPECT_THAT(log, ::testing::HasSubstr("http.handler_failed"));
    for (const char* trace : {"127.0.0.1", "::1", "secret-words", "reader", "nowhere"})
        EXPECT_THAT(log, ::testing::Not(::testing::HasSubstr(trace)));
}

}  // namespace
