#include "app/interface_texts.hpp"

#include <set>

#include <fmt/format.h>

#include "app/pressing.hpp"
#include "theme/formats.hpp"

namespace kolokol::app {
namespace {

namespace fs = std::filesystem;

std::set<std::string, std::less<>> languages_of_theme(const fs::path& folder) {
    std::set<std::string, std::less<>> tags{"en"};
    std::error_code none;  // a folder that cannot be read has no texts to give
    for (const fs::path& layer : theme_folders(folder))
        for (const auto& file : fs::directory_iterator(layer / "locales", none))
            if (const auto language = Language::parse(file.path().stem().string()))
                tags.insert(language->tag());
    return tags;
}

}  // namespace

std::vector<std::string> missing_interface_texts(const fs::path& folder,
                                                 const std::vector<Language>& languages) {
    std::vector<std::string> sentences;
    const auto known = languages_of_theme(folder);
    for (const Language& language : languages) {
        const std::string& tag = language.tag();
        const std::string alone = tag.substr(0, tag.find('-'));
        if (known.contains(tag) || known.contains(alone)) continue;
        sentences.push_back(fmt::format(
            "the theme has no texts in {} ({}): menus, headings and buttons of those "
            "pages are English until there is {} (docs/formats/theme.md)",
            theme::Formats::own_name(language), tag,
            (folder / "theme" / "locales" / (alone + ".po")).lexically_normal().string()));
    }
    return sentences;
}

}  // namespace kolokol::app
