// What somebody sees who starts Kolokol for the first time.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>

#include "e2e/paper.hpp"

namespace kolokol::testing {
namespace {

using ::testing::HasSubstr;

TEST(Demo, PrintsTheSampleNewspaperInThreeLanguages) {
    const TemporaryFolder home;
    Running demo(kolokol_program(),
                 {"demo", "--folder", (home.path() / "demo").string(), "--listen", "127.0.0.1:0",
                  "--health", "127.0.0.1:0", "--newsroom", "127.0.0.1:0"});
    const auto port = port_of(demo.wait_for("The sample newspaper is on"));
    EXPECT_THAT(get(port, "/").body, HasSubstr("The Far Shore"));
    EXPECT_THAT(get(port, "/ru/").body, HasSubstr("Дальний берег"));
    EXPECT_THAT(get(port, "/ar/").body, HasSubstr("الضفّة البعيدة"));
}

TEST(Demo, LeavesItsFolderAloneWhileAnotherOneIsBeingPressed) {
    const TemporaryFolder home;
    const std::string folder = (home.path() / "demo").string();
    const std::vector<std::string> words{"demo",        "--folder",    folder,
                                         "--listen",    "127.0.0.1:0", "--health",
                                         "127.0.0.1:0", "--newsroom",  "127.0.0.1:0"};
    Running(kolokol_program(), words).wait_for("The sample newspaper is on");
    const Descriptor press = open_file(home.path() / "demo/editions/press.lock", O_RDWR);
    ASSERT_EQ(::flock(press.get(), LOCK_EX | LOCK_NB), 0);
    const Ended second = kolokol(words);
    EXPECT_EQ(second.exit_code, 1);
    EXPECT_THAT(second.err, HasSubstr("another press is under way"));
    EXPECT_TRUE(std::filesystem::exists(home.path() / "demo/kolokol.db"));
}

}  // namespace
}  // namespace kolokol::testing
