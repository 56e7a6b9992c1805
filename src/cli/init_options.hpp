#pragma once
// The options of init, looked at before anything is made: a refusal names what was typed, and not a
// file that is gone again.

#include <string>
#include <vector>

#include "app/new_publication.hpp"
#include "base/result.hpp"

namespace kolokol::cli {

struct InitArguments {
    app::NewPublication wish;
    std::vector<std::string> languages;
    std::string root_folder;
    std::string edition_folder;
    bool seal_roots = false;
};

/// Refuses "init.wrong_option", and "init.no_folder_for_keys" where the stick is not there.
Outcome check_options(const InitArguments& arguments);

/// Folders for keys that lie on one file system with the publication, which was made: who takes the
/// disk has them.
std::vector<std::string> beside_publication(const InitArguments& arguments);

}  // namespace kolokol::cli
