// search rebuild

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/editions.hpp"
#include "app/search_follower.hpp"
#include "cli/commands.hpp"
#include "search/search_index.hpp"

namespace kolokol::cli {
namespace {

int rebuild(Command& command) {
    auto shelf = app::open_editions(command.site);
    if (!shelf) return command.console.refuse(shelf.error());
    const auto current = shelf->current();
    if (!current)
        return command.console.refuse(
            Problem{Kind::not_found, "edition.none",
                    "there is no edition yet; kolokol press makes the first"});
    auto index = search::SearchIndex::open(app::search_folder(command.site));
    if (!index) return command.console.refuse(index.error());
    const auto followed = (*index)->rebuild(*current, [&](std::uint64_t done, std::uint64_t of) {
        command.console.progress("indexing", done, of);
    });
    command.console.progress_ends();
    if (!followed) return command.console.refuse(followed.error());
    command.console.say(fmt::format("{} articles of edition {} are searchable",
                                    grouped((*index)->articles()), current->facts().sequence));
    command.console.document(
        {{"articles", (*index)->articles()}, {"edition", current->facts().sequence}});
    return 0;
}

}  // namespace

void add_search_commands(CLI::App& program, Command& chosen) {
    CLI::App* group = program.add_subcommand("search", "the index of all articles");
    group->require_subcommand(1);
    CLI::App* rebuilding =
        group->add_subcommand("rebuild", "makes the index anew from the pages of the edition");
    add_site(*rebuilding, chosen);
    add_json(*rebuilding, chosen);
    rebuilding->callback([&chosen] { chosen.run = [&chosen] { return rebuild(chosen); }; });
}

}  // namespace kolokol::cli
