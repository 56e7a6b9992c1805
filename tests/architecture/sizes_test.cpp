// How long a file and a function may be before somebody looks for the second idea in it.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "architecture/sources.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

namespace kolokol::testing {
namespace {

constexpr std::size_t longest_header = 120;
constexpr std::size_t longest_source = 400;
constexpr std::size_t longest_function = 65;

std::vector<std::filesystem::path> all_of(const std::vector<std::string>& endings) {
    std::vector<std::filesystem::path> all;
    for (const std::string folder : {"src", "tests", "bench"})
        for (auto& file : files_below(source_root() / folder, endings))
            all.push_back(std::move(file));
    return all;
}

std::string name_of(const std::filesystem::path& file) {
    return file.lexically_relative(source_root()).string();
}

/// Of a file that ends as clang-format has it: in one line end.
std::vector<std::string> files_longer_than(std::size_t most, const std::string& ending) {
    std::vector<std::string> found;
    for (const auto& file : all_of({ending})) {
        const Bytes text = read_file(file).value();
        const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
        if (lines > most) found.push_back(fmt::format("{}: {} lines", name_of(file), lines));
    }
    return found;
}

/// As clang-format leaves them: a function begins at the margin, or at the first step of a class,
/// and ends at a "}" alone there; what ends in "};" is a class or a table.
std::vector<std::string> long_functions(const std::filesystem::path& file) {
    std::vector<std::string> found;
    const Bytes text = read_file(file).value();
    std::string margin;
    std::size_t begun = 0;
    std::size_t number = 0;
    for (const std::string_view line : split(text, '\n')) {
        ++number;
        const bool is_class = line.starts_with("class ") || line.starts_with("struct ");
        if (is_class && !line.ends_with(';')) margin = "    ";
        if (line.starts_with("};")) margin.clear();
        const bool at_margin =
            line.size() > margin.size() && line.starts_with(margin) && line[margin.size()] != ' ';
        if (!at_margin) continue;
        const std::string_view rest = line.substr(margin.size());
        if (rest == "}" && number - begun + 1 > longest_function)
            found.push_back(
                fmt::format("{}:{}: {} lines", name_of(file), begun, number - begun + 1));
        // Labels, the end of a list of parameters and the further lines of a table go on.
        if (!rest.starts_with('}') && !rest.starts_with(')')) begun = number;
    }
    return found;
}

TEST(Size, OfAHeaderIsTwoScreens) {
    EXPECT_THAT(files_longer_than(longest_header, ".hpp"), ::testing::IsEmpty());
}

TEST(Size, OfASourceIsFourHundredLines) {
    EXPECT_THAT(files_longer_than(longest_source, ".cpp"), ::testing::IsEmpty());
}

TEST(Size, OfAFunctionIsOneScreen) {
    std::vector<std::string> found;
    for (const auto& file : all_of({".cpp", ".hpp"}))
        for (std::string& function : long_functions(file))
            found.push_back(std::move(function));
    EXPECT_THAT(found, ::testing::IsEmpty());
}

}  // namespace
}  // namespace kolokol::testing
