// withdraw article | byline

#include <iostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "app/withdrawal.hpp"
#include "base/clock.hpp"
#include "cli/commands.hpp"
#include "cli/passphrase.hpp"

namespace kolokol::cli {
namespace {

struct WithdrawArguments {
    std::string what;
    std::string sentence;
    bool yes = false;
};

struct Opened {
    app::House house;
    app::PressKeys keys;
};

Result<Opened> open(const Command& command) {
    auto house = app::House::open(command.site, SystemClock().now());
    if (!house) return refuse(house.error());
    auto keys = app::open_press_keys(*house, ask_passphrase);
    if (!keys) return refuse(keys.error());
    return Opened{std::move(*house), std::move(*keys)};
}

/// Asks whoever sits at the terminal; where nobody does, --yes is needed.
bool agreed(const Command& command, const WithdrawArguments& arguments,
            const std::string& question) {
    if (arguments.yes) return true;
    if (command.console.json() || isatty(STDIN_FILENO) == 0) return false;
    command.console.say(question + " Type yes to go on:");
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "yes";
}

nlohmann::json pressed_json(const app::Withdrawn& done) {
    if (done.already) return nullptr;
    return done.pressed.edition.sequence;
}

int say_done(const Command& command, const std::string& what, const app::Withdrawn& done) {
    if (done.already)
        command.console.say(
            fmt::format("{} was withdrawn already, and nothing was pressed.", what));
    else
        command.console.say(fmt::format(
            "{} is withdrawn with edition {}: {} pages printed, {} erased from {} packs, older "
            "editions are gone.",
            what, done.pressed.edition.sequence, grouped(done.pressed.pages_printed),
            size_text(done.collected.bytes_freed), done.collected.packs_rewritten));
    command.console.say(
        "Out of reach are: mirrors until they have fetched this edition, what readers saved, "
        "feed readers, search engines, backups, and the manuscripts in your own folders.");
    nlohmann::json left_undone = nlohmann::json::array();
    for (const Problem& problem : done.left_undone) {
        command.console.warn("kolokol: it is withdrawn, and one thing is left to do: " +
                             problem.detail);
        left_undone.push_back(problem.code);
    }
    command.console.document({{"articles", done.articles},
                              {"left_undone", left_undone},
                              {"already", done.already},
                              {"edition", pressed_json(done)},
                              {"pages_printed", done.pressed.pages_printed},
                              {"bytes_erased", done.collected.bytes_freed}});
    return 0;
}

int withdraw_article(Command& command, const WithdrawArguments& arguments) {
    const auto opened = open(command);
    if (!opened) return command.console.refuse(opened.error());
    if (const auto found = app::find_article(opened->house, arguments.what); !found)
        return command.console.refuse(found.error());
    const std::string question = fmt::format(
        "{} will answer 410 from now on, and no kept edition will hold it.", arguments.what);
    const bool already =
        arguments.sentence.empty() && app::is_withdrawn(opened->house, arguments.what);
    if (!already && !agreed(command, arguments, question))
        return command.console.refuse(
            Problem{Kind::conflict, "withdraw.not_agreed",
                    question + " Nothing was changed; say --yes to do it"});
    const auto done = app::withdraw_article(opened->house, opened->keys, arguments.what,
                                            arguments.sentence, SystemClock().now());
    if (!done) return command.console.refuse(done.error());
    return say_done(command, arguments.what, *done);
}

int withdraw_byline(Command& command, const WithdrawArguments& arguments) {
    const auto opened = open(command);
    if (!opened) return command.console.refuse(opened.error());
    const auto count = app::articles_signed_by(opened->house, arguments.what);
    if (!count) return command.console.refuse(count.error());
    const std::string question = fmt::format(
        "The byline {} stands on {} {}. It goes off all of them, off lists, feeds and "
        "search, and no kept edition will hold it. This cannot be taken back.",
        arguments.what, grouped(*count), *count == 1 ? "article" : "articles");
    if (!agreed(command, arguments, question))
        return command.console.refuse(
            Problem{Kind::conflict, "withdraw.not_agreed",
                    question + " Nothing was changed; say --yes to do it"});
    const auto done =
        app::withdraw_byline(opened->house, opened->keys, arguments.what, SystemClock().now());
    if (!done) return command.console.refuse(done.error());
    return say_done(command, "/by/" + arguments.what + "/", *done);
}

}  // namespace

void add_withdraw_commands(CLI::App& program, Command& chosen) {
    CLI::App* group = program.add_subcommand("withdraw", "takes an article or a name back");
    group->require_subcommand(1);

    auto arguments = std::make_shared<WithdrawArguments>();
    CLI::App* article =
        group->add_subcommand("article", "its page says from now on that it was withdrawn");
    article->add_option("address", arguments->what, "as readers see it: /2026/01/28/slug/")
        ->required();
    article->add_option("--because", arguments->sentence, "a sentence that readers will see");
    article->add_flag("--yes", arguments->yes, "do not ask");
    add_site(*article, chosen);
    add_json(*article, chosen);
    article->callback([&chosen, arguments] {
        chosen.run = [&chosen, arguments] { return withdraw_article(chosen, *arguments); };
    });

    CLI::App* byline = group->add_subcommand(
        "byline", "a name goes off every article, list, feed and kept edition");
    byline->add_option("byline", arguments->what, "as in its address: /by/NAME/")->required();
    byline->add_flag("--yes", arguments->yes, "do not ask");
    add_site(*byline, chosen);
    add_json(*byline, chosen);
    byline->callback([&chosen, arguments] {
        chosen.run = [&chosen, arguments] { return withdraw_byline(chosen, *arguments); };
    });
}

}  // namespace kolokol::cli
