#include "cli/command_line.hpp"

#include <algorithm>
#include <exception>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/file_trouble.hpp"
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

/// "list, show, diff and verify"
std::string listed(const std::string& group, const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t at = 0; at < names.size(); ++at)
        text += (at == 0 ? "" : at + 1 == names.size() ? " and " : ", ") + group + names[at];
    return text;
}

/// Where a word is no command: which one it is not, and which one was probably meant. The first
/// word is looked for among all commands, the second among those of the first.
std::optional<std::string> unknown_command(const CLI::App& program,
                                           const std::vector<std::string>& words) {
    const CLI::App* group = &program;
    std::string path;
    for (const std::string& word : words) {
        const auto names = command_names(*group);
        if (names.empty() || word.empty() || word.front() == '-') return std::nullopt;
        if (std::find(names.begin(), names.end(), word) != names.end()) {
            group = group->get_subcommand(word);
            path += word + " ";
            continue;
        }
        std::string message = fmt::format("there is no command '{}{}'", path, word);
        if (const auto near = nearest(word, names))
            return message + fmt::format("; did you mean '{}{}'?", path, *near);
        if (group == &program) return message;
        return message +
               fmt::format("; there {} {}", names.size() == 1 ? "is" : "are", listed(path, names));
    }
    const auto names = command_names(*group);
    if (group == &program || names.empty()) return std::nullopt;
    return fmt::format("'{}' needs one more word: {}", group->get_name(), listed(path, names));
}

int say_wrong_usage(std::string_view message) {
    fmt::print(
        stderr,
        "kolokol: {}\nkolokol --help lists the commands, kolokol COMMAND --help says more.\n",
        message);
    return wrong_usage;
}

/// "help import markdown" asks what "import markdown --help" does.
std::vector<std::string> as_typed(int argc, char** argv) {
    std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
    if (words.empty() || words.front() != "help") return words;
    words.erase(words.begin());
    words.push_back("--help");
    return words;
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
    const auto words = as_typed(argc, argv);
    if (words.empty()) {
        fmt::print(stderr, "{}", program.help());
        return wrong_usage;
    }
    if (const auto unknown = unknown_command(program, words)) return say_wrong_usage(*unknown);
    try {
        // CLI11 takes them from the back
        program.parse(std::vector<std::string>(words.rbegin(), words.rend()));
    } catch (const CLI::Success& wanted) {  // --help, --version
        return program.exit(wanted);
    } catch (const CLI::ParseError& error) {
        return say_wrong_usage(error.what());
    }

    try {
        return command.run();
    } catch (const std::exception& failure) {
        // The third of the three doors at which exceptions are caught (CONTRIBUTING.md).
        if (const auto full = app::as_full_disk(failure, command.site))
            return command.console.refuse(*full);
        if (const auto trouble = app::as_file_trouble(failure))
            return command.console.refuse(*trouble);
        return command.console.refuse(Problem{Kind::unavailable, "command.failed", failure.what()});
    }
}

}  // namespace kolokol::cli
