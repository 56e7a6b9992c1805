// What the house must not hold, whoever writes it.

#include <filesystem>
#include <regex>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "architecture/sources.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

namespace kolokol::testing {
namespace {

std::vector<std::string> lines_with(const std::vector<std::filesystem::path>& files,
                                    const std::regex& wrong) {
    std::vector<std::string> found;
    for (const auto& file : files) {
        const Bytes text = read_file(file).value();
        int number = 0;
        for (const std::string_view line : split(text, '\n')) {
            ++number;
            if (std::regex_search(line.begin(), line.end(), wrong))
                found.push_back(fmt::format("{}:{}: {}",
                                            file.lexically_relative(source_root()).string(), number,
                                            trim(line)));
        }
    }
    return found;
}

TEST(House, SetsNoCookieForReaders) {
    const auto sources = files_below(source_root() / "src", {".cpp", ".hpp"});
    // the one place that may name the field is the list of those that a page cannot set
    const std::regex sets_one(R"(fields\.push_back.*[Ss]et-[Cc]ookie|with\("[Ss]et-[Cc]ookie)");
    EXPECT_THAT(lines_with(sources, sets_one), ::testing::IsEmpty());
}

TEST(House, LogsNoAddressOfAMachineOrAPerson) {
    const auto sources = files_below(source_root() / "src", {".cpp", ".hpp"});
    const std::regex field(
        R"re(log::(debug|info|warning|error)\(.*"(ip|host|peer|remote|email|address|name|byline|user_agent|referer)")re");
    EXPECT_THAT(lines_with(sources, field), ::testing::IsEmpty());
}

TEST(House, LeavesNoWorkUnnamed) {
    const auto sources = files_below(source_root() / "src", {".cpp", ".hpp"});
    const std::regex unfinished(R"(\b(TODO|FIXME|XXX|HACK)\b(?!\(#\d+\)))");
    EXPECT_THAT(lines_with(sources, unfinished), ::testing::IsEmpty());
}

TEST(House, AsksNoOtherHostInItsThemes) {
    const auto themes = files_below(source_root() / "themes", {".html", ".css", ".svg"});
    const std::regex loads(
        R"re((src|srcset|poster|action|formaction)="https?:|url\(\s*["']?(https?:)?//|@import)re");
    EXPECT_THAT(lines_with(themes, loads), ::testing::IsEmpty());
}

TEST(House, HoldsNoDownloadAddressInItsLockFiles) {
    for (const char* folder : {"tests/browser", "web/newsroom/editor"}) {
        const Bytes lock = read_file(source_root() / folder / "package-lock.json").value();
        EXPECT_THAT(lock, ::testing::Not(::testing::HasSubstr("\"resolved\"")));
    }
}

}  // namespace
}  // namespace kolokol::testing
