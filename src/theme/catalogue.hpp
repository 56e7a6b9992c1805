#pragma once
// Interface texts in one language: a gettext catalogue (locales/LANG.po), plural forms chosen by
// ICU. A text that is not translated is printed in English, as it stands in the template.

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/language.hpp"
#include "base/result.hpp"

namespace kolokol::theme {

/// What stands between braces in a text: {"count", "1,234"}.
using Arguments = std::vector<std::pair<std::string_view, std::string_view>>;

class Counting;

/// Threads share it once nothing is added any more.
class Catalogue {
public:
    /// English: every text is its own translation.
    explicit Catalogue(Language language = Language());
    /// Reads a .po file over what is there; later files win. Texts marked fuzzy are passed over, as
    /// msgfmt does. Refuses "catalogue.damaged" with file and line, also where a translation names
    /// an argument that its text has not, or has more or fewer plural forms than the language.
    Outcome add(const std::filesystem::path& po_file);

    const Language& language() const { return language_; }
    std::string text(std::string_view english, const Arguments& arguments = {}) const;
    /// The form for `count`; {count} is printed in the language's own digits and grouping.
    std::string plural(std::string_view singular, std::string_view plural, std::int64_t count,
                       const Arguments& arguments = {}) const;
    /// Whether `english` (of a plural: its singular) is translated; in English all are.
    bool has(std::string_view english) const;
    /// Its translations, one for each plural form where it has a count; null where it has none.
    const std::vector<std::string>* forms(std::string_view english) const;
    const Counting& counting() const { return *counting_; }

private:
    Language language_;
    std::shared_ptr<const Counting> counting_;  // shared by copies: costly to make, never changed
    std::map<std::string, std::vector<std::string>, std::less<>> translations_;
};

}  // namespace kolokol::theme
