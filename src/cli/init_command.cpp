// init: a new publication

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/interface_texts.hpp"
#include "base/clock.hpp"
#include "cli/commands.hpp"
#include "cli/init_options.hpp"
#include "cli/passphrase.hpp"

namespace kolokol::cli {
namespace {

using nlohmann::json;

/// A passphrase for each root key. Refuses what ask_new_passphrase() does.
Result<std::vector<Secret>> ask_root_passphrases(std::size_t roots) {
    std::vector<Secret> all;
    for (std::size_t i = 1; i <= roots; ++i) {
        auto given = ask_new_passphrase(fmt::format("Passphrase of root key {}: ", i));
        if (!given) return refuse(given.error());
        all.push_back(std::move(*given));
    }
    return all;
}

json keys_json(const edition::CreatedKeys& made) {
    json keys = json::array();
    for (const edition::StoredKey& key : made.keys)
        keys.push_back({{"role", edition::to_string(key.role)},
                        {"id", key.id},
                        {"file", key.file.string()},
                        {"sealed", key.sealed}});
    return keys;
}

void say_next(const Console& console, const std::string& folder) {
    console.say(
        fmt::format("\nNext:\n"
                    "  cd {0}\n"
                    "  kolokol import markdown MANUSCRIPTS --create\n"
                    "  kolokol press\n"
                    "  kolokol serve\n"
                    "  kolokol staff invite --role \"publisher operator\"   (in another terminal: "
                    "your way into the newsroom)\n"
                    "What the paper is called and where it lives stands in {0}/kolokol.toml.",
                    folder));
}

void say_next_of_two(const Console& console, const std::string& folder,
                     const std::string& public_side) {
    console.say(
        fmt::format("\nNext (docs/operating/two-machines.md):\n"
                    "  1. Carry {1} to the machine that readers reach, by a way you trust, and\n"
                    "     leave none here.\n"
                    "  2. There: kolokol serve --role public --site FOLDER\n"
                    "  3. Join both by a tunnel: editions are taken on port 8090 there ([handover] "
                    "listen in its\n"
                    "     kolokol.toml), and brought to port 8090 here ([handover] public_side in "
                    "{0}/kolokol.toml).\n"
                    "  4. Here: kolokol import markdown MANUSCRIPTS --create --site {0}\n"
                    "           kolokol press --site {0}\n"
                    "           kolokol serve --role newsroom --site {0}",
                    folder, public_side));
}

void say_made(const Console& console, const InitArguments& arguments,
              const edition::CreatedKeys& made) {
    const std::string folder = arguments.wish.folder.string();
    console.say(fmt::format("Made the publication {}.\n", folder));
    console.say(
        fmt::format("Site id: what readers and mirrors pin to know that an edition is "
                    "yours. Print it, say it, publish it:\n  {}\n  {}\n",
                    made.site.hex(), made.site.words()));
    console.say(
        "Recovery key: opens backups, and is shown this once. Write it on paper, keep it "
        "away from this machine:");
    const std::string_view recovery = made.recovery.expose();
    console.say(fmt::format("  {}\n  {}\n", recovery.substr(0, recovery.size() / 2),
                            recovery.substr(recovery.size() / 2 + 1)));
    for (const edition::StoredKey& key : made.keys)
        console.say(fmt::format("{:<10} {}{}", edition::to_string(key.role), key.file.string(),
                                key.sealed ? " (sealed by its passphrase)" : ""));
    if (arguments.root_folder.empty())
        console.say(
            "\nThe root key lies on this machine. Whoever takes the machine can name new keys for "
            "your\npaper, and readers would follow them. Before the paper matters to anyone, make "
            "it anew with\n  kolokol init DIR --root-keys /media/stick --roots 3 --threshold 2\n"
            "and give the three files to three people.");
    if (arguments.edition_folder.empty())
        console.say(
            "The edition key lies on this machine, because serve presses what is scheduled. "
            "Whoever takes\nit can sign editions until the root revokes it (kolokol keys revoke).");
    for (const std::string& beside : beside_publication(arguments))
        console.warn(fmt::format(
            "kolokol: {} is on the same disk as the publication: whoever takes this machine has "
            "those keys too. Move them to a stick, and keep it elsewhere.",
            beside));
    for (std::size_t i = 0; i < arguments.languages.size(); ++i)
        if (const std::string& tag = arguments.wish.languages[i].tag();
            tag != arguments.languages[i])
            console.say(
                fmt::format("\nThe language {} is written {}.", arguments.languages[i], tag));
    for (const std::string& sentence :
         app::missing_interface_texts(arguments.wish.folder, arguments.wish.languages))
        console.warn("kolokol: " + sentence);
    if (arguments.wish.public_side.empty())
        say_next(console, folder);
    else
        say_next_of_two(console, folder, arguments.wish.public_side.string());
}

int init(Command& command, InitArguments& arguments) {
    const auto checked = check_options(arguments);
    if (!checked) return command.console.refuse(checked.error());
    app::NewPublication& wish = arguments.wish;
    if (!arguments.languages.empty()) wish.languages.clear();
    for (const std::string& tag : arguments.languages)
        wish.languages.push_back(Language::parse(tag).value());
    wish.keys.root_folder = arguments.root_folder;
    wish.keys.edition_folder = arguments.edition_folder;
    if (arguments.seal_roots) {
        auto phrases = ask_root_passphrases(wish.keys.roots);
        if (!phrases) return command.console.refuse(phrases.error());
        wish.keys.root_passphrases = std::move(*phrases);
    }
    const auto made = app::make_publication(wish, SystemClock().now());
    if (!made) return command.console.refuse(made.error());
    say_made(command.console, arguments, *made);
    command.console.document({{"folder", wish.folder.string()},
                              {"site", made->site.hex()},
                              {"words", made->site.words()},
                              {"recovery", std::string(made->recovery.expose())},
                              {"keys", keys_json(*made)}});
    return 0;
}

}  // namespace

void add_init_command(CLI::App& program, Command& chosen) {
    auto arguments = std::make_shared<InitArguments>();
    CLI::App* command =
        program.add_subcommand("init", "a new publication: kolokol.toml, database, keys");
    command->add_option("dir", arguments->wish.folder, "its folder, which is not there yet")
        ->required()
        ->type_name("DIR");
    command->add_option("--name", arguments->wish.name, "what the paper is called");
    command->add_option("--language", arguments->languages,
                        "a language of the paper (en, ru, ar…); the first is the default one");
    command->add_option("--zone", arguments->wish.zone, "where its days begin: Europe/Amsterdam");
    command->add_option("--origin", arguments->wish.origin, "where readers find it: https://…");
    command->add_option("--contact", arguments->wish.contact, "mailto:… or https://…");
    command->add_option("--database", arguments->wish.database,
                        "sqlite:FILE or postgresql://USER@HOST/NAME");
    command->add_option("--root-keys", arguments->root_folder,
                        "put the root keys into this folder (a stick) and not on this machine");
    command->add_option("--edition-key", arguments->edition_folder,
                        "put the edition key into this folder");
    command->add_option("--public-side", arguments->wish.public_side,
                        "make a second folder beside it, for the machine that readers reach "
                        "(docs/operating/two-machines.md)");
    command->add_option("--roots", arguments->wish.keys.roots, "how many root keys (3 for safety)")
        ->check(CLI::Range(1, 16));
    command
        ->add_option("--threshold", arguments->wish.keys.root_threshold,
                     "how many of them must sign (2 for safety)")
        ->check(CLI::Range(1, 16));
    command->add_flag("--seal", arguments->seal_roots, "ask for a passphrase for each root key");
    add_json(*command, chosen);
    command->callback([&chosen, arguments] {
        chosen.run = [&chosen, arguments] { return init(chosen, *arguments); };
    });
}

}  // namespace kolokol::cli
