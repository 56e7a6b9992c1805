#include <atomic>
#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crypto/digest.hpp"
#include "newsstand.hpp"

// A new edition takes the place of the one before while readers read.

using kolokol::edition::Builder;
using kolokol::serve::EditionWatcher;
using kolokol::serve::testing::html;
using kolokol::serve::testing::Newsstand;
using kolokol::serve::testing::page_saying;
using kolokol::serve::testing::put;
using kolokol::serve::testing::Wire;
using kolokol::testing::Reply;

namespace {

std::string marker(int edition) {
    return fmt::format("edition {:06}", edition);
}

/// Each page says in every line which edition it is of.
void lay_edition(Builder& builder, int edition) {
    for (const char* path : {"/", "/world/", "/culture/"})
        put(builder, path, page_saying(marker(edition)));
}

/// The number that the page says, or what is wrong with the answer.
struct Seen {
    int edition = 0;
    std::string fault;
};

Seen look_at(const Reply& reply) {
    if (reply.status != 200) return {0, fmt::format("status {}", reply.status)};
    const std::size_t at = reply.body.find("edition ");
    if (at == std::string::npos) return {0, "no marker"};
    const int edition = std::stoi(reply.body.substr(at + 8, 6));
    if (reply.body != page_saying(marker(edition))) return {edition, "mixed body"};
    const auto digest = kolokol::crypto::sha256(reply.body).hex().substr(0, 32);
    if (reply.field("etag") != '"' + digest + '"') return {edition, "the tag of another body"};
    return {edition, {}};
}

/// Reads over several connections until told to stop; the editions it sees never go back.
class Readers {
public:
    Readers(std::uint16_t port, int connections) : port_(port), connections_(connections) {}

    void read() {
        std::vector<std::unique_ptr<Wire>> wires;
        for (int i = 0; i < connections_; ++i)
            wires.push_back(std::make_unique<Wire>(port_));
        std::vector<int> newest(wires.size(), 0);
        const char* paths[] = {"/", "/world/", "/culture/"};
        for (int round = 0; !stop && fault.empty(); ++round) {
            for (const auto& wire : wires)
                wire->send(fmt::format("GET {} HTTP/1.1\r\nHost: paper.example\r\n\r\n",
                                       paths[round % 3]));
            for (std::size_t i = 0; i < wires.size(); ++i)
                take(wires[i]->receive(), newest[i]);
        }
    }

    std::atomic<bool> stop = false;
    std::string fault;
    int pages = 0;
    int last = 0;

private:
    void take(const Reply& reply, int& newest) {
        const Seen seen = look_at(reply);
        if (!seen.fault.empty())
            fault = seen.fault;
        else if (seen.edition < newest)
            fault = "an older edition after a newer one";
        newest = last = seen.edition;
        ++pages;
    }

    std::uint16_t port_;
    int connections_;
};

TEST(EditionChange, NeverFailsOrMixesAPageUnderLoad) {
    constexpr int editions = 1000;
    constexpr int threads = 2;
    kolokol::serve::PublicServerSettings settings;
    settings.threads = 2;
    Newsstand stand{[](Builder& builder) { lay_edition(builder, 1); }, {}, {}, settings};
    std::vector<std::unique_ptr<Readers>> readers;
    std::vector<std::thread> running;
    for (int i = 0; i < threads; ++i) {
        readers.push_back(std::make_unique<Readers>(stand.port(), 64 / threads));
        running.emplace_back([&reader = *readers.back()] { reader.read(); });
    }
    for (int edition = 2; edition <= editions; ++edition) {
        auto builder = Builder::start(stand.shelf(), Builder::From::current);
        EXPECT_TRUE(builder);
        lay_edition(*builder, edition);
        EXPECT_TRUE(builder->commit(kolokol::serve::testing::Workshop::paper(),
                                    stand.workshop().signers(),
                                    kolokol::edition::testing::press_time));
    }
    stand.watcher().look();
    EXPECT_EQ(look_at(stand.get("/")).edition, editions);
    for (const auto& reader : readers)
        reader->stop = true;
    for (std::thread& thread : running)
        thread.join();
    for (const auto& reader : readers) {
        EXPECT_EQ(reader->fault, "");
        EXPECT_GT(reader->pages, 0);
    }
}

TEST(EditionChange, IsNoticedWithoutBeingTold) {
    Newsstand stand{[](Builder& builder) { lay_edition(builder, 1); }};
    stand.workshop().press([](Builder& builder) { lay_edition(builder, 2); });
    int edition = 1;
    for (int attempt = 0; attempt < 1'000'000 && edition == 1; ++attempt)
        edition = look_at(stand.get("/")).edition;
    EXPECT_EQ(edition, 2);
}

TEST(EditionChange, IsToldOnceForEachEdition) {
    Newsstand stand{[](Builder& builder) { lay_edition(builder, 1); }};
    std::vector<std::uint64_t> told;
    std::mutex mutex;
    EditionWatcher watcher(stand.shelf(), [&](const auto& edition) {
        const std::lock_guard lock(mutex);
        told.push_back(edition->facts().sequence);
    });
    for (int edition = 2; edition <= 4; ++edition) {
        stand.workshop().press([&](Builder& builder) { lay_edition(builder, edition); });
        watcher.look();
    }
    const std::lock_guard lock(mutex);
    EXPECT_THAT(told, testing::ElementsAre(2, 3, 4));
}

TEST(EditionChange, LetsAnAnswerUnderWayComeToItsEnd) {
    const std::string large(12'000'000, 'x');
    Newsstand stand{
        [&](Builder& builder) { put(builder, "/large.bin", large, "application/octet-stream"); }};
    Wire wire(stand.port());
    wire.send("GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n");
    Wire other(stand.port());
    ASSERT_EQ(other.ask("HEAD /large.bin HTTP/1.1\r\nHost: a\r\n\r\n", true).status, 200);
    stand.press([](Builder& builder) {
        builder.remove("/large.bin");
        put(builder, "/", "small");
    });
    ASSERT_TRUE(stand.workshop().shelf().collect({1, true}));
    stand.watcher().look();
    EXPECT_EQ(stand.get("/large.bin").status, 404);
    EXPECT_EQ(wire.receive().body, large);
}

TEST(EditionChange, LetsTheEditionBeforeGoWhileNobodyAsks) {
    kolokol::serve::PublicServerSettings settings;
    settings.limits.sweep = std::chrono::milliseconds(10);
    Newsstand stand{[](Builder& builder) { lay_edition(builder, 1); }, {}, {}, settings};
    ASSERT_EQ(stand.get("/").status, 200);
    const std::weak_ptr<const kolokol::edition::Edition> before = stand.watcher().current();
    stand.press([](Builder& builder) { lay_edition(builder, 2); });
    while (!before.expired())
        std::this_thread::yield();
}

TEST(EditionChange, IsANewBodyForWhoAsksWithTheOldTag) {
    Newsstand stand{[](Builder& builder) { lay_edition(builder, 1); }};
    const auto etag = stand.get("/").field("etag");
    stand.press([](Builder& builder) { lay_edition(builder, 2); });
    const auto reply = stand.get("/", "If-None-Match: " + etag + "\r\n");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(look_at(reply).edition, 2);
}

}  // namespace
