// The public side is killed while an edition is brought to it.

#include <csignal>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "edition/verify.hpp"
#include "http/client.hpp"
#include "newsstand.hpp"
#include "serve/handover_receiver.hpp"

using namespace kolokol;
using edition::Builder;
using edition::Shelf;
using edition::testing::press_time;
using edition::testing::put_articles;
using serve::HandoverReceiver;
using serve::testing::Workshop;

namespace {

http::Url url_of(std::uint16_t port) {
    return *http::Url::parse(fmt::format("http://127.0.0.1:{}", port));
}

/// A public side in a process of its own, to be killed.
class PublicProcess {
public:
    explicit PublicProcess(const std::filesystem::path& folder) {
        int ends[2];
        EXPECT_EQ(::pipe(ends), 0);
        child_ = ::fork();
        if (child_ == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            serve_until_killed(folder, ends[1]);
        }
        ::close(ends[1]);
        EXPECT_EQ(::read(ends[0], &port_, sizeof port_), static_cast<ssize_t>(sizeof port_));
        ::close(ends[0]);
    }
    PublicProcess(const PublicProcess&) = delete;
    PublicProcess& operator=(const PublicProcess&) = delete;
    ~PublicProcess() {
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
    }
    std::uint16_t port() const { return port_; }

private:
    [[noreturn]] static void serve_until_killed(const std::filesystem::path& folder, int tell) {
        Shelf shelf = std::move(*Shelf::open(folder));
        const SetClock clock(press_time);
        const auto receiver = std::move(*HandoverReceiver::start({}, shelf, clock));
        const std::uint16_t port = receiver->port();
        if (::write(tell, &port, sizeof port) != static_cast<ssize_t>(sizeof port)) ::_exit(1);
        while (true)
            ::pause();
    }

    pid_t child_ = 0;
    std::uint16_t port_ = 0;
};

/// Sends what is asked for, `parcels` times at most; true when the edition was taken.
bool deliver_some(const Shelf& shelf, std::uint16_t port, int parcels) {
    http::Client client;
    const auto post = [&](const char* path, BytesView body) {
        return *client.send(http::Method::post, url_of(port).with_target(path), {}, body);
    };
    auto answer = post("/handover/offer", edition::encode(*shelf.offer()));
    const auto edition = shelf.current();
    for (int i = 0; i < parcels && answer.status == 200; ++i) {
        Bytes parcel;
        for (std::size_t at = 0; at < answer.body.size() && at < 100 * 32; at += 32) {
            const auto digest = edition::Digest::from_bytes(BytesView(answer.body).substr(at, 32));
            edition::append_object(parcel, digest, *edition->object(digest));
        }
        answer = post("/handover/objects", parcel);
    }
    return answer.status == 204;
}

TEST(BrokenHandover, GoesOnAfterThePublicSideWasKilled) {
    Workshop newsroom;
    TemporaryFolder machine;
    const auto folder = machine.path() / "editions";
    ASSERT_TRUE(Shelf::create(folder, newsroom.shelf().root_metadata()));
    newsroom.press([](Builder& builder) { put_articles(builder, 1, 400); });
    int lives = 0;
    bool taken = false;
    while (!taken && lives < 20) {
        const PublicProcess side(folder);
        taken = deliver_some(newsroom.shelf(), side.port(), 4);
        ++lives;
    }
    EXPECT_TRUE(taken);
    EXPECT_GT(lives, 2);
    auto source = edition::open_source(folder);
    const auto verdict =
        edition::verify(**source, edition::SiteId(newsroom.shelf().site()), nullptr, press_time);
    EXPECT_EQ(verdict.code, edition::Verified::fresh);
    EXPECT_EQ(verdict.pages_checked, 400U);
}

}  // namespace
