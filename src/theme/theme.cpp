#include "theme/theme.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "theme/compiler.hpp"
#include "theme/counting.hpp"
#include "theme/fields.hpp"
#include "theme/formats.hpp"
#include "theme/phrase.hpp"
#include "theme/phrasebook.hpp"
#include "theme/renderer.hpp"
#include "theme/theme_files.hpp"

namespace kolokol::theme {
namespace {

namespace fs = std::filesystem;

/// {arguments} of a text that the template does not give.
void check_arguments(const Message& message, const ThemeFiles& files,
                     std::vector<ThemeFault>& faults) {
    for (const std::string& text : {message.english, message.plural})
        for (const PhrasePart& part : cut_phrase(text)) {
            const auto& given = message.arguments;
            if (part.argument && std::find(given.begin(), given.end(), part.text) == given.end())
                faults.push_back(
                    {files.where.at(message.name), message.line,
                     fmt::format("the text names {{{}}}, which the tag does not give", part.text)});
        }
}

/// Folders as far as they can be understood; faults beside that.
struct Loaded {
    ThemeFiles files;
    Program program;
    std::map<std::string, Catalogue, std::less<>> catalogues;
};

Loaded read_and_compile(const std::vector<fs::path>& folders) {
    Loaded made;
    made.files = read_theme(folders);
    auto& faults = made.files.faults;
    auto compiled = compile(made.files.templates);
    for (TemplateFault& fault : compiled.faults)
        faults.push_back({made.files.where.at(fault.name), fault.line, std::move(fault.sentence)});
    made.program = std::move(compiled.program);
    for (const Message& message : made.program.messages)
        check_arguments(message, made.files, faults);
    for (const auto& [tag, po_files] : made.files.catalogues) {
        Catalogue catalogue(*Language::parse(tag));
        for (const fs::path& file : po_files)
            if (const auto added = catalogue.add(file); !added) {
                // The detail begins with "file:line: ".
                const std::string& detail = added.error().detail;
                const std::string prefix = file.string() + ":";
                const bool placed = detail.compare(0, prefix.size(), prefix) == 0;
                const std::size_t colon = placed ? detail.find(": ", prefix.size()) : 0;
                if (placed)
                    faults.push_back({file, std::atoi(detail.c_str() + prefix.size()),
                                      detail.substr(colon + 2)});
                else
                    faults.push_back({file, 1, detail});
            }
        made.catalogues.emplace(tag, std::move(catalogue));
    }
    return made;
}

/// A text without plural forms does not do where there is a count.
bool is_translated(const Message& message, const Catalogue& catalogue) {
    const auto* forms = catalogue.forms(message.english);
    if (forms == nullptr) return catalogue.has(message.english);
    return message.plural.empty() || forms->size() == catalogue.counting().forms();
}

std::string all_of(const std::vector<ThemeFault>& faults) {
    std::string text;
    for (const ThemeFault& fault : faults)
        text += fmt::format("{}{}:{}: {}", text.empty() ? "" : "\n", fault.file.string(),
                            fault.line, fault.sentence);
    return text;
}

std::vector<ThemeFault> missing_folders(const std::vector<fs::path>& folders) {
    std::vector<ThemeFault> faults;
    for (const fs::path& folder : folders)
        if (!fs::is_directory(folder)) faults.push_back({folder, 1, "there is no such folder"});
    return faults;
}

}  // namespace

struct Theme::State {
    Program program;
    std::map<std::string, Catalogue, std::less<>> catalogues;
    Catalogue english;
    std::map<std::string, Phrasebook, std::less<>> phrasebooks;  // by tag, as catalogues
    std::unique_ptr<Phrasebook> english_phrases;
    std::map<std::string, Asset> assets;
    std::map<std::string, fs::path> where;
    std::string digest;
};

Result<Theme> Theme::load(const std::vector<fs::path>& folders) {
    if (const auto missing = missing_folders(folders); !missing.empty())
        return refuse(Kind::not_found, "theme.no_folder", all_of(missing));
    Loaded loaded = read_and_compile(folders);
    if (!loaded.files.faults.empty())
        return refuse(Kind::invalid, "theme.broken", all_of(loaded.files.faults));
    auto state = std::make_unique<State>();
    state->program = std::move(loaded.program);
    state->catalogues = std::move(loaded.catalogues);
    state->assets = std::move(loaded.files.assets);
    state->where = std::move(loaded.files.where);
    state->digest = std::move(loaded.files.digest);
    for (const auto& [tag, catalogue] : state->catalogues)
        state->phrasebooks.emplace(tag, Phrasebook(state->program, catalogue));
    state->english_phrases = std::make_unique<Phrasebook>(state->program, state->english);
    return Theme(std::move(state));
}

Theme::Theme(std::unique_ptr<State> state) : state_(std::move(state)) {}
Theme::Theme(Theme&&) noexcept = default;
Theme& Theme::operator=(Theme&&) noexcept = default;
Theme::~Theme() = default;

namespace {

/// The entry for the tag, else for its language alone ("ru-BY": "ru"), else null.
template <class Map>
const typename Map::mapped_type* find_language(const Map& map, std::string_view tag) {
    auto found = map.find(tag);
    if (found == map.end()) found = map.find(tag.substr(0, tag.find('-')));
    return found == map.end() ? nullptr : &found->second;
}

/// Of the templates that can be read as a whole.
void add_unknown_fields(const ThemeFiles& files, std::vector<ThemeFault>& faults) {
    auto whole = files.templates;
    std::erase_if(whole, [&](const auto& one) {
        const fs::path& file = files.where.at(one.first);
        return std::any_of(faults.begin(), faults.end(),
                           [&](const ThemeFault& fault) { return fault.file == file; });
    });
    for (TemplateFault& fault : unknown_fields(whole))
        faults.push_back(
            {files.where.at(fault.name), fault.line, std::move(fault.sentence), false});
}

void add_untranslated(const Loaded& loaded, const fs::path& locales, const Language& language,
                      std::vector<ThemeFault>& faults) {
    const std::string alone = language.tag().substr(0, language.tag().find('-'));
    const Catalogue* catalogue = find_language(loaded.catalogues, language.tag());
    const auto& messages = loaded.program.messages;
    if (alone == "en" && catalogue == nullptr) return;
    if (catalogue == nullptr) {
        faults.push_back({locales / (alone + ".po"), 1,
                          fmt::format("this file is not there: all {} texts are printed in English "
                                      "on pages in {}",
                                      messages.size(), Formats::own_name(language)),
                          false});
        return;
    }
    for (const Message& message : messages)
        if (!is_translated(message, *catalogue))
            faults.push_back({loaded.files.where.at(message.name), message.line,
                              fmt::format("\"{}\" is not translated into {}", message.english,
                                          Formats::own_name(language)),
                              false});
}

}  // namespace

Result<std::string> Theme::render(std::string_view name, const Record& model,
                                  const Language& language) const {
    const auto page = state_->program.pages.find(name);
    if (page == state_->program.pages.end())
        return refuse(Kind::not_found, "theme.no_template",
                      fmt::format("the theme has no template {}.html", name));
    const Phrasebook* phrases = find_language(state_->phrasebooks, language.tag());
    return theme::render(state_->program, page->second,
                         phrases == nullptr ? *state_->english_phrases : *phrases,
                         language.right_to_left(), model);
}

const Catalogue& Theme::catalogue(const Language& language) const {
    const Catalogue* found = find_language(state_->catalogues, language.tag());
    return found == nullptr ? state_->english : *found;
}

const std::map<std::string, Asset>& Theme::assets() const {
    return state_->assets;
}
const std::string& Theme::digest() const {
    return state_->digest;
}

std::vector<ThemeFault> check(const std::vector<fs::path>& folders,
                              const std::vector<Language>& languages) {
    if (auto missing = missing_folders(folders); !missing.empty()) return missing;
    const Loaded loaded = read_and_compile(folders);
    std::vector<ThemeFault> faults = loaded.files.faults;
    add_unknown_fields(loaded.files, faults);
    for (const Language& language : languages)
        add_untranslated(loaded, folders.back() / "locales", language, faults);
    return faults;
}

}  // namespace kolokol::theme
