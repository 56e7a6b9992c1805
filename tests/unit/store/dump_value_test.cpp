#include "store/dump_value.hpp"

#include <cstdint>
#include <limits>

#include <gtest/gtest.h>

namespace kolokol::store {
namespace {

std::string dumped(const Value& value) {
    std::string line;
    append_dumped(line, value);
    return line;
}

class DumpValue : public testing::TestWithParam<Value> {};

TEST_P(DumpValue, IsReadBackAsItWas) {
    EXPECT_EQ(parse_dumped(dumped(GetParam())), GetParam());
}
INSTANTIATE_TEST_SUITE_P(EveryType, DumpValue,
                         testing::Values(Value(), Value(0), Value("t"), Value(""),
                                         Value(std::numeric_limits<std::int64_t>::min()),
                                         Value(0.1), Value(1e300), Value("a\tb\nc\rd\\e\\n"),
                                         Value(Blob{Bytes("\x00\xff", 2)}), Value(Blob{})));

TEST(DumpValue, StaysOnOneLine) {
    EXPECT_EQ(dumped("a\tb\nc\\"), "ta\\tb\\nc\\\\");
}

TEST(DumpValue, IsRefusedWhenItIsDamaged) {
    for (const auto* text : {"", "z", "i", "i1x", "nn", "ta\\", "ta\\q", "x0", "xzz"})
        EXPECT_EQ(parse_dumped(text), std::nullopt) << text;
}

}  // namespace
}  // namespace kolokol::store
