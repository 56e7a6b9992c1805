#pragma once
// The list of commands. Each file *_commands.cpp adds its own and nothing else.

#include <filesystem>
#include <functional>

#include "cli/console.hpp"

namespace CLI {
class App;
}

namespace kolokol::cli {

/// What the arguments chose: filled while they are parsed, run afterwards.
struct Command {
    Console console;
    std::filesystem::path site = ".";
    std::function<int()> run;
};

/// Adds --json, and --site where the command works on a publication.
void add_json(CLI::App& command, Command& chosen);
void add_site(CLI::App& command, Command& chosen);

/// In the order in which --help lists them.
void add_commands(CLI::App& program, Command& chosen);

void add_demo_command(CLI::App& program, Command& chosen);
void add_init_command(CLI::App& program, Command& chosen);
void add_serve_command(CLI::App& program, Command& chosen);
void add_import_commands(CLI::App& program, Command& chosen);
void add_press_command(CLI::App& program, Command& chosen);
void add_edition_commands(CLI::App& program, Command& chosen);
void add_withdraw_commands(CLI::App& program, Command& chosen);
void add_search_commands(CLI::App& program, Command& chosen);
void add_theme_commands(CLI::App& program, Command& chosen);
void add_keys_commands(CLI::App& program, Command& chosen);
void add_staff_commands(CLI::App& program, Command& chosen);
void add_doctor_command(CLI::App& program, Command& chosen);
void add_backup_commands(CLI::App& program, Command& chosen);

}  // namespace kolokol::cli
