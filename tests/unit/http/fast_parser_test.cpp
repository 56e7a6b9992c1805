#include "http/fast_parser.hpp"

#include <string>

#include <gtest/gtest.h>

namespace kolokol::http {
namespace {

Reading reading_of(std::string_view bytes) {
    FastRequest request;
    return read_fast(bytes, request);
}

constexpr std::string_view browser =
    "GET /ru/2026/01/28/slug/?from=feed HTTP/1.1\r\n"
    "Host: paper.example:8080\r\n"
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r\n"
    "Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8\r\n"
    "Accept-Encoding: gzip, deflate, br\r\n"
    "Connection: keep-alive\r\n"
    "If-None-Match: \"abc-br\"\r\n"
    "Upgrade-Insecure-Requests: 1\r\n"
    "\r\n";

TEST(FastParser, ReadsABrowsersRequest) {
    FastRequest request;
    ASSERT_EQ(read_fast(browser, request), Reading::complete);
    EXPECT_FALSE(request.get.head);
    EXPECT_EQ(request.get.path, "/ru/2026/01/28/slug/");
    EXPECT_EQ(request.get.query, "from=feed");
    EXPECT_EQ(request.get.host, "paper.example:8080");
    EXPECT_EQ(request.get.accept_encoding, "gzip, deflate, br");
    EXPECT_EQ(request.get.if_none_match, "\"abc-br\"");
    EXPECT_EQ(request.get.range.data(), nullptr);
    EXPECT_TRUE(request.keep_alive);
    EXPECT_EQ(request.size, browser.size());
}
TEST(FastParser, ReadsNoFurtherThanTheEmptyLine) {
    FastRequest request;
    const std::string two = std::string(browser) + "GET / HTTP/1.1\r\n";
    ASSERT_EQ(read_fast(two, request), Reading::complete);
    EXPECT_EQ(request.size, browser.size());
}
TEST(FastParser, WaitsWhileARequestIsIncomplete) {
    for (std::size_t size = 0; size < browser.size(); ++size)
        ASSERT_EQ(reading_of(browser.substr(0, size)), Reading::incomplete) << size;
}
TEST(FastParser, ReadsHead) {
    FastRequest request;
    ASSERT_EQ(read_fast("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n", request), Reading::complete);
    EXPECT_TRUE(request.get.head);
}
TEST(FastParser, ClosesUnderHttp10UnlessToldOtherwise) {
    FastRequest request;
    ASSERT_EQ(read_fast("GET / HTTP/1.0\r\n\r\n", request), Reading::complete);
    EXPECT_FALSE(request.keep_alive);
    ASSERT_EQ(read_fast("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", request),
              Reading::complete);
    EXPECT_TRUE(request.keep_alive);
}
TEST(FastParser, ClosesWhenToldTo) {
    FastRequest request;
    ASSERT_EQ(read_fast("GET / HTTP/1.1\r\nhost: a\r\nCONNECTION: close\r\n\r\n", request),
              Reading::complete);
    EXPECT_FALSE(request.keep_alive);
}
TEST(FastParser, TrimsBlanksAroundValues) {
    FastRequest request;
    ASSERT_EQ(read_fast("GET / HTTP/1.1\r\nHost:a\r\nRange: \t bytes=0-1 \t\r\n\r\n", request),
              Reading::complete);
    EXPECT_EQ(request.get.range, "bytes=0-1");
}

class Unusual : public ::testing::TestWithParam<std::string_view> {};
TEST_P(Unusual, IsLeftToTheFullParser) {
    EXPECT_EQ(reading_of(GetParam()), Reading::unusual);
}
INSTANTIATE_TEST_SUITE_P(
    FastParser, Unusual,
    ::testing::Values("POST / HTTP/1.1\r\n", "get / HTTP/1.1\r\n", "GET  / HTTP/1.1\r\n",
                      "GET http://a/ HTTP/1.1\r\n", "GET * HTTP/1.1\r\n", "GET /a b HTTP/1.1\r\n",
                      "GET /#a HTTP/1.1\r\n", "GET /\xc3\xa4 HTTP/1.1\r\n", "GET / HTTP/2.0\r\n",
                      "GET / HTTP/1.2\r\n", "GET / HTTP/1.1\nHost: a\n\n", "GET / HTTP/1.1\r\r\n",
                      "GET / HTTP/1.1\r\n\r\n",                        // no Host
                      "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",  // two
                      "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", "GET / HTTP/1.1\r\nHost:\r\n\r\n",
                      "GET / HTTP/1.1\r\nHost : a\r\n\r\n",  // blank before the colon
                      "GET / HTTP/1.1\r\n: a\r\n\r\n", "GET / HTTP/1.1\r\n Host: a\r\n\r\n",
                      "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n folded\r\n\r\n",
                      "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n\tfolded\r\n\r\n",
                      "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n",       // bare LF
                      "GET / HTTP/1.1\r\nHost: a\r\nX: b\rc\r\n\r\n",  // bare CR
                      "GET / HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n",
                      "GET / HTTP/1.1\r\nHost: a\r\nX: \x7f\r\n\r\n",
                      "GET / HTTP/1.1\r\nHost: a\r\nX: aaaaaaa\x80\r\n\r\n",
                      "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
                      "GET / HTTP/1.1\r\nHost: a\r\ncontent-lengtH: 5\r\n\r\n",
                      "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
                      "GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n",
                      "GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\n\r\n",
                      "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nConnection: close\r\n\r\n",
                      "GET / HTTP/1.1\r\nHost: a\r\nProxy-Connection: close\r\n\r\n",
                      "GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1\r\nRange: bytes=0-1\r\n\r\n"));

TEST(FastParser, SeesAByteOutOfRangeAtEveryPlaceOfAValue) {
    for (std::size_t place = 0; place < 24; ++place) {
        std::string value(24, 'v');
        value[place] = '\x1f';
        EXPECT_EQ(reading_of("GET / HTTP/1.1\r\nHost: a\r\nX: " + value + "\r\n\r\n"),
                  Reading::unusual)
            << place;
    }
}

}  // namespace
}  // namespace kolokol::http
