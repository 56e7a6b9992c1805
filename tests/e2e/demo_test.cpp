// What somebody sees who starts Kolokol for the first time.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "e2e/paper.hpp"

namespace kolokol::testing {
namespace {

using ::testing::HasSubstr;

TEST(Demo, PrintsTheSampleNewspaperInThreeLanguages) {
    const TemporaryFolder home;
    Running demo(kolokol_program(), {"demo", "--folder", (home.path() / "demo").string(),
                                     "--listen", "127.0.0.1:0", "--health", "127.0.0.1:0"});
    const auto port = port_of(demo.wait_for("The sample newspaper is on"));
    EXPECT_THAT(get(port, "/").body, HasSubstr("The Far Shore"));
    EXPECT_THAT(get(port, "/ru/").body, HasSubstr("Дальний берег"));
    EXPECT_THAT(get(port, "/ar/").body, HasSubstr("الضفّة البعيدة"));
}

}  // namespace
}  // namespace kolokol::testing
