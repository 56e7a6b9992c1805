#include "cli/init_options.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <sys/stat.h>

#include "base/text.hpp"
#include "content/publication_values.hpp"

namespace kolokol::cli {
namespace {

tl::unexpected<Problem> wrong(std::string_view option, std::string_view sentence) {
    return refuse(Kind::invalid, "init.wrong_option", fmt::format("{}: {}", option, sentence));
}

Outcome check_languages(const std::vector<std::string>& tags) {
    std::set<std::string> seen;
    for (const std::string& tag : tags) {
        const auto language = Language::parse(tag);
        if (!language) return wrong("--language", language.error().detail);
        if (!seen.insert(language->tag()).second)
            return wrong("--language", fmt::format("{} is named twice", language->tag()));
    }
    return done();
}

Outcome check_name(const std::string& name) {
    if (trim(name).empty()) return wrong("--name", "a paper has a name");
    const bool one_line = std::none_of(name.begin(), name.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    });
    if (!one_line || !is_utf8(name))
        return wrong("--name", "it must be one line of text, without control characters");
    return done();
}

Outcome check_words(const app::NewPublication& wish) {
    if (const auto name = check_name(wish.name); !name) return refuse(name.error());
    if (const auto zone = Zone::named(wish.zone); !zone)
        return wrong("--zone", zone.error().detail);
    if (const auto origin = content::check_origin(wish.origin); !origin)
        return wrong("--origin", origin.error().detail);
    if (wish.contact.empty()) return done();
    const auto contact = content::check_contact(wish.contact);
    return contact ? done() : wrong("--contact", contact.error().detail);
}

/// A folder that init would make itself is on the disk that it was to be kept off.
Outcome check_key_folder(std::string_view option, const std::string& folder) {
    if (folder.empty() || std::filesystem::is_directory(folder)) return done();
    return refuse(Kind::not_found, "init.no_folder_for_keys",
                  fmt::format("{}: {} is not there: is the stick mounted? Make the folder first",
                              option, folder));
}

}  // namespace

Outcome check_options(const InitArguments& arguments) {
    if (const auto languages = check_languages(arguments.languages); !languages)
        return refuse(languages.error());
    if (const auto words = check_words(arguments.wish); !words) return refuse(words.error());
    const std::string& database = arguments.wish.database;
    if (!database.starts_with("sqlite:") && !database.starts_with("postgresql://"))
        return wrong("--database", "it must begin with sqlite: or postgresql://");
    const auto roots = check_key_folder("--root-keys", arguments.root_folder);
    if (!roots) return refuse(roots.error());
    return check_key_folder("--edition-key", arguments.edition_folder);
}

std::vector<std::string> beside_publication(const InitArguments& arguments) {
    struct stat publication {};
    std::vector<std::string> beside;
    if (::stat(arguments.wish.folder.c_str(), &publication) != 0) return beside;
    for (const std::string& folder : {arguments.root_folder, arguments.edition_folder}) {
        struct stat about {};
        const bool same = !folder.empty() && ::stat(folder.c_str(), &about) == 0 &&
                          about.st_dev == publication.st_dev;
        if (same && std::find(beside.begin(), beside.end(), folder) == beside.end())
            beside.push_back(folder);
    }
    return beside;
}

}  // namespace kolokol::cli
