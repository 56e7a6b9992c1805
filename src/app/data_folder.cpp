#include "app/data_folder.hpp"

#include <stdexcept>

namespace kolokol::app {

std::filesystem::path data_folder() {
    const auto program = std::filesystem::read_symlink("/proc/self/exe");
    auto folder = program.parent_path().parent_path() / "share" / "kolokol";
    if (!std::filesystem::is_directory(folder))
        throw std::runtime_error("the program's own files are missing: there is no folder " +
                                 folder.string());
    return folder;
}

bool lies_inside(const std::filesystem::path& file, const std::filesystem::path& folder) {
    const auto relative = std::filesystem::weakly_canonical(std::filesystem::absolute(file))
                              .lexically_relative(std::filesystem::weakly_canonical(folder));
    return !relative.empty() && *relative.begin() != "..";
}

}  // namespace kolokol::app
