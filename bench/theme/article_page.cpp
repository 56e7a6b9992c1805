// Processor time of filling the default theme's article: a body of 30 paragraphs, a lead picture,
// six related stories with pictures. Medians of eleven rounds; the model is made beforehand.
//
//     theme_bench THEMES        THEMES: the folder themes/ of the sources

#include <algorithm>
#include <ctime>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "theme/theme.hpp"

namespace {

using namespace kolokol;
using namespace kolokol::theme;

constexpr int rounds = 11;
constexpr int pages = 2'000;

Record time_of_day() {
    return {{"iso", "2026-01-28T14:05:00+03:00"}, {"text", "28 January 2026, 14:05 (Moscow)"}};
}

Record picture() {
    const auto set = [](const char* ending) {
        std::string sizes;
        for (const int width : {320, 640, 960, 1280, 1920})
            sizes += fmt::format("{}../../../../pictures/6f2a9c81d3e4-{}.{} {}w",
                                 sizes.empty() ? "" : ", ", width, ending, width);
        return sizes;
    };
    return {{"webp", set("webp")},
            {"jpeg", set("jpg")},
            {"sizes", "(min-width: 64rem) 40rem, 100vw"},
            {"src", "../../../../pictures/6f2a9c81d3e4-960.jpg"},
            {"width", 960},
            {"height", 640},
            {"alt", "Two men shake hands in a hall with flags"},
            {"eager", false},
            {"has_caption", true},
            {"caption", "The two presidents before their talks."},
            {"credit", "Kolokol sample art / CC BY-SA 4.0"}};
}

Record teaser() {
    return {{"href", "../../28/talks-end-without-a-word/"},
            {"headline", "Talks at the Kremlin end without a word on the bases"},
            {"label", false},
            {"kicker", Record{{"href", "../../../../world/"}, {"text", "World"}}},
            {"standfirst", "One sentence that says why it matters."},
            {"picture", picture()},
            {"has_foot", true},
            {"byline_line", "Anna Belova and Ivan Petrov"},
            {"time", time_of_day()}};
}

List many(int count, const Record& record) {
    return List(static_cast<std::size_t>(count), Value(record));
}

Record article() {
    const std::string paragraph = "<p>" + std::string(600, 'x') + "</p>";
    const Record link{{"href", "../../../../world/"}, {"name", "World"}, {"current", false}};
    Record story{{"kind", "news"},      {"section", link},
                 {"standfirst", "Why"}, {"headline", "Talks end without a word on the bases"},
                 {"has_bylines", true}, {"bylines", many(2, link)},
                 {"lead", picture()},   {"published", time_of_day()},
                 {"dateline", "MOSCOW"}};
    return {{"lang", "en"},
            {"dir", "ltr"},
            {"front", false},
            {"paper", Record{{"name", "The Gazette"}, {"home", "../../"}, {"tagline", "A paper"}}},
            {"navigation", Record{{"sections", many(8, link)}}},
            {"links", Record{{"search", "s"}, {"archive", "a"}, {"feed", "f"}, {"json_feed", "j"}}},
            {"head", Record{{"title", "Talks"},
                            {"css", "../../theme.css"},
                            {"icon", "../../icon.svg"},
                            {"icon_png", "../../icon.png"},
                            {"touch_icon", "../../touch-icon.png"},
                            {"canonical", "https://gazette.example/2026/01/28/talks/"},
                            {"linked_data", JsonText{std::string(1'500, 'x')}}}},
            {"article", story},
            {"blocks", many(30, Record{{"prose", SafeHtml::vouched_for(paragraph)}})},
            {"topics", Record{{"entries", many(4, link)}}},
            {"slot", Record{{"href", "../../appeal/world/"}, {"title", "Follow"}}},
            {"related", Record{{"teasers", many(6, teaser())}}}};
}

double microseconds(const Theme& theme, const Record& model) {
    std::vector<double> taken;
    for (int round = 0; round < rounds; ++round) {
        const std::clock_t start = std::clock();
        for (int page = 0; page < pages; ++page)
            if (!theme.render("article", model, Language())) return 0;
        taken.push_back(1e6 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / pages);
    }
    std::nth_element(taken.begin(), taken.begin() + rounds / 2, taken.end());
    return taken[rounds / 2];
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    const auto theme = Theme::load({std::filesystem::path(argv[1]) / "default"});
    if (!theme) {
        fmt::print(stderr, "{}\n", theme.error().detail);
        return 1;
    }
    const Record model = article();
    const auto page = theme->render("article", model, Language());
    if (!page) {
        fmt::print(stderr, "{}\n", page.error().detail);
        return 1;
    }
    fmt::print("{} bytes, {:.1f} microseconds a page\n", page->size(), microseconds(*theme, model));
}
