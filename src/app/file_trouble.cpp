#include "app/file_trouble.hpp"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

namespace kolokol::app {
namespace {

const char* advice(const std::error_code& code) {
    if (code == std::errc::permission_denied || code == std::errc::operation_not_permitted)
        return "Give the command as the user to whom it belongs";
    if (code == std::errc::read_only_file_system) return "That disk can only be read";
    if (code == std::errc::not_a_directory) return "A file stands where a folder should be";
    if (code == std::errc::is_a_directory) return "A folder stands where a file should be";
    if (code == std::errc::no_such_file_or_directory) return "Make its folder first";
    return nullptr;
}

}  // namespace

std::optional<Problem> as_file_trouble(const std::exception& failure) {
    const auto* error = dynamic_cast<const std::system_error*>(&failure);
    const char* to_do = error == nullptr ? nullptr : advice(error->code());
    if (to_do == nullptr) return std::nullopt;
    // The library's own sentence is "filesystem error: cannot create directories: … [path]".
    const auto* file = dynamic_cast<const std::filesystem::filesystem_error*>(error);
    const std::string said =
        file == nullptr ? error->what()
                        : fmt::format("{}: {}", file->path1().string(), error->code().message());
    return Problem{Kind::unavailable, "file.refused", fmt::format("{}. {}", said, to_do)};
}

}  // namespace kolokol::app
