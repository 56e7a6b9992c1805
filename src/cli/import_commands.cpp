// import markdown

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/house.hpp"
#include "base/clock.hpp"
#include "cli/commands.hpp"
#include "importers/markdown.hpp"

namespace kolokol::cli {
namespace {

using importers::MarkdownReport;
using nlohmann::json;

json report_json(const MarkdownReport& report) {
    json refused = json::array();
    for (const importers::Refusal& refusal : report.refused)
        refused.push_back({{"file", refusal.file},
                           {"line", refusal.line},
                           {"code", refusal.code},
                           {"sentence", refusal.sentence}});
    return {{"added", report.added},         {"changed", report.changed},
            {"unchanged", report.unchanged}, {"pictures", report.pictures},
            {"created", report.created},     {"uncredited", report.uncredited},
            {"withdrawn", report.withdrawn}, {"bodiless", report.bodiless},
            {"refused", std::move(refused)}};
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view more) {
    return fmt::format("{} {}", grouped(count), count == 1 ? one : more);
}

/// "2 manuscripts refused, 4 faults"
std::string refused_in_words(const MarkdownReport& report) {
    const std::uint64_t manuscripts = report.manuscripts_refused();
    if (manuscripts == 0) return "0 refused";
    return counted(manuscripts, "manuscript", "manuscripts") + " refused, " +
           counted(report.refused.size(), "fault", "faults");
}

int import_markdown(Command& command, importers::MarkdownWish& wish) {
    auto house = app::House::open(command.site, SystemClock().now());
    if (!house) return command.console.refuse(house.error());
    wish.now = SystemClock().now();
    wish.progress = [&](std::uint64_t done, std::uint64_t of) {
        command.console.progress("importing", done, of);
    };
    const auto report = importers::import_markdown(house->database(), house->pictures(),
                                                   house->publication(), wish);
    command.console.progress_ends();
    if (!report) return command.console.refuse(report.error());

    for (const importers::Refusal& refusal : report->refused)
        if (!command.console.json())
            command.console.warn(
                fmt::format("{}:{}: {}", refusal.file, refusal.line, refusal.sentence));
    for (const std::string& created : report->created)
        command.console.say(fmt::format("made {}", created));
    for (const std::string& file : report->uncredited)
        command.console.say(fmt::format("without credit: {}", file));
    for (const std::string& file : report->withdrawn)
        command.console.say(fmt::format("withdrawn, and stays so: {}", file));
    for (const std::string& file : report->bodiless)
        command.console.warn(
            fmt::format("{}: the article has no text below its front matter", file));
    command.console.say(fmt::format("{} added, {} changed, {} unchanged, {}",
                                    grouped(report->added), grouped(report->changed),
                                    grouped(report->unchanged), refused_in_words(*report)));
    if (report->added + report->changed > 0)
        command.console.say("Readers see it after the next kolokol press.");
    command.console.document(report_json(*report));
    return report->refused.empty() ? 0 : 1;
}

}  // namespace

void add_import_commands(CLI::App& program, Command& chosen) {
    CLI::App* group = program.add_subcommand("import", "manuscripts into the newsroom");
    group->require_subcommand(1);

    auto wish = std::make_shared<importers::MarkdownWish>();
    CLI::App* markdown = group->add_subcommand(
        "markdown", "a folder of Markdown files with front matter, and their pictures");
    markdown->add_option("dir", wish->folder, "the folder of manuscripts")
        ->required()
        ->type_name("DIR");
    markdown->add_flag("--create", wish->create,
                       "make sections, topics and bylines that are named and unknown");
    markdown->add_flag("--archive", wish->archive,
                       "let pictures without credit or licence in, and list them");
    add_site(*markdown, chosen);
    add_json(*markdown, chosen);
    markdown->callback([&chosen, wish] {
        chosen.run = [&chosen, wish] { return import_markdown(chosen, *wish); };
    });
}

}  // namespace kolokol::cli
