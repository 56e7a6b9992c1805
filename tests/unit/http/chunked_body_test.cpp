#include "http/chunked_body.hpp"

#include <gtest/gtest.h>

#include "http/full_parser.hpp"
#include "http/response_reader.hpp"

namespace kolokol::http {
namespace {

using State = ChunkedBody::State;

struct Read {
    State state = State::more;
    std::size_t used = 0;
    std::string body;
    bool operator==(const Read&) const = default;
};

Read read(std::string_view bytes, std::size_t step, std::size_t limit = 100) {
    ChunkedBody chunks;
    Read all;
    for (std::size_t have = 0; all.state == State::more && have < bytes.size();) {
        have = std::min(have + step, bytes.size());
        const auto fed = chunks.feed(bytes.substr(all.used, have - all.used), all.body, limit);
        all.state = fed.state;
        all.used += fed.used;
    }
    return all;
}

Read read(std::string_view bytes) {
    return read(bytes, bytes.size());
}

TEST(ChunkedBody, IsPutTogether) {
    const std::string_view bytes = "3\r\nabc\r\n0A\r\n0123456789\r\n0\r\n\r\nGET /";
    const Read whole{State::whole, bytes.size() - 5, "abc0123456789"};
    EXPECT_EQ(read(bytes), whole);
    EXPECT_EQ(read(bytes, 1), whole);
}

TEST(ChunkedBody, MayHoldNothing) {
    EXPECT_EQ(read("0\r\n\r\n"), (Read{State::whole, 5, ""}));
}

TEST(ChunkedBody, MayHaveExtensionsAndTrailers) {
    const std::string_view bytes = "3;a=\"b\"\r\nabc\r\n0;x\r\nT: x\r\nU: y\r\n\r\n";
    EXPECT_EQ(read(bytes), (Read{State::whole, bytes.size(), "abc"}));
    EXPECT_EQ(read(bytes, 1), read(bytes));
}

TEST(ChunkedBody, IsNotLongerThanItMayBe) {
    EXPECT_EQ(read("5\r\nabcde\r\n0\r\n\r\n", 100, 5).state, State::whole);
    EXPECT_EQ(read("6\r\n", 100, 5).state, State::too_large);
    EXPECT_EQ(read("3\r\nabc\r\n3\r\n", 100, 5).state, State::too_large);
    EXPECT_EQ(read("fffffffffffffff\r\n", 100, 5).state, State::too_large);
}

class BrokenChunks : public ::testing::TestWithParam<const char*> {};

TEST_P(BrokenChunks, AreSeen) {
    const std::string_view bytes = GetParam();
    EXPECT_EQ(read(bytes).state, State::broken);
    EXPECT_EQ(read(bytes, 1).state, State::broken);
}

INSTANTIATE_TEST_SUITE_P(Bodies, BrokenChunks,
                         ::testing::Values("\r\n", "x\r\n", "-1\r\n", "+1\r\n", "0x1\r\n", " 1\r\n",
                                           "1 \r\n", "1 ;a\r\n", "1\nx", "1\r\nxy\r\n", "1\r\nx\n",
                                           "1\r\nx\r\nz\r\n", "ffffffffffffffff\r\n",
                                           "0000000000000000\r\n", "1;\x01\r\n", "1;\rx\r\n",
                                           // On these Beast 1.74 asserts, which ends the program.
                                           "0\r\nabcde\n0\r\nT: x\x05\r\n\r\n",
                                           "0\r\nT: x\x05\r\n\r\n"));

TEST(ChunkedBody, HasNoLineWithoutEnd) {
    EXPECT_EQ(read("1;" + std::string(2000, 'a')).state, State::broken);
    std::string trailers = "0\r\n";
    for (int i = 0; i < 100; ++i)
        trailers += std::string(500, 't') + "\r\n";
    EXPECT_EQ(read(trailers).state, State::broken);
}

TEST(ResponseReader, RefusesChunksThatAreBroken) {
    for (const char* body : {"0\r\nabcde\r\n0\r\nT: x\x05\r\n\r\n", "zz\r\n"}) {
        ResponseReader reader(100, false);
        const auto fed = reader.feed(
            std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n") + body);
        ASSERT_FALSE(fed) << body;
        EXPECT_EQ(fed.error().code, "http.bad_answer");
    }
}

TEST(ResponseReader, WaitsForTheAnswerAfterInterimOnes) {
    ResponseReader reader(100, false);
    EXPECT_FALSE(*reader.feed("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early"));
    EXPECT_TRUE(*reader.feed(" Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"));
    EXPECT_EQ(reader.take().body, "hi");
}

TEST(ResponseReader, DoesNotWaitForEver) {
    ResponseReader reader(100, false);
    std::string many;
    for (int i = 0; i < 20; ++i)
        many += "HTTP/1.1 100 Continue\r\n\r\n";
    EXPECT_FALSE(reader.feed(many));
}

TEST(ResponseReader, RefusesACodingThatNobodyAskedFor) {
    ResponseReader reader(100, false);
    EXPECT_FALSE(reader.feed("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n"));
}

TEST(ResponseReader, LimitsABodyThatEndsWithTheConnection) {
    ResponseReader reader(5, false);
    EXPECT_TRUE(reader.feed("HTTP/1.1 200 OK\r\n\r\nhello"));
    EXPECT_EQ(reader.feed("!").error().code, "http.too_large");
}

}  // namespace
}  // namespace kolokol::http
