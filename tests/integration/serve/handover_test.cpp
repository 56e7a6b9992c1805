#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "edition/verify.hpp"
#include "newsstand.hpp"
#include "serve/handover_receiver.hpp"
#include "serve/handover_sender.hpp"
#include "serve/heartbeat_keeper.hpp"

using namespace kolokol;
using edition::Builder;
using edition::Shelf;
using edition::testing::article;
using edition::testing::article_path;
using edition::testing::press_time;
using edition::testing::put_articles;
using serve::EditionWatcher;
using serve::HandoverReceiver;
using serve::HandoverSender;
using serve::PublicServer;
using serve::testing::Workshop;

namespace {

http::Url url_of(std::uint16_t port) {
    return *http::Url::parse(fmt::format("http://127.0.0.1:{}", port));
}

/// Two machines: a newsroom that presses, and a public side that knows the newsroom's first root.
serve::HeartbeatKey lent(edition::Signer& key) {
    return [&key] { return std::shared_ptr<edition::Signer>(std::shared_ptr<void>(), &key); };
}

class Handover : public ::testing::Test {
protected:
    Handover() : newsroom_shelf(newsroom.shelf()) {
        EXPECT_TRUE(Shelf::create(public_folder(), newsroom_shelf.root_metadata()));
        public_shelf.emplace(std::move(*Shelf::open(public_folder())));
        watcher = std::make_unique<EditionWatcher>(*public_shelf);
        receiver = std::move(
            *HandoverReceiver::start({}, *public_shelf, clock, [this] { watcher->look(); }));
        sender.emplace(newsroom_shelf, lent(newsroom.heartbeat_key),
                       serve::HandoverSettings{url_of(receiver->port()), {}});
        serve::PublicServerSettings settings;
        settings.port = 0;
        server = std::move(*PublicServer::start(settings, *watcher));
    }

    std::filesystem::path public_folder() const { return machine.path() / "editions"; }

    void press(int first, int last, int version = 1) {
        newsroom.press([&](Builder& builder) { put_articles(builder, first, last, version); },
                       Builder::From::current, clock.now());
    }

    std::string refused() {
        const auto outcome = sender->hand_over(clock.now());
        return outcome ? "handed over" : outcome.error().code;
    }

    edition::Verified verified() const {
        auto source = edition::open_source(public_folder());
        return edition::verify(**source, edition::SiteId(newsroom_shelf.site()), nullptr,
                               clock.now())
            .code;
    }

    SetClock clock{press_time};
    Workshop newsroom;
    Shelf newsroom_shelf;
    TemporaryFolder machine;
    std::optional<Shelf> public_shelf;
    std::unique_ptr<EditionWatcher> watcher;
    std::unique_ptr<HandoverReceiver> receiver;
    std::optional<HandoverSender> sender;
    std::unique_ptr<PublicServer> server;
};

TEST_F(Handover, BringsAnEditionToReaders) {
    press(1, 100);
    const auto handed = sender->hand_over(clock.now());
    ASSERT_TRUE(handed) << handed.error().detail;
    EXPECT_TRUE(handed->anything);
    EXPECT_EQ(kolokol::testing::get(server->port(), article_path(7)).body, article(7));
    EXPECT_EQ(verified(), edition::Verified::fresh);
}

TEST_F(Handover, BringsOnlyWhatChanged) {
    press(1, 500);
    ASSERT_TRUE(sender->hand_over(clock.now()));
    press(7, 7, 2);
    const auto handed = sender->hand_over(clock.now());
    ASSERT_TRUE(handed);
    EXPECT_EQ(handed->objects, 4U);
    EXPECT_EQ(kolokol::testing::get(server->port(), article_path(7)).body, article(7, 2));
}

TEST_F(Handover, OfWhatIsThereAlreadyIsNothing) {
    press(1, 5);
    ASSERT_TRUE(sender->hand_over(clock.now()));
    const auto again = sender->hand_over(clock.now());
    ASSERT_TRUE(again);
    EXPECT_FALSE(again->anything);
}

TEST_F(Handover, OfAPaperWithoutAnEditionIsNothing) {
    const auto handed = sender->hand_over(clock.now());
    ASSERT_TRUE(handed);
    EXPECT_FALSE(handed->anything);
}

TEST_F(Handover, GoesPastTheHeartbeatThatThePublicSideRenewed) {
    press(1, 5);
    ASSERT_TRUE(sender->hand_over(clock.now()));
    for (int day = 0; day < 5; ++day) {
        clock.advance(std::chrono::days(1));
        ASSERT_TRUE(public_shelf->renew(newsroom.heartbeat_key, clock.now()));
    }
    press(6, 6);
    const auto handed = sender->hand_over(clock.now());
    ASSERT_TRUE(handed) << handed.error().detail;
    EXPECT_EQ(public_shelf->current()->facts().sequence, 2U);
    EXPECT_EQ(verified(), edition::Verified::fresh);
}

TEST_F(Handover, LeavesTheRenewedHeartbeatWhereNothingElseIsNew) {
    press(1, 5);
    ASSERT_TRUE(sender->hand_over(clock.now()));
    clock.advance(std::chrono::hours(30));
    serve::HeartbeatKeeper keeper(*public_shelf, newsroom.heartbeat_key);
    ASSERT_TRUE(*keeper.renew_if_due(clock.now()));
    EXPECT_FALSE(sender->hand_over(clock.now())->anything);
    EXPECT_EQ(verified(), edition::Verified::fresh);
}

TEST_F(Handover, OfAnOlderEditionIsRefusedByBothSides) {
    press(1, 5);
    const auto backup = machine.path() / "backup";
    std::filesystem::copy(newsroom.shelf_folder(), backup,
                          std::filesystem::copy_options::recursive);
    press(6, 6);
    ASSERT_TRUE(sender->hand_over(clock.now()));
    Shelf restored = std::move(*Shelf::open(backup));
    HandoverSender again(restored, lent(newsroom.heartbeat_key), {url_of(receiver->port()), {}});
    const auto handed = again.hand_over(clock.now());
    ASSERT_FALSE(handed);
    EXPECT_EQ(handed.error().code, "handover.newsroom_is_behind");
    const auto bytes = edition::encode(*restored.offer());
    http::Client stranger;
    const auto response = stranger.send(
        http::Method::post, url_of(receiver->port()).with_target("/handover/offer"), {}, bytes);
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 403);
    EXPECT_TRUE(response->body.starts_with("edition.rolled_back\n")) << response->body;
    EXPECT_EQ(public_shelf->current()->facts().sequence, 2U);
}

