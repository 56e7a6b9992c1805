// doctor

#include <algorithm>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/doctor.hpp"
#include "base/clock.hpp"
#include "cli/commands.hpp"

namespace kolokol::cli {
namespace {

int doctor(Command& command) {
    const auto findings = app::examine(command.site, SystemClock().now());
    nlohmann::json list = nlohmann::json::array();
    for (const app::Examined& examined : findings) {
        list.push_back({{"subject", examined.subject},
                        {"health", app::to_string(examined.health)},
                        {"sentence", examined.sentence}});
        command.console.say(fmt::format("{:<7} {:<11} {}", app::to_string(examined.health),
                                        examined.subject, examined.sentence));
    }
    command.console.document(list);
    const bool ill = std::any_of(findings.begin(), findings.end(), [](const app::Examined& one) {
        return one.health == app::Health::ill;
    });
    return ill ? 1 : 0;
}

}  // namespace

void add_doctor_command(CLI::App& program, Command& chosen) {
    CLI::App* command =
        program.add_subcommand("doctor", "clock, disk, keys, TLS, theme, edition: is all well?");
    add_site(*command, chosen);
    add_json(*command, chosen);
    command->callback([&chosen] { chosen.run = [&chosen] { return doctor(chosen); }; });
}

}  // namespace kolokol::cli
