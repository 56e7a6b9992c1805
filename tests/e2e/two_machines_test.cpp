// A newsroom that nobody reaches, and a public side that may be lost.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "e2e/paper.hpp"

namespace kolokol::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class TwoMachines : public ::testing::Test {
protected:
    TwoMachines() : paper({"--public-side", public_folder().string()}) {
        edit(public_folder() / "kolokol.toml", "127.0.0.1:8080", "127.0.0.1:0");
        edit(public_folder() / "kolokol.toml", "127.0.0.1:9180", "127.0.0.1:0");
        edit(public_folder() / "kolokol.toml", "127.0.0.1:8090", "127.0.0.1:0");
        start_public_side();
        edit(paper.folder() / "kolokol.toml", "127.0.0.1:8090",
             "127.0.0.1:" + std::to_string(handover));
        paper.print_gazette();
    }
    std::filesystem::path public_folder() const { return beside.path() / "public"; }
    void start_public_side() {
        public_side = std::make_unique<Running>(
            kolokol_program(), std::vector<std::string>{"serve", "--role", "public", "--site",
                                                        public_folder().string()});
        readers = port_of(public_side->wait_for("Readers are served on"));
        handover = port_of(public_side->wait_for("Editions are taken on"));
        public_side->wait_for("Health and metrics on");
    }
    /// The newsroom side, until its first handover is done.
    std::unique_ptr<Running> hand_over() const {
        auto newsroom = std::make_unique<Running>(
            kolokol_program(), std::vector<std::string>{"serve", "--role", "newsroom", "--site",
                                                        paper.folder().string()});
        newsroom->wait_for("handover.done");
        return newsroom;
    }

    TemporaryFolder beside;
    Paper paper;
    std::unique_ptr<Running> public_side;
    std::uint16_t readers = 0;
    std::uint16_t handover = 0;
};

TEST_F(TwoMachines, BringThePressedPaperToReaders) {
    const auto newsroom = hand_over();
    const Reply front = get(readers, "/");
    EXPECT_EQ(front.status, 200);
    EXPECT_THAT(front.body, HasSubstr("The Gazette"));
}

TEST_F(TwoMachines, LeaveNothingSecretOnThePublicSide) {
    std::vector<std::string> keys;
    for (const auto& entry : std::filesystem::directory_iterator(public_folder() / "keys"))
        keys.push_back(entry.path().filename().string());
    ASSERT_EQ(keys.size(), 1U);
    EXPECT_THAT(keys.front(), HasSubstr("heartbeat"));
    EXPECT_FALSE(std::filesystem::exists(public_folder() / "kolokol.db"));
}

TEST(TwoNewMachines, AreToldWhereEachKeyLiesAndWhatToDoOnEach) {
    const TemporaryFolder home;
    const auto there = home.path() / "public";
    const Ended made =
        kolokol({"init", (home.path() / "paper").string(), "--public-side", there.string()});
    EXPECT_EQ(made.exit_code, 0) << made.err;
    const auto key = *std::filesystem::directory_iterator(there / "keys");
    EXPECT_THAT(made.out, HasSubstr(key.path().string()));
    EXPECT_THAT(made.out, HasSubstr("Carry " + there.string()));
    EXPECT_THAT(made.out, HasSubstr("serve --role newsroom"));
}

TEST_F(TwoMachines, AreBothLookedAtByTheDoctor) {
    hand_over();
    const Ended ended =
        kolokol({"doctor", "--json", "--site", public_folder().string()}, paper.environment());
    EXPECT_THAT(ended.out, HasSubstr("the heartbeat can be renewed here"));
    EXPECT_THAT(ended.out, Not(HasSubstr("ill"))) << ended.out;
    EXPECT_FALSE(std::filesystem::exists(public_folder() / "kolokol.db"));
}

TEST_F(TwoMachines, TellTheDoctorWhenReadersHaveWhatWasPressed) {
    hand_over();
    EXPECT_THAT(paper.run({"doctor"}).out, HasSubstr("readers see edition 1\n"));
}

TEST_F(TwoMachines, TellTheDoctorThatAnEditionWasNotHandedOver) {
    hand_over();
    edit(paper.folder() / "kolokol.toml", "The Gazette", "The Herald");
    paper.json({"press", "--full", "--at", "2026-03-01T13:00:00Z"});
    EXPECT_THAT(paper.run({"doctor"}).out,
                HasSubstr("edition 2 has not been handed over, readers see edition 1"));
}

TEST_F(TwoMachines, TellTheDoctorThatThePublicSideDoesNotAnswer) {
    hand_over();
    public_side->signal(SIGKILL);
    public_side->wait();
    const Ended ended = paper.run({"doctor"});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.out, HasSubstr("whether edition 1 has been handed over"));
    EXPECT_THAT(ended.out, Not(HasSubstr("readers see")));
}

TEST_F(TwoMachines, PressNothingOnThePublicSide) {
    const Ended ended = kolokol({"press", "--site", public_folder().string()});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.err, HasSubstr("newsroom's machine"));
    EXPECT_FALSE(std::filesystem::exists(public_folder() / "kolokol.db"));
}

TEST_F(TwoMachines, GoOnServingWhenTheNewsroomIsGone) {
    hand_over()->signal(SIGKILL);
    EXPECT_EQ(get(readers, "/").status, 200);
}

TEST_F(TwoMachines, ServeTheLastEditionAfterThePublicSideWasKilled) {
    hand_over();
    public_side->signal(SIGKILL);
    public_side->wait();
    start_public_side();
    EXPECT_EQ(get(readers, "/").status, 200);
}

TEST_F(TwoMachines, KeepNoOlderEditionOfAWithdrawnName) {
    hand_over();
    const auto done = paper.json({"withdraw", "byline", "omar-nasser", "--yes"});
    ASSERT_GT(done.at("articles"), 0);
    hand_over();
    EXPECT_EQ(get(readers, "/by/omar-nasser/").status, 410);
    const Ended kept = kolokol({"edition", "list", "--json", "--site", public_folder().string()});
    EXPECT_THAT(nlohmann::json::parse(kept.out), ::testing::SizeIs(1));
}

TEST_F(TwoMachines, TakeNoEditionOfAnotherPaper) {
    hand_over();
    Paper stranger({"--public-side", (beside.path() / "unused").string()});
    edit(stranger.folder() / "kolokol.toml", "The Gazette", "The Forger");
    edit(stranger.folder() / "kolokol.toml", "127.0.0.1:8090",
         "127.0.0.1:" + std::to_string(handover));
    stranger.print_gazette();
    Running newsroom(kolokol_program(),
                     {"serve", "--role", "newsroom", "--site", stranger.folder().string()});
    newsroom.wait_for("handover.refused");
    EXPECT_THAT(get(readers, "/").body, Not(HasSubstr("The Forger")));
}

}  // namespace
}  // namespace kolokol::testing
