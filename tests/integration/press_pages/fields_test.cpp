// What theme/fields.cpp says a template may name, held against what the press fills in: a theme is
// made that says of each of those fields whether a page has it, and the whole newspaper is printed.

#include "theme/fields.hpp"

#include <regex>
#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "base/text.hpp"
#include "gazette.hpp"
#include "support/databases.hpp"

namespace kolokol::press {
namespace {

using ::testing::IsEmpty;
using Names = std::set<std::string>;

const std::filesystem::path tree = KOLOKOL_TEST_SOURCE_DIR;

/// What the first group of `wanted` finds.
Names names_in(const std::filesystem::path& file, const std::regex& wanted) {
    Names names;
    const Bytes text = read_file(file).value();
    for (auto at = std::sregex_iterator(text.begin(), text.end(), wanted);
         at != std::sregex_iterator(); ++at)
        names.insert((*at)[1]);
    return names;
}

/// Every field that the press sets, as its sources write it.
Names set_by_the_press() {
    const std::regex field(R"re((?:\.set\(|\{)\s*"([a-z_]+)",)re");
    Names names;
    for (const auto& entry : std::filesystem::directory_iterator(tree / "src/press")) {
        const Bytes text = read_file(entry.path()).value();
        if (text.find("theme::Record") != Bytes::npos) names.merge(names_in(entry.path(), field));
    }
    return names;
}

/// Whether fields.cpp knows such a field of this template. Behind the first dot nothing is looked
/// for outwards.
bool is_listed(const std::string& page, const std::string& path) {
    return theme::unknown_fields({{page, "{{#" + path + "}}x{{/" + path + "}}"}}).empty();
}

/// All paths of a template ("article.section.name"), out of `words`.
void add_paths(const std::string& page, const std::string& before, const Names& words,
               Names& paths) {
    for (const std::string& word : words) {
        const std::string path = before.empty() ? word : before + "." + word;
        if (!is_listed(page, path)) continue;
        paths.insert(path);
        add_paths(page, path, words, paths);
    }
}

/// Of every template that a page of the paper is printed by.
std::map<std::string, Names> listed_paths() {
    Names words = set_by_the_press();
    // also what is listed and that nobody sets any more
    words.merge(names_in(tree / "src/theme/fields.cpp", std::regex("\\b([a-z_]+)\\b")));
    std::map<std::string, Names> paths;
    for (const char* page :
         {"front", "article", "section", "topic", "byline", "month", "year", "index", "standing",
          "corrections", "search", "appeal", "withdrawn", "moved", "not_found"})
        add_paths(page, {}, words, paths[page]);
    return paths;
}

/// A section inside of a section for each part of a path, which goes through lists too.
std::string probe(const std::string& path) {
    std::string opened;
    std::string closed;
    for (const std::string_view part : split(path, '.')) {
        opened += fmt::format("{{{{#{}}}}}", part);
        closed.insert(0, fmt::format("{{{{/{}}}}}", part));
    }
    return fmt::format("{}[{}]{}", opened, path, closed);
}

void write_theme(const std::filesystem::path& folder, const std::map<std::string, Names>& paths) {
    std::filesystem::create_directories(folder / "templates");
    std::filesystem::copy_file(tree / "themes/default/theme.toml", folder / "theme.toml");
    for (const auto& [page, names] : paths) {
        std::string text = "<!doctype html><html lang=\"en\"><title>fields</title><p>";
        for (const std::string& path : names)
            text += probe(path) + "\n";
        write_file(folder / "templates" / (page + ".html"), text + "</p></html>");
    }
}

/// "section.name" of "article.section.name": a record has the same fields wherever it stands, and
/// not every page fills all of them.
std::string field_of(const std::string& path) {
    const auto last = path.rfind('.');
    const auto before = last == path.npos || last == 0 ? path.npos : path.rfind('.', last - 1);
    return before == path.npos ? path : path.substr(before + 1);
}

class Fields : public ::testing::Test {
protected:
    /// Whatever pages of the gazette say that they have.
    Names filled() {
        Names found;
        const proof::Gazette gazette(*database_);
        write_theme(folder_.path(), paths_);
        const auto loaded = theme::Theme::load({tree / "themes/default", folder_.path()});
        EXPECT_TRUE(loaded) << loaded.error().detail;
        const auto paper = gazette.newspaper(*loaded);
        const std::regex said(R"(\[([a-z_.]+)\])");
        auto tx = database_->read();
        for (const PageKey& key : gazette.all()) {
            const auto page = paper.print(tx, key);
            EXPECT_TRUE(page) << page.error().detail;
            if (!page || !*page) continue;
            const Bytes& text = (*page)->bytes;
            for (auto at = std::sregex_iterator(text.begin(), text.end(), said);
                 at != std::sregex_iterator(); ++at)
                found.insert((*at)[1]);
        }
        return found;
    }

    support::FreshDatabase database_{"sqlite"};
    TemporaryFolder folder_;
    std::map<std::string, Names> paths_ = listed_paths();
};

TEST_F(Fields, ThatThePressSetsAreListed) {
    Names listed;
    for (const auto& [page, paths] : paths_)
        for (const std::string& path : paths)
            listed.insert(path.substr(path.rfind('.') + 1));
    Names unlisted;
    for (const std::string& name : set_by_the_press())
        if (!listed.contains(name)) unlisted.insert(name);
    EXPECT_THAT(unlisted, IsEmpty());
}

/// What the gazette has no case of: partners, opinion, a way to give, mirrors, many names under
/// one letter, anything withdrawn or moved; and fields of a record that are filled where it stands
/// elsewhere.
const Names not_in_the_gazette{
    "addresses.entries",    "appeal.addresses", "article.partner",  "blocks.opinion",
    "figure.eager",         "figure.focus",     "lead.focus",       "lead.label",
    "letters.letter",       "links.support",    "links.text",       "moved",
    "moved.href",           "moved.name",       "opinion.href",     "opinion.id",
    "opinion.teasers",      "picture.caption",  "picture.focus",    "picture.has_caption",
    "seconds.href",         "section.type",     "slot.has_links",   "tags.href",
    "translations.current", "withdrawn",        "withdrawn.reason", "withdrawn.time"};

TEST_F(Fields, ThatAreListedAreFilledOnSomePage) {
    Names found;
    for (const std::string& path : filled())
        found.insert(field_of(path));
    Names empty;
    for (const auto& [page, paths] : paths_)
        for (const std::string& path : paths)
            if (!found.contains(field_of(path))) empty.insert(field_of(path));
    EXPECT_EQ(empty, not_in_the_gazette);
}

}  // namespace
}  // namespace kolokol::press
