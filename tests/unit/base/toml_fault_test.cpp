#include "base/toml_fault.hpp"

#include <gtest/gtest.h>

namespace kolokol {
namespace {

TEST(TomlFault, SaysAtWhichLinesASectionStands) {
    EXPECT_EQ(toml_fault("Error while parsing table header: cannot redefine existing table 'serve'",
                         "[serve]\nlisten = \"8080\"\n\n[ serve ] # again\n", 4),
              "[serve] stands twice, at lines 1 and 4; keep one");
}

TEST(TomlFault, NamesTheKeyThatStandsTwice) {
    EXPECT_EQ(toml_fault("cannot redefine existing string 'listen'",
                         "[serve]\nlisten = \"1\"\nlisten = \"2\"\n", 3),
              "'listen' stands a second time in its section; keep one");
}

TEST(TomlFault, LeavesEveryOtherFaultInTheWordsOfTheParser) {
    EXPECT_EQ(toml_fault("expected '=', saw 'x'", "a x\n", 1), "expected '=', saw 'x'");
}

}  // namespace
}  // namespace kolokol
