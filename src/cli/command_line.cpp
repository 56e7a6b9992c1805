#include "cli/command_line.hpp"

#include <algorithm>
#include <exception>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/full_disk.hpp"
#include "base/spelling.hpp"
#include "cli/commands.hpp"

namespace kolokol::cli {
namespace {

constexpr int wrong_usage = 2;

std::vector<std::string> command_names(const CLI::App& program) {
    std::vector<std::string> names;
    for (const CLI::App* command : program.get_subcommands({}))
        names.push_back(command->get_name());
    return names;
}

/// CLI11's own message, and for a mistyped command the one that was probably meant.
int say_wrong_usage(const CLI::App& program, const CLI::ParseError& error, int argc, char** argv) {
    std::string message = error.what();
    if (argc > 1 && argv[1][0] != '-') {
        const auto names = command_names(program);
        if (std::find(names.begin(), names.end(), argv[1]) == names.end()) {
            message = fmt::format("there is no command '{}'", argv[1]);
            if (const auto near = nearest(argv[1], names))
                message += fmt::format("; did you mean '{}'?", *near);
        }
    }
    fmt::print(
        stderr,
        "kolokol: {}\nkolokol --help lists the commands, kolokol COMMAND --help says more.\n",
        message);
    return wrong_usage;
}

}  // namespace

int run(int argc, char** argv) {
    CLI::App program("Kolokol: a newsroom in one program. It publishes, and stays readable.",
                     "kolokol");
    program.set_version_flag("--version", std::string("kolokol ") + KOLOKOL_VERSION);
    program.require_subcommand(1);
    program.get_formatter()->column_width(34);

    Command command;
    add_commands(program, command);
    try {
        program.parse(argc, argv);
    } catch (const CLI::Success& wanted) {  // --help, --version
        return program.exit(wanted);
    } catch (const CLI::ParseError& error) {
        return say_wrong_usage(program, error, argc, argv);
    }

    try {
        return command.run();
    } catch (const std::exception& failure) {
        // The third of the three doors at which exceptions are caught (CONTRIBUTING.md).
        if (const auto full = app::as_full_disk(failure, command.site))
            return command.console.refuse(*full);
        return command.console.refuse(Problem{Kind::unavailable, "command.failed", failure.what()});
    }
}

}  // namespace kolokol::cli
