#include "http/message.hpp"

#include <gtest/gtest.h>

#include "http/client.hpp"
#include "http/router.hpp"

namespace kolokol::http {
namespace {

TEST(Form, GivesTheValueOfAName) {
    EXPECT_EQ(form_value("a=1&q=two+words&b=", "q"), "two words");
    EXPECT_EQ(form_value("q=%D1%87%D0%B0%D0%B9", "q"), "чай");
    EXPECT_EQ(form_value("a=1&b=", "b"), "");
    EXPECT_EQ(form_value("q", "q"), "");
}
TEST(Form, GivesNothingForWhatIsAbsentOrBroken) {
    EXPECT_EQ(form_value("", "q"), std::nullopt);
    EXPECT_EQ(form_value("qq=1", "q"), std::nullopt);
    EXPECT_EQ(form_value("q=%2", "q"), std::nullopt);
    EXPECT_EQ(form_value("q=%zz", "q"), std::nullopt);
}
TEST(Request, SplitsItsTarget) {
    Request request;
    request.target = "/search?q=a?b";
    EXPECT_EQ(request.path(), "/search");
    EXPECT_EQ(request.query(), "q=a?b");
}
TEST(Fields, AreFoundInAnyCase) {
    EXPECT_EQ(find_field({{"Content-TYPE", "text/html"}}, "content-type"), "text/html");
    EXPECT_EQ(find_field({}, "content-type"), std::nullopt);
}

TEST(Router, FindsExactPathsPrefixesAndEndings) {
    Router router;
    router.add({Method::get, "/a", {}});
    router.add({Method::put, "/packs/*", {}});
    router.add({Method::get, "*/search", {}});
    EXPECT_NE(router.find(Method::get, "/a"), nullptr);
    EXPECT_NE(router.find(Method::head, "/a"), nullptr);
    EXPECT_EQ(router.find(Method::get, "/a/"), nullptr);
    EXPECT_NE(router.find(Method::put, "/packs/1"), nullptr);
    EXPECT_EQ(router.find(Method::put, "/packs"), nullptr);
    EXPECT_NE(router.find(Method::get, "/ru/search"), nullptr);
}
TEST(Router, TellsWhatAPathAnswersTo) {
    Router router;
    router.add({Method::get, "/a", {}});
    router.add({Method::post, "/a", {}});
    EXPECT_EQ(router.allowed("/a"), "GET, HEAD, POST");
    EXPECT_EQ(router.allowed("/b"), "");
}

TEST(Url, IsTakenApart) {
    const auto url = Url::parse("https://Paper.Example:8443/a?b#c");
    ASSERT_TRUE(url);
    EXPECT_TRUE(url->secure);
    EXPECT_EQ(url->host, "paper.example");
    EXPECT_EQ(url->port, 8443);
    EXPECT_EQ(url->target, "/a?b");
    EXPECT_EQ(url->text(), "https://paper.example:8443/a?b");
}
TEST(Url, HasTheUsualPorts) {
    EXPECT_EQ(Url::parse("http://a")->text(), "http://a/");
    EXPECT_EQ(Url::parse("https://a:443/")->authority(), "a");
    EXPECT_EQ(Url::parse("http://[::1]:8080/")->authority(), "[::1]:8080");
    EXPECT_EQ(Url::parse("http://a?q")->target, "/?q");
}
TEST(Url, IsRefusedWhenItIsNone) {
    for (const char* text :
         {"", "http", "HTTPS", "http:/", "paper.example", "ftp://a/", "http://", "http://u:p@a/",
          "http://a:0/", "http://a:99999/", "http://a /", "http://a/\r\nX: y", "http://[::1/"})
        EXPECT_FALSE(Url::parse(text)) << text;
}
TEST(Url, LeadsToOtherPathsOfItsHost) {
    const Url url = *Url::parse("http://a/b/c?d");
    EXPECT_EQ(url.with_target("/x").target, "/x");
    EXPECT_EQ(url.with_target("x?y").target, "/b/x?y");
    EXPECT_EQ(url.with_target("../../x/./y/").target, "/x/y/");
    EXPECT_EQ(url.with_target("?e").target, "/b/c?e");
}

}  // namespace
}  // namespace kolokol::http
