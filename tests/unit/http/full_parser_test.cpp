#include "http/full_parser.hpp"

#include <string>

#include <gtest/gtest.h>

namespace kolokol::http {
namespace {

using State = FullParser::State;

/// The status that a head is refused with; 0 if it is taken, -1 if more is awaited.
int verdict_on(std::string_view bytes) {
    FullParser parser(16 * 1024, 8 * 1024);
    const FullParser::Fed fed = parser.feed(bytes);
    return fed.state == State::more ? -1 : parser.refusal();
}

struct Case {
    const char* name;
    std::string bytes;
    int status;
};
void PrintTo(const Case& one, std::ostream* out) {
    *out << one.name;
}
std::string name_of(const ::testing::TestParamInfo<Case>& info) {
    return info.param.name;
}

class Verdict : public ::testing::TestWithParam<Case> {};
TEST_P(Verdict, IsTheRightStatus) {
    EXPECT_EQ(verdict_on(GetParam().bytes), GetParam().status);
}

const std::string head = "POST /form HTTP/1.1\r\nHost: a\r\n";
INSTANTIATE_TEST_SUITE_P(
    FullParser, Verdict,
    ::testing::Values(
        Case{"PlainPost", head + "Content-Length: 3\r\n\r\n", 0},
        Case{"Chunked", head + "Transfer-Encoding: Chunked\r\n\r\n", 0},
        Case{"AbsoluteForm", "GET http://paper.example/a?b HTTP/1.1\r\nHost: a\r\n\r\n", 0},
        Case{"OptionsStar", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 0},
        Case{"Unfinished", head, -1},
        // Smuggling: everything that two servers might frame differently.
        Case{"LengthAndChunked", head + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
             400},
        Case{"ChunkedAndLength", head + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n",
             400},
        Case{"TwoLengths", head + "Content-Length: 3\r\nContent-Length: 3\r\n\r\n", 400},
        Case{"ListOfLengths", head + "Content-Length: 3, 4\r\n\r\n", 400},
        Case{"SignedLength", head + "Content-Length: +3\r\n\r\n", 400},
        Case{"HexLength", head + "Content-Length: 0x3\r\n\r\n", 400},
        Case{"TwoCodings",
             head + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
        Case{"UnknownCoding", head + "Transfer-Encoding: xchunked\r\n\r\n", 501},
        Case{"CodingBeforeChunked", head + "Transfer-Encoding: gzip, chunked\r\n\r\n", 501},
        Case{"ChunkedNotLast", head + "Transfer-Encoding: chunked, identity\r\n\r\n", 501},
        Case{"ChunkedUnderHttp10", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
        Case{"BlankBeforeColon", head + "Content-Length : 3\r\n\r\n", 400},
        Case{"FoldedLine", head + "Transfer-Encoding:\r\n chunked\r\n\r\n", 400},
        Case{"BareLineFeed", head + "X: a\nContent-Length: 3\r\n\r\n", 400},
        Case{"BareLineFeedAlone", "GET / HTTP/1.1\nHost: a\n\n", 400},
        Case{"BareReturn", head + "X: a\rContent-Length: 3\r\n\r\n", 400},
        Case{"Nul", head + std::string("X: a\0b\r\n\r\n", 10), 400},
        Case{"TwoHosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        Case{"NoHost", "GET / HTTP/1.1\r\nX: a\r\n\r\n", 400},
        Case{"HostWithPath", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
        Case{"NoColon", head + "Content-Length\r\n\r\n", 400},
        Case{"TargetWithoutSlash", "GET a HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Case{"Fragment", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Case{"Http2Preface", "PRI * HTTP/2.0\r\n\r\n", 505}, Case{"Http09", "GET /\r\n\r\n", 400},
        Case{"NotHttp", "GET / HTCPCP/1.0\r\nHost: a\r\n\r\n", 400},
        Case{"LongTarget", "GET /" + std::string(9000, 'a'), 414},
        Case{"LongMethod", std::string(9000, 'A'), 501},
        Case{"LongMethodOfAWholeHead", std::string(65, 'A') + " / HTTP/1.1\r\nHost: a\r\n\r\n",
             501},
        Case{"LongHead", head + "X: " + std::string(17000, 'a'), 431}),
    name_of);

TEST(FullParser, TakesABodyOfTheLengthThatWasTold) {
    FullParser parser(16 * 1024, 8 * 1024);
    const std::string bytes = head + "Content-Length: 5\r\n\r\nhelloGET /";
    const FullParser::Fed fed = parser.feed(bytes);
    ASSERT_EQ(fed.state, State::head);
    EXPECT_TRUE(parser.has_body());
    parser.take_body(100);
    const FullParser::Fed body = parser.feed(std::string_view(bytes).substr(fed.used));
    ASSERT_EQ(body.state, State::whole);
    EXPECT_EQ(body.used, 5U);
    EXPECT_EQ(parser.take().body, "hello");
}
TEST(FullParser, TakesAChunkedBodyByteByByte) {
    FullParser parser(16 * 1024, 8 * 1024);
    ASSERT_EQ(parser.feed(head + "Transfer-Encoding: chunked\r\n\r\n").state, State::head);
    parser.take_body(100);
    const std::string chunks = "3\r\nhel\r\n2;ext=1\r\nlo\r\n0\r\nTrailer: x\r\n\r\n";
    std::string buffer;
    State state = State::more;
    for (const char c : chunks) {
        buffer += c;
        const FullParser::Fed fed = parser.feed(buffer);
        buffer.erase(0, fed.used);
        state = fed.state;
    }
    ASSERT_EQ(state, State::whole);
    EXPECT_EQ(buffer, "");
    const Request request = parser.take();
    EXPECT_EQ(request.body, "hello");
    EXPECT_FALSE(request.field("trailer")) << "a trailer must not pass for a field of the head";
}
TEST(FullParser, TakesAnEmptyChunkedBodyByteByByte) {
    FullParser parser(16 * 1024, 8 * 1024);
    ASSERT_EQ(parser.feed(head + "Transfer-Encoding: chunked\r\n\r\n").state, State::head);
    parser.take_body(100);
    const std::string_view chunks = "0\r\n\r\n";
    std::size_t used = 0;
    for (std::size_t i = 1; i < chunks.size(); ++i) {
        const auto fed = parser.feed(chunks.substr(used, i - used));
        ASSERT_EQ(fed.state, State::more);
        used += fed.used;
    }
    EXPECT_EQ(parser.feed(chunks.substr(used)).state, State::whole);
    EXPECT_EQ(parser.take().body, "");
}
TEST(FullParser, RefusesABodyThatIsToldToBeTooLong) {
    FullParser parser(16 * 1024, 8 * 1024);
    ASSERT_EQ(parser.feed(head + "Content-Length: 101\r\n\r\n").state, State::head);
    parser.take_body(100);
    EXPECT_EQ(parser.refusal(), 413);
}
TEST(FullParser, RefusesChunksThatGrowTooLong) {
    FullParser parser(16 * 1024, 8 * 1024);
    ASSERT_EQ(parser.feed(head + "Transfer-Encoding: chunked\r\n\r\n").state, State::head);
    parser.take_body(5);
    EXPECT_EQ(parser.feed("3\r\nhel\r\n3\r\nlop\r\n").state, State::refused);
    EXPECT_EQ(parser.refusal(), 413);
}
TEST(FullParser, RefusesBrokenChunks) {
    FullParser parser(16 * 1024, 8 * 1024);
    ASSERT_EQ(parser.feed(head + "Transfer-Encoding: chunked\r\n\r\n").state, State::head);
    parser.take_body(100);
    EXPECT_EQ(parser.feed("3\r\nhello\r\n").state, State::refused);
    EXPECT_EQ(parser.refusal(), 400);
}
TEST(FullParser, ReadsAnAbsoluteAddressAsItsPath) {
    FullParser parser(16 * 1024, 8 * 1024);
    ASSERT_EQ(parser.feed("GET HTTP://paper.example?q=1 HTTP/1.1\r\nHost: a\r\n\r\n").state,
              State::head);
    EXPECT_EQ(parser.request().target, "/?q=1");
    EXPECT_EQ(parser.get_request().query, "q=1");
}
TEST(FullParser, JoinsListsThatCameInSeveralFields) {
    FullParser parser(16 * 1024, 8 * 1024);
    ASSERT_EQ(
        parser
            .feed("GET / HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"a\"\r\nIf-None-Match: \"b\"\r\n"
                  "Range: bytes=0-1\r\nRange: bytes=2-3\r\n\r\n")
            .state,
        State::head);
    EXPECT_EQ(parser.get_request().if_none_match, "\"a\", \"b\"");
    EXPECT_EQ(parser.get_request().range.data(), nullptr);
}

}  // namespace
}  // namespace kolokol::http
