#pragma once
// What lies in the folders of a theme, laid over one another: read, named and held together by one
// digest. Templates are not understood here.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "theme/theme.hpp"

namespace kolokol::theme {

struct ThemeFiles {
    std::map<std::string, std::string> templates;        // source by name, without .html
    std::map<std::string, std::filesystem::path> where;  // of a template
    std::map<std::string, Asset> assets;                 // by name
    std::map<std::string, std::filesystem::path> asset_where;
    std::map<std::string, std::vector<std::filesystem::path>> catalogues;  // .po by language tag
    std::string digest;
    std::vector<ThemeFault> faults;
};

/// Every folder must be there. Files whose name begins with a dot are passed over. Links below a
/// folder are faults and never followed: one could lead a secret key onto a page.
ThemeFiles read_theme(const std::vector<std::filesystem::path>& folders);

}  // namespace kolokol::theme