TEST_F(Handover, IsRefusedFromAnotherPaper) {
    const auto key = [](char fill) {
        return edition::FileKeySigner(
            *crypto::SigningKey::from_seed(Secret(std::string(32, fill))));
    };
    auto root = key('x');
    auto edition_key = key('y');
    auto heartbeat = key('z');
    const auto folder = machine.path() / "foreign";
    ASSERT_TRUE(Shelf::create(
        folder, edition::testing::make_root(root, edition_key, heartbeat, press_time)));
    Shelf foreign = std::move(*Shelf::open(folder));
    auto builder = Builder::start(foreign, Builder::From::nothing);
    put_articles(*builder, 1, 3);
    ASSERT_TRUE(builder->commit(Workshop::paper(), {edition_key, heartbeat}, press_time));
    HandoverSender stranger(foreign, lent(heartbeat), {url_of(receiver->port()), {}});
    const auto handed = stranger.hand_over(clock.now());
    ASSERT_FALSE(handed);
    EXPECT_EQ(handed.error().code, "edition.foreign_key");
    EXPECT_EQ(public_shelf->current(), nullptr);
}

TEST_F(Handover, IsRefusedWhereNothingOfItCanBeRead) {
    http::Client stranger;
    for (const char* path : {"/handover/offer", "/handover/objects"}) {
        const auto response =
            stranger.send(http::Method::post, url_of(receiver->port()).with_target(path), {},
                          "not an offer at all");
        ASSERT_TRUE(response);
        EXPECT_GE(response->status, 400) << path;
        EXPECT_LT(response->status, 500) << path;
    }
}

TEST_F(Handover, IsNotBrokenOffByAStranger) {
    press(1, 300);
    http::Client newsroom_side;
    http::Client stranger;
    const auto post = [&](http::Client& client, const char* path, BytesView body) {
        return *client.send(http::Method::post, url_of(receiver->port()).with_target(path), {},
                            body);
    };
    auto answer = post(newsroom_side, "/handover/offer", edition::encode(*newsroom_shelf.offer()));
    const auto edition = newsroom_shelf.current();
    int parcels = 0;
    while (answer.status == 200) {
        EXPECT_EQ(post(stranger, "/handover/offer", "no offer").status, 400);
        EXPECT_EQ(post(stranger, "/handover/offer", edition::encode(edition::Offer{})).status, 403);
        EXPECT_EQ(post(stranger, "/handover/objects", "no parcel").status, 400);
        Bytes parcel;
        for (std::size_t at = 0; at < answer.body.size() && at < 100 * 32; at += 32) {
            const auto digest = edition::Digest::from_bytes(BytesView(answer.body).substr(at, 32));
            edition::append_object(parcel, digest, *edition->object(digest));
        }
        answer = post(newsroom_side, "/handover/objects", parcel);
        ++parcels;
    }
    EXPECT_EQ(answer.status, 204) << answer.body;
    EXPECT_GT(parcels, 3);
    EXPECT_EQ(verified(), edition::Verified::fresh);
}

TEST_F(Handover, SaysWhereThePublicSideCannotBeReached) {
    press(1, 5);
    receiver.reset();
    EXPECT_EQ(refused(), "http.unreachable");
}

TEST_F(Handover, SaysWhereSomethingElseListens) {
    press(1, 5);
    HandoverSender lost(newsroom_shelf, lent(newsroom.heartbeat_key), {url_of(server->port()), {}});
    const auto handed = lost.hand_over(clock.now());
    ASSERT_FALSE(handed);
    EXPECT_EQ(handed.error().code, "handover.bad_answer");
}

