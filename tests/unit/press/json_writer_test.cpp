#include "press/json_writer.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace kolokol::press {
namespace {

TEST(JsonWriter, PutsCommasBetweenThingsAndNowhereElse) {
    JsonWriter json;
    json.open('{').text("a", "1").list("b").open('{').yes("c").close().open('{').close().close();
    json.object("d").number("e", -7).close().close();
    EXPECT_EQ(json.take(), R"({"a":"1","b":[{"c":true},{}],"d":{"e":-7}})");
}

TEST(JsonWriter, LeavesOutFieldsWithoutText) {
    JsonWriter json;
    json.open('{').text("a", "").text("b", "x").close();
    EXPECT_EQ(json.take(), R"({"b":"x"})");
}

TEST(JsonWriter, WritesEveryCharacterSoThatItComesBack) {
    std::string every;
    for (int c = 0; c < 128; ++c)
        every += static_cast<char>(c);
    every += "Ж \xE2\x80\xA8 \xF0\x9F\x94\x94";
    JsonWriter json;
    json.open('{').text("all", every).close();
    EXPECT_EQ(nlohmann::json::parse(json.take())["all"], every);
}

}  // namespace
}  // namespace kolokol::press
