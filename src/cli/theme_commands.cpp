// theme check

#include <algorithm>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/pressing.hpp"
#include "cli/commands.hpp"
#include "content/publication.hpp"
#include "press/theme_gate.hpp"
#include "theme/theme.hpp"

namespace kolokol::cli {
namespace {

press::GateRules gate_rules(const content::Publication& publication) {
    press::GateRules rules;
    rules.origin = publication.origin;
    rules.other_hosts = publication.mirrors;
    rules.other_hosts.insert(rules.other_hosts.end(), publication.onions.begin(),
                             publication.onions.end());
    return rules;
}

int check(Command& command) {
    const auto publication = content::Publication::read(command.site / "kolokol.toml");
    if (!publication) return command.console.refuse(publication.error());
    const auto folders = app::theme_folders(command.site);
    auto faults = theme::check(folders, publication->languages);
    // What the gate says of a line that is broken in itself would only be said twice.
    const auto broken = faults;
    for (theme::ThemeFault& fault : press::inspect_theme(folders, gate_rules(*publication)))
        if (std::none_of(broken.begin(), broken.end(), [&](const theme::ThemeFault& known) {
                return known.file == fault.file && known.line == fault.line;
            }))
            faults.push_back(std::move(fault));
    nlohmann::json list = nlohmann::json::array();
    for (const theme::ThemeFault& fault : faults) {
        list.push_back(
            {{"file", fault.file.string()}, {"line", fault.line}, {"sentence", fault.sentence}});
        command.console.say(
            fmt::format("{}:{}: {}", fault.file.string(), fault.line, fault.sentence));
    }
    command.console.say(
        faults.empty() ? "The theme is whole."
                       : fmt::format("{}; the paper that is served stays "
                                     "as it is until they are mended.",
                                     faults.size() == 1 ? std::string("1 fault")
                                                        : fmt::format("{} faults", faults.size())));
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
