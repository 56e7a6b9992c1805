// demo

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/demo.hpp"
#include "app/running_paper.hpp"
#include "base/clock.hpp"
#include "cli/commands.hpp"
#include "cli/stop_signal.hpp"

namespace kolokol::cli {
namespace {

struct DemoArguments {
    std::string listen = "127.0.0.1:8080";
    std::string health = "127.0.0.1:9180";
    std::string newsroom = "127.0.0.1:8081";
    std::filesystem::path folder;
};

/// What a browser on this machine calls it; any free port is known too late to be printed.
std::string origin_of(const app::Listen& listen) {
    if (listen.port == 0) return "http://localhost:8080";
    if (listen.address != "127.0.0.1") return "http://" + app::to_string(listen);
    return fmt::format("http://localhost:{}", listen.port);
}

int demo(Command& command, const DemoArguments& arguments) {
    const auto listen = app::parse_listen(arguments.listen);
    if (!listen) return command.console.refuse(listen.error());
    const auto health = app::parse_listen(arguments.health);
    if (!health) return command.console.refuse(health.error());
    const auto newsroom = app::parse_listen(arguments.newsroom);
    if (!newsroom) return command.console.refuse(newsroom.error());
    const std::filesystem::path folder =
        arguments.folder.empty() ? app::usual_demo_folder() : arguments.folder;
    StopSignal stop;
    const SystemClock clock;
    command.console.say("Pressing the sample newspaper; the first time its pictures take a while.");
    const auto prepared =
        app::prepare_demo(folder, origin_of(*listen), clock.now(),
                          [&](std::string_view what, std::uint64_t done, std::uint64_t of) {
                              command.console.progress(what, done, of);
                          });
    command.console.progress_ends();
    if (!prepared) return command.console.refuse(prepared.error());
    app::ServeWish wish;
    wish.listen = *listen;
    wish.health = *health;
    wish.newsroom = *newsroom;
    wish.demo = true;
    const auto paper = app::RunningPaper::start(folder, wish, clock);
    if (!paper) return command.console.refuse(paper.error());
    const app::Listen readers = *(*paper)->readers();
    const std::string shown = readers.address == "127.0.0.1"
                                  ? fmt::format("localhost:{}", readers.port)
                                  : app::to_string(readers);
    command.console.say(
        fmt::format("The sample newspaper is on http://{} (Ctrl-C stops it)", shown));
    command.console.say(
        fmt::format("Its newsroom is on http://localhost:{}/newsroom/, open to anybody on this "
                    "machine: it is a demo.",
                    (*paper)->newsroom()->port));
    stop.wait();
    (*paper)->stop();
    return 0;
}

}  // namespace

void add_demo_command(CLI::App& program, Command& chosen) {
    auto arguments = std::make_shared<DemoArguments>();
    CLI::App* command =
        program.add_subcommand("demo", "a sample newspaper on http://localhost:8080");
    command->add_option("--listen", arguments->listen, "where (default: 127.0.0.1:8080)")
        ->type_name("ADDRESS:PORT");
    command->add_option("--health", arguments->health, "where /healthz and /metrics are")
        ->type_name("ADDRESS:PORT");
    command->add_option("--newsroom", arguments->newsroom, "where its newsroom is")
        ->type_name("ADDRESS:PORT");
    command->add_option("--folder", arguments->folder,
                        "where it is kept between runs (default: the user's cache)");
    command->callback([&chosen, arguments] {
        chosen.run = [&chosen, arguments] { return demo(chosen, *arguments); };
    });
}

}  // namespace kolokol::cli
