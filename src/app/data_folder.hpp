#pragma once
// Where the program's own files are: themes, migrations, the sample newspaper; and whether a file
// lies in a folder.

#include <filesystem>

namespace kolokol::app {

/// ../share/kolokol beside the folder of the running program: /usr/share/kolokol when installed,
/// links to the sources in the build tree. Throws std::runtime_error, naming where it looked.
std::filesystem::path data_folder();

/// Also where one of the two is named by another way: "." or over a symbolic link.
bool lies_inside(const std::filesystem::path& file, const std::filesystem::path& folder);

}  // namespace kolokol::app
