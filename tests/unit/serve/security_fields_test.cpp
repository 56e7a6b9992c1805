#include "serve/security_fields.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace kolokol::serve;
using testing::HasSubstr;
using testing::Not;

namespace {

TEST(SecurityFields, LetNothingBeLoadedFromElsewhere) {
    const auto policy = security_fields({}).at("content-security-policy");
    EXPECT_THAT(policy, HasSubstr("default-src 'self'"));
    EXPECT_THAT(policy, HasSubstr("frame-ancestors 'self'"));
    EXPECT_THAT(policy, HasSubstr("base-uri 'none'"));
    EXPECT_THAT(policy, HasSubstr("object-src 'none'"));
    EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
    EXPECT_THAT(policy, Not(HasSubstr("*")));
}

TEST(SecurityFields, LetFormsLeadToTheOriginAndItsLiveHosts) {
    kolokol::edition::Facts facts;
    facts.origin = "https://paper.example/";
    facts.live = {"live.example", "http://abc.onion"};
    const auto targets = form_targets(facts);
    EXPECT_EQ(targets, "https://paper.example https://live.example http://abc.onion");
    EXPECT_THAT(security_fields({false, targets}).at("content-security-policy"),
                HasSubstr("form-action 'self' https://paper.example"));
}

TEST(SecurityFields, LetNoHostSayMoreThanItsName) {
    kolokol::edition::Facts facts;
    facts.origin = "https://a.example; script-src *";
    facts.live = {"javascript://x", "b.example 'unsafe-inline'", "", "c.example"};
    EXPECT_EQ(form_targets(facts), "https://c.example");
}

TEST(SecurityFields, HoldBrowsersToTlsOnlyWhereThereIsTls) {
    EXPECT_FALSE(security_fields({}).contains("strict-transport-security"));
    EXPECT_TRUE(security_fields({true, {}}).contains("strict-transport-security"));
}

TEST(FieldLines, AreWholeLines) {
    const std::string lines = field_lines({});
    EXPECT_TRUE(lines.ends_with("\r\n"));
    EXPECT_EQ(lines.find("\r\n\r\n"), std::string::npos);
}

TEST(FieldLines, TakeAnOwnValueInPlaceOfTheUsualOne) {
    const std::string lines = field_lines({}, {{"referrer-policy", "no-referrer"}});
    EXPECT_THAT(lines, HasSubstr("referrer-policy: no-referrer\r\n"));
    EXPECT_THAT(lines, Not(HasSubstr("same-origin\r\nreferrer")));
    EXPECT_EQ(lines.find("referrer-policy"), lines.rfind("referrer-policy"));
}

TEST(FieldLines, LeaveOutWhatFramesOrNamesAMessage) {
    for (const char* name : {"content-length", "transfer-encoding", "set-cookie", "etag",
                             "connection", "content-encoding", "vary", "date", "location"})
        EXPECT_THAT(field_lines({}, {{name, "x-marker"}}), Not(HasSubstr("x-marker"))) << name;
}

TEST(FieldLines, LeaveOutWhatWouldBreakALine) {
    EXPECT_THAT(field_lines({}, {{"x-a", "b\r\nset-cookie: c"}}), Not(HasSubstr("set-cookie")));
    EXPECT_THAT(field_lines({}, {{"x-a: b\r\nset-cookie", "c"}}), Not(HasSubstr("set-cookie")));
    EXPECT_THAT(field_lines({}, {{"", "c"}}), Not(HasSubstr(": c\r\n")));
}

}  // namespace
