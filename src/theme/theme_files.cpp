#include "theme/theme_files.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

#include "base/file.hpp"
#include "base/text.hpp"
#include "theme/theme_description.hpp"

namespace kolokol::theme {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_file = std::size_t{8} << 20;

constexpr std::array<std::pair<std::string_view, std::string_view>, 12> media_types{{
    {".css", "text/css; charset=utf-8"},
    {".gif", "image/gif"},
    {".ico", "image/vnd.microsoft.icon"},
    {".jpg", "image/jpeg"},
    {".js", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".png", "image/png"},
    {".svg", "image/svg+xml"},
    {".txt", "text/plain; charset=utf-8"},
    {".webmanifest", "application/manifest+json"},
    {".webp", "image/webp"},
    {".woff2", "font/woff2"},
}};

/// FNV-1a of 128 bits: tells that something changed, and is no proof against a forger.
class Fingerprint {
public:
    void add(std::string_view bytes) {
        for (const char c : bytes)
            state_ = (state_ ^ static_cast<unsigned char>(c)) * prime;
        state_ = (state_ ^ bytes.size()) * prime;  // "ab" "c" is not "a" "bc"
    }
    std::string text() const {
        return fmt::format("{:016x}{:016x}", static_cast<std::uint64_t>(state_ >> 64),
                           static_cast<std::uint64_t>(state_));
    }

private:
    __extension__ using Wide = unsigned __int128;
    static constexpr Wide prime = (Wide{1} << 88) + 0x13B;
    Wide state_ = (Wide{0x6C62272E07BB0142} << 64) + 0x62B821756295C58D;
};

/// Letters, digits, - and _, and dots inside: what may stand in an address and in {{>name}}.
bool is_plain_name(const std::string& name) {
    return !name.empty() && name.front() != '.' &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_' || c == '.';
           });
}

/// What lies in one folder, in the order of names, so that a theme is the same on every disk.
struct Found {
    std::vector<fs::path> files;
    std::vector<fs::path> links;  // to anything; none is followed
    std::vector<fs::path> others;
};

Found found_below(const fs::path& folder) {
    Found found;
    if (fs::is_symlink(folder)) {
        found.links.push_back(folder);
        return found;
    }
    if (!fs::is_directory(folder)) return found;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.path().filename().string().front() == '.') continue;
        if (entry.is_symlink())
            found.links.push_back(entry.path());
        else if (entry.is_regular_file())
            found.files.push_back(entry.path());
        else if (!entry.is_directory())
            found.others.push_back(entry.path());
    }
    for (auto* list : {&found.files, &found.links, &found.others})
        std::sort(list->begin(), list->end());
    return found;
}

constexpr std::string_view no_link =
    "is a link; a theme holds only files of its own: copy the file into it";

class Reader {
public:
    ThemeFiles read(const std::vector<fs::path>& folders) {
        for (const fs::path& folder : folders) {
            read_each(folder / "templates", [&](const auto& file, auto& bytes) {
                take_template(file, std::move(bytes));
            });
            read_each(folder / "assets", [&](const auto& file, auto& bytes) {
                take_asset(file, file.lexically_relative(folder / "assets").generic_string(),
                           std::move(bytes));
            });
            read_each(folder / "locales", [&](const auto& file, auto&) { take_catalogue(file); });
            take_description(folder / "theme.toml");
        }
        made_.digest = fingerprint_.text();
        return std::move(made_);
    }

private:
    template <class Take>
    void read_each(const fs::path& folder, Take take) {
        const Found found = found_below(folder);
        for (const fs::path& link : found.links)
            fault(link, std::string(no_link));  // it may lead to a key
        for (const fs::path& other : found.others)
            fault(other, "is no regular file; a theme holds only files");
        for (const fs::path& file : found.files) {
            auto bytes = read_file(file, largest_file);
            if (!bytes) {
                fault(file, bytes.error().detail);
                continue;
            }
            fingerprint_.add(file.lexically_relative(folder.parent_path()).generic_string());
            fingerprint_.add(*bytes);
            take(file, *bytes);
        }
    }

    void fault(const fs::path& file, std::string sentence, int line = 1) {
        made_.faults.push_back({file, line, std::move(sentence)});
    }

    void take_description(const fs::path& file) {
        if (fs::is_symlink(file)) return fault(file, std::string(no_link));
        const auto bytes = read_file(file, largest_file);
        if (!bytes && bytes.error().kind == Kind::not_found) return;
        if (!bytes) return fault(file, bytes.error().detail);
        fingerprint_.add(*bytes);
        if (auto wrong = description_fault(*bytes))
            fault(file, std::move(wrong->sentence), wrong->line);
    }

    void take_template(const fs::path& file, std::string source) {
        const std::string name = file.stem().string();
        if (file.extension() != ".html") return fault(file, "a template ends in .html");
        const bool named = std::all_of(name.begin(), name.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        });
        if (!named) return fault(file, "a template is named by small letters, digits and _");
        const std::size_t wrong = utf8_fault(source);
        if (wrong != no_fault)
            return fault(file, "is not UTF-8",
                         1 + static_cast<int>(std::count(
                                 source.begin(),
                                 source.begin() + static_cast<std::ptrdiff_t>(wrong), '\n')));
        if (source.substr(0, 3) == "\xEF\xBB\xBF") source.erase(0, 3);
        made_.templates.insert_or_assign(name, std::move(source));
        made_.where.insert_or_assign(name, file);
    }

    void take_asset(const fs::path& file, const std::string& name, std::string bytes) {
        const std::string extension = ascii_lower(file.extension().string());
        for (const std::string_view part : split(name, '/'))
            if (!is_plain_name(std::string(part)))
                return fault(file, "an asset is named by letters, digits, -, _ and dots");
        for (const auto& [ending, type] : media_types)
            if (ending == extension) {
                made_.asset_where.insert_or_assign(name, file);
                made_.assets.insert_or_assign(name, Asset{std::string(type), std::move(bytes)});
                return;
            }
        fault(file, fmt::format("'{}' is not a kind of file that is served", extension));
    }

    void take_catalogue(const fs::path& file) {
        if (file.extension() != ".po") return fault(file, "a catalogue ends in .po");
        const auto language = Language::parse(file.stem().string());
        if (!language) return fault(file, language.error().detail);
        made_.catalogues[language->tag()].push_back(file);
    }

    ThemeFiles made_;
    Fingerprint fingerprint_;
};

}  // namespace

ThemeFiles read_theme(const std::vector<fs::path>& folders) {
    return Reader().read(folders);
}

}  // namespace kolokol::theme
