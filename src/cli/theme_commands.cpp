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

/// What the two kinds come to, each in a line of its own.
void say_sum(const Console& console, std::size_t stopping, std::size_t warnings) {
    if (stopping > 0)
        console.say(
            fmt::format("{}: nothing is pressed until {} mended, the paper that is served "
                        "stays as it is.",
                        stopping == 1 ? "1 fault" : fmt::format("{} faults", stopping),
                        stopping == 1 ? "it is" : "they are"));
    if (warnings > 0)
        console.say(fmt::format("{}: the paper is printed with {}.",
                                warnings == 1 ? "1 warning" : fmt::format("{} warnings", warnings),
                                warnings == 1 ? "it" : "them"));
    if (stopping + warnings == 0) console.say("The theme is whole.");
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
                return known.stops && known.file == fault.file && known.line == fault.line;
            }))
            faults.push_back(std::move(fault));
    const auto first_warning = std::stable_partition(faults.begin(), faults.end(),
                                                     [](const auto& fault) { return fault.stops; });
    nlohmann::json list = nlohmann::json::array();
    for (const theme::ThemeFault& fault : faults) {
        list.push_back({{"file", fault.file.string()},
                        {"line", fault.line},
                        {"sentence", fault.sentence},
                        {"stops", fault.stops}});
        command.console.say(fmt::format("{}:{}: {}{}", fault.file.string(), fault.line,
                                        fault.stops ? "" : "warning: ", fault.sentence));
    }
    const auto stopping = static_cast<std::size_t>(first_warning - faults.begin());
    say_sum(command.console, stopping, faults.size() - stopping);
    command.console.document({{"faults", list}});
    return stopping == 0 ? 0 : 1;
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
