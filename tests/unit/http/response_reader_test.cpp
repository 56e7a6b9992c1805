#include "http/response_reader.hpp"

#include <gtest/gtest.h>

namespace kolokol::http {
namespace {

TEST(ResponseReader, TakesAChunkedAnswerByteByByte) {
    for (const std::string body : {"0\r\n\r\n", "3\r\nhel\r\n2\r\nlo\r\n0\r\nTrailer: x\r\n\r\n"}) {
        ResponseReader reader(100, false);
        bool whole = false;
        for (const char c : "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body) {
            ASSERT_FALSE(whole);
            const auto fed = reader.feed({&c, 1});
            ASSERT_TRUE(fed) << fed.error().detail;
            whole = *fed;
        }
        EXPECT_TRUE(whole);
        EXPECT_TRUE(reader.keep_alive());
    }
}

TEST(ResponseReader, RefusesAnAnswerThatEndsInTheMiddleOfItsChunks) {
    ResponseReader reader(100, false);
    ASSERT_FALSE(reader.feed("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n").value());
    EXPECT_FALSE(reader.feed_end());
}

}  // namespace
}  // namespace kolokol::http
