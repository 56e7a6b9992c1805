// serve

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/running_paper.hpp"
#include "base/clock.hpp"
#include "cli/commands.hpp"
#include "cli/stop_signal.hpp"

namespace kolokol::cli {
namespace {

struct ServeArguments {
    std::string role = "all";
    std::string listen;
    std::string health;
    std::string newsroom;
};

/// Nothing where `text` is empty: kolokol.toml says it.
Result<std::optional<app::Listen>> wished(const std::string& text) {
    if (text.empty()) return std::optional<app::Listen>();
    const auto parsed = app::parse_listen(text);
    if (!parsed) return refuse(parsed.error());
    return std::optional<app::Listen>(*parsed);
}

int serve(Command& command, const ServeArguments& arguments) {
    const auto role = app::parse_serve_role(arguments.role);
    if (!role) return command.console.refuse(role.error());
    app::ServeWish wish;
    wish.role = *role;
    for (const auto& [text, into] :
         {std::pair{&arguments.listen, &wish.listen}, std::pair{&arguments.health, &wish.health},
          std::pair{&arguments.newsroom, &wish.newsroom}}) {
        const auto listen = wished(*text);
        if (!listen) return command.console.refuse(listen.error());
        *into = *listen;
    }
    StopSignal stop;
    const SystemClock clock;
    const auto paper = app::RunningPaper::start(command.site, wish, clock);
    if (!paper) return command.console.refuse(paper.error());
    if (const auto readers = (*paper)->readers())
        command.console.say(fmt::format("Readers are served on {}", app::to_string(*readers)));
    if (const auto handover = (*paper)->handover())
        command.console.say(fmt::format("Editions are taken on {}", app::to_string(*handover)));
    if (const auto newsroom = (*paper)->newsroom())
        command.console.say(fmt::format("The newsroom is on {}", app::to_string(*newsroom)));
    command.console.say(
        fmt::format("Health and metrics on {}; Ctrl-C stops.", app::to_string((*paper)->health())));
    stop.wait();
    (*paper)->stop();
    return 0;
}

}  // namespace

void add_serve_command(CLI::App& program, Command& chosen) {
    auto arguments = std::make_shared<ServeArguments>();
    CLI::App* command = program.add_subcommand("serve", "serves the current edition to readers");
    command->add_option("--role", arguments->role,
                        "all, public or newsroom: one process, or two machines (docs/operating)");
    command
        ->add_option("--listen", arguments->listen,
                     "where readers are served, before what kolokol.toml says")
        ->type_name("ADDRESS:PORT");
    command->add_option("--health", arguments->health, "where /healthz and /metrics are, as well")
        ->type_name("ADDRESS:PORT");
    command->add_option("--newsroom", arguments->newsroom, "where the staff work, as well")
        ->type_name("ADDRESS:PORT");
    add_site(*command, chosen);
    command->callback([&chosen, arguments] {
        chosen.run = [&chosen, arguments] { return serve(chosen, *arguments); };
    });
}

}  // namespace kolokol::cli
