#include "search/index_folder.hpp"

#include <charconv>
#include <chrono>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <xapian.h>

#include "base/file_lock.hpp"
#include "search/documents.hpp"

namespace kolokol::search {
namespace {

/// Another Xapian may stem otherwise, so its number belongs to the recipe.
std::string first_words() {
    return fmt::format("kolokol-search {} xapian-{} ", recipe, Xapian::version_string());
}

std::optional<std::uint64_t> number_of(std::string_view text) {
    std::uint64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [after, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || after != end || text.empty()) return std::nullopt;
    return number;
}

}  // namespace

std::filesystem::path IndexFolder::database(std::uint64_t number) const {
    return folder_ / std::to_string(number);
}

std::optional<CurrentMark> IndexFolder::mark() const {
    struct stat facts {};
    if (::stat((folder_ / "current").c_str(), &facts) != 0) return std::nullopt;
    return CurrentMark{facts.st_ino, facts.st_ctim};
}

std::optional<std::uint64_t> IndexFolder::current() const {
    const auto text = read_file(folder_ / "current", 4096);
    const std::string words = first_words();
    if (!text || !text->starts_with(words) || !text->ends_with('\n')) return std::nullopt;
    return number_of(std::string_view(*text).substr(words.size(), text->size() - words.size() - 1));
}

void IndexFolder::set_current(std::uint64_t number) const {
    write_file(folder_ / "current", fmt::format("{}{}\n", first_words(), number));
}

std::uint64_t IndexFolder::clean() const {
    const auto in_use = current();
    std::uint64_t highest = in_use.value_or(0);
    for (const auto& item : std::filesystem::directory_iterator(folder_)) {
        if (!item.is_directory()) continue;
        const auto number = number_of(item.path().stem().string());
        if (!number || (number == in_use && item.path() == database(*number))) continue;
        highest = std::max(highest, *number);
        std::filesystem::remove_all(item.path());
    }
    return highest + 1;
}

std::optional<Descriptor> IndexFolder::lock(const std::stop_token& stop) const {
    // Nobody can be told both of a lock that is free and of an end that has come.
    constexpr auto look_again = std::chrono::milliseconds(50);
    const auto path = folder_ / "lock";
    Descriptor file = open_file(path, O_RDWR | O_CREAT);
    while (!try_to_lock(file, Lock::exclusive, path)) {
        if (stop.stop_requested()) return std::nullopt;
        std::this_thread::sleep_for(look_again);
    }
    return file;
}

void sync_files(const std::filesystem::path& folder) {
    for (const auto& item : std::filesystem::directory_iterator(folder))
        if (item.is_regular_file()) sync_file(open_file(item.path(), O_RDONLY), item.path());
    sync_folder(folder);
}

}  // namespace kolokol::search
