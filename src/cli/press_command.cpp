// press

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/interface_texts.hpp"
#include "app/pressing.hpp"
#include "base/clock.hpp"
#include "cli/commands.hpp"
#include "cli/passphrase.hpp"

namespace kolokol::cli {
namespace {

struct PressArguments {
    bool full = false;
    std::string at;
};

int press(Command& command, const PressArguments& arguments) {
    press::PressWish wish{arguments.full, SystemClock().now(), {}};
    if (!arguments.at.empty()) {
        const auto at = parse_rfc3339(arguments.at);
        if (!at) return command.console.refuse(at.error());
        wish.at = *at;
    }
    wish.progress = [&](std::string_view what, std::uint64_t done, std::uint64_t of) {
        command.console.progress(what, done, of);
    };
    auto house = app::House::open(command.site, SystemClock().now());
    if (!house) return command.console.refuse(house.error());
    const auto keys = app::open_press_keys(*house, ask_passphrase);
    if (!keys) return command.console.refuse(keys.error());
    const auto pressed = app::press_paper(*house, *keys, wish, SystemClock().now());
    command.console.progress_ends();
    if (!pressed) return command.console.refuse(pressed.error());

    const edition::Builder::Committed& made = pressed->edition;
    const double seconds = static_cast<double>(pressed->took.count()) / 1000.0;
    if (made.pressed)
        command.console.say(fmt::format(
            "edition {}: {} pages, {} printed, {} changed, {} removed, {} new, {:.2f} seconds",
            made.sequence, grouped(made.entries), grouped(pressed->pages_printed),
            grouped(made.paths_changed), grouped(pressed->pages_removed), size_text(made.bytes_new),
            seconds));
    else
        command.console.say(
            fmt::format("nothing has changed: edition {} stands ({} pages printed, "
                        "{:.2f} seconds)",
                        made.sequence, grouped(pressed->pages_printed), seconds));
    for (const std::string& sentence :
         app::missing_interface_texts(command.site, house->publication().languages))
        command.console.warn("kolokol: " + sentence);
    if (pressed->articles_published > 0)
        command.console.say(fmt::format("{} {} published", grouped(pressed->articles_published),
                                        pressed->articles_published == 1 ? "article" : "articles"));
    command.console.document({{"edition", made.sequence},
                              {"root", made.root.hex()},
                              {"pressed", made.pressed},
                              {"pages", made.entries},
                              {"pages_printed", pressed->pages_printed},
                              {"pages_changed", made.paths_changed},
                              {"pages_removed", pressed->pages_removed},
                              {"articles_published", pressed->articles_published},
                              {"bytes_new", made.bytes_new},
                              {"milliseconds", pressed->took.count()}});
    return 0;
}

}  // namespace

void add_press_command(CLI::App& program, Command& chosen) {
    auto arguments = std::make_shared<PressArguments>();
    CLI::App* command =
        program.add_subcommand("press", "prints what changed and signs the next edition");
    command->add_flag("--full", arguments->full, "print every page anew");
    command
        ->add_option("--at", arguments->at,
                     "press as if it were this moment (2026-01-28T14:05:00+03:00): decides what "
                     "is due")
        ->type_name("TIME");
    add_site(*command, chosen);
    add_json(*command, chosen);
    command->callback([&chosen, arguments] {
        chosen.run = [&chosen, arguments] { return press(chosen, *arguments); };
    });
}

}  // namespace kolokol::cli
