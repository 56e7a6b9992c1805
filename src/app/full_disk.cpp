#include "app/full_disk.hpp"

#include <system_error>

#include <fmt/format.h>

#include "base/file.hpp"
#include "store/failure.hpp"

namespace kolokol::app {
namespace {

/// Where there was no room.
std::optional<std::filesystem::path> place_of(const std::exception& failure,
                                              const std::filesystem::path& site) {
    if (const auto* full = dynamic_cast<const DiskFull*>(&failure))
        return std::filesystem::absolute(full->path()).parent_path();
    if (dynamic_cast<const store::DiskFull*>(&failure) != nullptr) return site;
    const auto* other = dynamic_cast<const std::system_error*>(&failure);
    if (other != nullptr && other->code() == std::errc::no_space_on_device) return site;
    return std::nullopt;
}

}  // namespace

std::optional<Problem> as_full_disk(const std::exception& failure,
                                    const std::filesystem::path& site) {
    const auto place = place_of(failure, site);
    if (!place) return std::nullopt;
    std::error_code unknown;
    const auto space = std::filesystem::space(*place, unknown);
    const std::string free = unknown ? std::string()
                                     : fmt::format(", {} of {} MB are free", space.available >> 20U,
                                                   space.capacity >> 20U);
    return Problem{
        Kind::unavailable, "disk.full",
        fmt::format("the disk that holds {} is full{} ({}). Nothing is lost: what readers see and "
                    "what was taken in before stands. Free some room, then give the same command "
                    "again",
                    std::filesystem::absolute(*place).lexically_normal().string(), free,
                    failure.what())};
}

}  // namespace kolokol::app
