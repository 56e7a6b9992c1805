#pragma once
// Interface texts in one language: a gettext catalogue (locales/LANG.po), plural forms chosen by
// ICU. A text that is not translated is printed in English, as it stands in the template.

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/language.hpp"
#include "base/result.hpp"

namespace kolokol::theme {

/// What stands between braces in a text: {"count", "1,234"}.
using Arguments = std::vector<std::pair<std::string_view, std::string_view>>;

/// Immutable; threads share it.
class Catalogue {
public:
    /// English: every text is its own translation.
    explicit Catalogue(Language language = Language());
    /// Reads a .po file over what is there; later files win. Refuses "catalogue.damaged" with file
    /// and line, and where a translation names an argument that its text has not.
    Outcome add(const std::filesystem::path& po_file);

    const Language& language() const { return language_; }
    std::string text(std::string_view english, const Arguments& arguments = {}) const;
    /// The form for `count`; {count} is printed in the language's own digits and grouping.
    std::string plural(std::string_view singular, std::string_view plural, std::int64_t count,
                       const Arguments& arguments = {}) const;
    /// Texts of `english` that this catalogue leaves untranslated.
    bool has(std::string_view english) const;

private:
    Language language_;
    std::map<std::string, std::vector<std::string>, std::less<>> translations_;
};

}  // namespace kolokol::theme
