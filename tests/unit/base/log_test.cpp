#include "base/log.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kolokol {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string logged(const std::string& value) {
    ::testing::internal::CaptureStderr();
    log::error("test.happened", {{"detail", value}});
    return ::testing::internal::GetCapturedStderr();
}

TEST(Log, WritesOneEventALine) {
    const std::string line = logged("first\nsecond");
    EXPECT_THAT(line, HasSubstr("test.happened detail=\"first second\""));
    EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
}

TEST(Log, LetsNoTextSteerTheTerminal) {
    EXPECT_THAT(logged("\x1b[2Jgone\x7f"), Not(HasSubstr("\x1b")));
    EXPECT_THAT(logged("\x1b[2Jgone\x7f"), Not(HasSubstr("\x7f")));
}

TEST(Log, QuotesWhatWouldReadAsAnotherField) {
    EXPECT_THAT(logged("a=b"), HasSubstr("detail=\"a=b\""));
}

}  // namespace
}  // namespace kolokol
