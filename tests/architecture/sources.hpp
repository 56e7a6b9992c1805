#pragma once
// The project's own files, for tests that read them.

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace kolokol::testing {

inline std::filesystem::path source_root() {
    return KOLOKOL_TEST_SOURCE_DIR;
}

/// Files of one of these endings below `folder`, sorted.
inline std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder,
                                                      const std::vector<std::string>& endings) {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string ending = entry.path().extension().string();
        for (const std::string& wanted : endings)
            if (entry.is_regular_file() && ending == wanted) found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace kolokol::testing
