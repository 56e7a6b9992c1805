// The arrows of src/CMakeLists.txt, held against every #include of the house.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "architecture/sources.hpp"
#include "base/file.hpp"

namespace kolokol::testing {
namespace {

using Rooms = std::map<std::string, std::set<std::string>>;

/// As CMake wrote it: "newsletter: content theme …".
Rooms declared_arrows() {
    Rooms rooms;
    std::ifstream file(std::filesystem::path(KOLOKOL_TEST_BINARY_DIR) / "rooms.txt");
    std::string line;
    while (std::getline(file, line)) {
        const std::size_t colon = line.find(':');
        if (colon == std::string::npos) continue;
        std::istringstream names(line.substr(colon + 1));
        auto& arrows = rooms[line.substr(0, colon)];
        for (std::string name; names >> name;)
            arrows.insert(name);
    }
    return rooms;
}

/// Rooms whose headers this file includes: the first part of #include "room/header.hpp".
std::set<std::string> included_rooms(const std::filesystem::path& file) {
    std::set<std::string> rooms;
    std::ifstream text(file);
    constexpr std::string_view include = "#include \"";
    for (std::string line; std::getline(text, line);) {
        if (line.rfind(include, 0) != 0) continue;
        const std::string path = line.substr(include.size());
        rooms.insert(path.substr(0, path.find('/')));
    }
    return rooms;
}

std::vector<std::string> undeclared_includes(const Rooms& rooms) {
    std::vector<std::string> wrong;
    for (const auto& [room, arrows] : rooms) {
        for (const auto& file : files_below(source_root() / "src" / room, {".hpp", ".cpp"})) {
            for (const std::string& other : included_rooms(file)) {
                if (other == room || other == "base" || arrows.count(other) != 0) continue;
                wrong.push_back(fmt::format(
                    "{} includes {}", file.lexically_relative(source_root()).string(), other));
            }
        }
    }
    return wrong;
}

/// A way from `room` back to itself.
bool reaches(const Rooms& rooms, const std::string& from, const std::string& to,
             std::set<std::string>& seen) {
    for (const std::string& next : rooms.at(from)) {
        if (next == to) return true;
        if (rooms.count(next) == 0 || !seen.insert(next).second) continue;
        if (reaches(rooms, next, to, seen)) return true;
    }
    return false;
}

TEST(Rooms, IncludeOnlyWhatTheirArrowsAllow) {
    const Rooms rooms = declared_arrows();
    ASSERT_GT(rooms.size(), 10U) << "rooms.txt is missing or short";
    EXPECT_THAT(undeclared_includes(rooms), ::testing::IsEmpty());
}

TEST(Rooms, FormNoCircle) {
    const Rooms rooms = declared_arrows();
    for (const auto& [room, arrows] : rooms) {
        std::set<std::string> seen;
        EXPECT_FALSE(reaches(rooms, room, room, seen)) << room << " knows itself by a circle";
    }
}

TEST(Rooms, AreAllDeclared) {
    const Rooms rooms = declared_arrows();
    for (const auto& entry : std::filesystem::directory_iterator(source_root() / "src")) {
        if (!entry.is_directory()) continue;
        EXPECT_EQ(rooms.count(entry.path().filename().string()), 1U) << entry.path();
    }
}

TEST(Rooms, KnowNoDatabaseWhereReadersAreServed) {
    const Rooms rooms = declared_arrows();
    for (const std::string room : {"edition", "serve", "search", "http"})
        EXPECT_EQ(rooms.at(room).count("store"), 0U) << room;
}

}  // namespace
}  // namespace kolokol::testing
