#pragma once
// The look of the paper: templates that escape by context on their own, interface texts, assets
// with stable names. Folders are laid over one another: what the publication's theme/ has replaces
// the file of that name in the default theme. A broken theme is refused with file and line, and
// whoever holds the old one keeps it. Syntax: docs/formats/theme.md.
//
//     FOLDER/theme.toml  templates/article.html  assets/theme.css  locales/ru.po

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/language.hpp"
#include "base/result.hpp"
#include "theme/catalogue.hpp"
#include "theme/value.hpp"

namespace kolokol::theme {

struct Asset {
    std::string media_type;
    Bytes bytes;
};

/// One thing that is wrong with a theme.
struct ThemeFault {
    std::filesystem::path file;
    int line = 1;
    std::string sentence;
    /// Whether load() refuses it, or no edition is signed with it; else the paper is printed.
    bool stops = true;
};

/// Immutable once loaded; threads share it.
class Theme {
public:
    /// `folders` from the lowest to the topmost. Compiles every template. Refuses "theme.broken"
    /// (the sentence has every fault, "file:line: sentence"), "theme.no_folder".
    static Result<Theme> load(const std::vector<std::filesystem::path>& folders);
    Theme(Theme&&) noexcept;
    Theme& operator=(Theme&&) noexcept;
    ~Theme();

    /// `name` without ".html". Refuses "theme.no_template", "theme.too_long" (8 MiB), and
    /// "theme.wrong_value" with file and line where a value does not fit its place (a javascript:
    /// address, HTML in an attribute).
    Result<std::string> render(std::string_view name, const Record& model,
                               const Language& language) const;
    /// English where the theme has no catalogue for the language.
    const Catalogue& catalogue(const Language& language) const;
    /// By name: "theme.css" -> served as /theme.css.
    const std::map<std::string, Asset>& assets() const;
    /// Changes with every byte of any file of it.
    const std::string& digest() const;

private:
    struct State;
    explicit Theme(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// Everything that is wrong with these folders, which stops the paper; and what is printed all the
/// same: every field of the templates that no page has, every English text of theirs that a
/// catalogue of `languages` lacks. One fault for a language without a catalogue. For `theme check`.
std::vector<ThemeFault> check(const std::vector<std::filesystem::path>& folders,
                              const std::vector<Language>& languages);

}  // namespace kolokol::theme
