#pragma once
// Where the program's own files are: themes, migrations, the sample newspaper.

#include <filesystem>

namespace kolokol::app {

/// ../share/kolokol beside the folder of the running program: /usr/share/kolokol when installed,
/// links to the sources in the build tree. Throws std::runtime_error, naming where it looked.
std::filesystem::path data_folder();

}  // namespace kolokol::app