TEST_F(Handover, IsDueWhenSomethingIsNew) {
    EXPECT_FALSE(sender->hand_over_if_due(clock.now())->anything);
    press(1, 5);
    EXPECT_TRUE(sender->hand_over_if_due(clock.now())->anything);
    const auto asked = receiver->counters().requests;
    EXPECT_FALSE(sender->hand_over_if_due(clock.now())->anything);
    EXPECT_EQ(receiver->counters().requests, asked);
    press(6, 6);
    EXPECT_TRUE(sender->hand_over_if_due(clock.now())->anything);
}

TEST_F(Handover, IsDueAgainSomeSecondsAfterItWasRefused) {
    press(1, 5);
    const std::uint16_t port = receiver->port();
    receiver.reset();
    EXPECT_FALSE(sender->hand_over_if_due(clock.now()));
    receiver = std::move(*HandoverReceiver::start({"127.0.0.1", port, {}}, *public_shelf, clock));
    EXPECT_FALSE(sender->hand_over_if_due(clock.now())->anything);
    clock.advance(std::chrono::seconds(10));
    EXPECT_TRUE(sender->hand_over_if_due(clock.now())->anything);
}

TEST_F(Handover, IsMadeUpForWhereThePublicSideLostItsEdition) {
    press(1, 5);
    ASSERT_TRUE(sender->hand_over_if_due(clock.now())->anything);
    receiver.reset();
    server.reset();
    watcher.reset();
    public_shelf.reset();
    std::filesystem::remove_all(public_folder());
    ASSERT_TRUE(Shelf::create(public_folder(), newsroom_shelf.root_metadata()));
    public_shelf.emplace(std::move(*Shelf::open(public_folder())));
    receiver = std::move(*HandoverReceiver::start({}, *public_shelf, clock));
    HandoverSender other(newsroom_shelf, lent(newsroom.heartbeat_key),
                         {url_of(receiver->port()), {}});
    EXPECT_TRUE(other.hand_over_if_due(clock.now())->anything);
    EXPECT_EQ(verified(), edition::Verified::fresh);
}

TEST_F(Handover, BringsANewRoot) {
    press(1, 5);
    ASSERT_TRUE(sender->hand_over(clock.now()));
    auto next = *edition::tuf::parse_root(newsroom_shelf.root_metadata());
    next.version = 2;
    const Bytes sealed = *edition::tuf::seal(edition::tuf::content(next), {&newsroom.root_key});
    ASSERT_TRUE(newsroom_shelf.accept_root(sealed, newsroom.signers(), clock.now()));
    ASSERT_TRUE(sender->hand_over(clock.now())->anything);
    EXPECT_EQ(public_shelf->root_metadata(), sealed);
    EXPECT_EQ(verified(), edition::Verified::fresh);
}

// Or strangers could fill the memory with parcels of which nothing is wanted.
TEST_F(Handover, RefusesAParcelUnreadBeforeAnythingWasOffered) {
    kolokol::testing::Wire stranger(receiver->port());
    const auto reply = stranger.ask(
        "POST /handover/objects HTTP/1.1\r\nHost: paper\r\nContent-Length: 16000000\r\n\r\n");
    EXPECT_EQ(reply.status, 409);
    EXPECT_THAT(reply.body, ::testing::StartsWith("handover.nothing_offered\n"));
}

TEST_F(Handover, ErasesWhatWasWithdrawn) {
    press(1, 5);
    ASSERT_TRUE(sender->hand_over(clock.now()));
    const auto digest = public_shelf->current()->find(article_path(3))->digest;
    auto facts = Workshop::paper();
    facts.withdrawn = {digest};
    newsroom.press([](Builder& builder) { builder.remove(article_path(3)); },
                   Builder::From::current, clock.now(), facts);
    ASSERT_TRUE(sender->hand_over(clock.now()));
    EXPECT_FALSE(public_shelf->current()->object(digest));
    EXPECT_EQ(public_shelf->list().size(), 1U);
    EXPECT_EQ(verified(), edition::Verified::fresh);
}

// The same words stand at another address, so that the object stays.
TEST_F(Handover, ErasesWhatWasWithdrawnOnceAndAgainWhenNothingNeedsItAnyMore) {
    press(1, 5);
    ASSERT_TRUE(sender->hand_over(clock.now()));
    const auto digest = public_shelf->current()->find(article_path(3))->digest;
    auto facts = Workshop::paper();
    facts.withdrawn = {digest};
    const auto editions_after = [&](const std::function<void(Builder&)>& change) {
        newsroom.press(change, Builder::From::current, clock.now(), facts);
        EXPECT_TRUE(sender->hand_over(clock.now()));
        return public_shelf->list().size();
    };
    const auto move = [](Builder& builder) {
        builder.remove(article_path(3));
        serve::testing::put(builder, "/elsewhere/", article(3));
    };
    EXPECT_EQ(editions_after(move), 1U);
    EXPECT_EQ(editions_after([](Builder& builder) { put_articles(builder, 5, 5, 2); }), 2U);
    EXPECT_EQ(editions_after([](Builder& builder) { builder.remove("/elsewhere/"); }), 1U);
    EXPECT_FALSE(public_shelf->current()->object(digest));
}

}  // namespace
