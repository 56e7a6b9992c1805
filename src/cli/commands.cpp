#include "cli/commands.hpp"

#include <CLI/CLI.hpp>

namespace kolokol::cli {

void add_json(CLI::App& command, Command& chosen) {
    command.add_flag_callback(
        "--json", [&chosen] { chosen.console.speak(Speech::json); }, "print one JSON document");
}

void add_site(CLI::App& command, Command& chosen) {
    command.add_option("--site", chosen.site, "the publication's folder (default: here)")
        ->type_name("DIR");
}

void add_commands(CLI::App& program, Command& chosen) {
    add_demo_command(program, chosen);
    add_init_command(program, chosen);
    add_import_commands(program, chosen);
    add_press_command(program, chosen);
    add_serve_command(program, chosen);
    add_edition_commands(program, chosen);
    add_withdraw_commands(program, chosen);
    add_search_commands(program, chosen);
    add_theme_commands(program, chosen);
    add_keys_commands(program, chosen);
    add_staff_commands(program, chosen);
    add_doctor_command(program, chosen);
    add_backup_commands(program, chosen);
}

}  // namespace kolokol::cli
