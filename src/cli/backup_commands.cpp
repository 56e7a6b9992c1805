// backup and restore

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/house.hpp"
#include "backup/backup.hpp"
#include "base/clock.hpp"
#include "cli/commands.hpp"
#include "cli/passphrase.hpp"
#include "staff/session.hpp"

namespace kolokol::cli {
namespace {

backup::Progress progress_of(const Command& command, std::string_view what) {
    return [&command, what = std::string(what)](std::uint64_t done, std::uint64_t of) {
        command.console.progress(what, done, of);
    };
}

nlohmann::json report_json(const backup::BackupReport& report) {
    return {{"files", report.files}, {"rows", report.rows}, {"bytes", report.bytes}};
}

int back_up(Command& command, const std::filesystem::path& file) {
    const Instant now = SystemClock().now();
    auto house = app::House::open(command.site, now);
    if (!house) return command.console.refuse(house.error());
    const auto recovery = house->keys().recovery_key();
    if (!recovery) return command.console.refuse(recovery.error());
    const auto made = backup::back_up(house->folder(), house->database(), *recovery, file, now,
                                      progress_of(command, "backing up"));
    command.console.progress_ends();
    if (!made) return command.console.refuse(made.error());
    command.console.say(fmt::format("{}: {} files, {} rows, {}, sealed to the recovery key",
                                    file.string(), grouped(made->files), grouped(made->rows),
                                    size_text(made->bytes)));
    command.console.document(report_json(*made));
    return 0;
}

Result<std::unique_ptr<store::Database>> open_restored(const std::filesystem::path& folder) {
    const auto configuration = app::Configuration::read(folder);
    if (!configuration) return refuse(configuration.error());
    return app::open_database(folder, *configuration);
}

/// Who was thrown out since the backup was made does not come back in by a session of that day.
Outcome end_sessions(const std::filesystem::path& folder) {
    const auto database = open_restored(folder);
    if (!database) return refuse(database.error());
    auto tx = (*database)->begin();
    staff::end_every_session(tx);
    tx.commit();
    return done();
}

int restore(Command& command, const std::filesystem::path& file) {
    const auto possible = backup::may_restore(file, command.site);
    if (!possible) return command.console.refuse(possible.error());
    const Secret typed = ask_secret("Recovery key (64 digits, from paper): ");
    const auto recovery = edition::parse_recovery(typed.expose());
    if (!recovery) return command.console.refuse(recovery.error());
    const auto restored =
        backup::restore(file, command.site, *recovery, open_restored, app::migrations_folder(),
                        SystemClock().now(), progress_of(command, "restoring"));
    command.console.progress_ends();
    if (!restored) return command.console.refuse(restored.error());
    if (const auto ended = end_sessions(command.site); !ended)
        return command.console.refuse(ended.error());
    command.console.say(fmt::format("{} holds the publication again: {} files, {} rows",
                                    command.site.string(), grouped(restored->files),
                                    grouped(restored->rows)));
    command.console.say(fmt::format(
        "Next: kolokol doctor --site {0}, then kolokol serve --site {0}", command.site.string()));
    command.console.document(report_json(*restored));
    return 0;
}

}  // namespace

void add_backup_commands(CLI::App& program, Command& chosen) {
    auto file = std::make_shared<std::filesystem::path>();
    CLI::App* backing =
        program.add_subcommand("backup", "the whole publication in one sealed file");
    backing->add_option("file", *file, "the file to write, which is not there yet")->required();
    add_site(*backing, chosen);
    add_json(*backing, chosen);
    backing->callback(
        [&chosen, file] { chosen.run = [&chosen, file] { return back_up(chosen, *file); }; });

    CLI::App* restoring = program.add_subcommand(
        "restore", "a publication from such a file; asks for the recovery key");
    restoring->add_option("file", *file, "what kolokol backup wrote")->required();
    restoring->add_option("--site", chosen.site, "the folder to make; it is absent or empty")
        ->required()
        ->type_name("DIR");
    add_json(*restoring, chosen);
    restoring->callback(
        [&chosen, file] { chosen.run = [&chosen, file] { return restore(chosen, *file); }; });
}

}  // namespace kolokol::cli
