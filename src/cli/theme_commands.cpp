// theme check

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/pressing.hpp"
#include "cli/commands.hpp"
#include "content/publication.hpp"
#include "theme/theme.hpp"

namespace kolokol::cli {
namespace {

int check(Command& command) {
    const auto publication = content::Publication::read(command.site / "kolokol.toml");
    if (!publication) return command.console.refuse(publication.error());
    const auto faults = theme::check(app::theme_folders(command.site), publication->languages);
    nlohmann::json list = nlohmann::json::array();
    for (const theme::ThemeFault& fault : faults) {
        list.push_back(
            {{"file", fault.file.string()}, {"line", fault.line}, {"sentence", fault.sentence}});
        command.console.say(
            fmt::format("{}:{}: {}", fault.file.string(), fault.line, fault.sentence));
    }
    command.console.say(faults.empty() ? "The theme is whole."
                                       : fmt::format("{} faults; the paper that is served stays "
                                                     "as it is until they are mended.",
                                                     faults.size()));
    command.console.document({{"faults", list}});
    return faults.empty() ? 0 : 1;
}

}  // namespace

void add_theme_commands(CLI::App& program, Command& chosen) {
    CLI::App* group = program.add_subcommand("theme", "how the paper looks");
    group->require_subcommand(1);
    CLI::App* checking = group->add_subcommand(
        "check", "every template, catalogue and asset of the default theme and of theme/");
    add_site(*checking, chosen);
    add_json(*checking, chosen);
    checking->callback([&chosen] { chosen.run = [&chosen] { return check(chosen); }; });
}

}  // namespace kolokol::cli
