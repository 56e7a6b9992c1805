// Whatever the editors did, and in whatever steps it was pressed: what is pressed from what changed
// is what is pressed from nothing.
#include <algorithm>
#include <cstdlib>
#include <functional>

#include <gtest/gtest.h>

#include "editors.hpp"
#include "media/shelf.hpp"
#include "paper.hpp"
#include "press/newspaper.hpp"
#include "store/dump.hpp"
#include "support/databases.hpp"

namespace kolokol::press::proof {
namespace {

using namespace std::chrono_literals;

/// The rows of this moment in a SQLite database of its own.
std::unique_ptr<support::FreshDatabase> copy_of(store::Database& database) {
    Bytes dumped;
    store::dump(database, [&](BytesView piece) { dumped += piece; });
    auto copy =
        std::make_unique<support::FreshDatabase>("sqlite", support::FreshDatabase::Schema::none);
    std::size_t at = 0;
    const auto loaded = store::load(
        **copy,
        [&](std::size_t limit) {
            const Bytes piece = dumped.substr(at, limit);
            at += piece.size();
            return piece;
        },
        support::FreshDatabase::migrations(), Instant{});
    EXPECT_TRUE(loaded) << loaded.error().detail;
    return copy;
}

/// Every entry as a line.
std::vector<std::string> listing(edition::Shelf& shelf) {
    std::vector<std::string> lines;
    const auto edition = shelf.current();
    const auto read = edition->index().each([&](const edition::Entry& entry) {
        lines.push_back(std::string(entry.path) + " " + std::to_string(entry.status) + " " +
                        std::string(entry.target) + entry.digest.hex().substr(0, 12));
        return true;
    });
    EXPECT_TRUE(read);
    std::sort(lines.begin(), lines.end());
    return lines;
}

/// Histories that the suite runs; KOLOKOL_HISTORIES says how many, for a night.
std::uint32_t histories() {
    const char* wish = std::getenv("KOLOKOL_HISTORIES");
    return wish != nullptr ? static_cast<std::uint32_t>(std::atoi(wish)) : 4;
}

/// A printer for one press.
using MakePrinter = std::function<std::unique_ptr<Printer>(Instant at)>;

class AHistory : public support::EachEngine {
protected:
    /// Acts and presses by turns; the edition pressed from nothing is made beside each.
    void live(std::uint32_t seed, int presses, const std::vector<content::PictureUse>& pictures,
              const MakePrinter& make) {
        support::FreshDatabase database(GetParam());
        TemporaryFolder folder;
        furnish(*database);
        Works works(folder.path() / "editions");
        Editors editors(*database, seed, pictures);
        Instant now = morning;
        for (int press = 0; press < presses; ++press) {
            for (std::uint32_t act = 0; act < 1 + seed % 5; ++act)
                editors.act(now);
            const auto pressed = works.press(*database, *make(now), paper_, {false, now, {}});
            ASSERT_TRUE(pressed) << pressed.error().detail << "\n" << editors.diary();
            const auto copy = copy_of(*database);
            Works anew(folder.path() / ("anew-" + std::to_string(press)));
            const auto whole = anew.press(**copy, *make(now), paper_, {false, now, {}});
            ASSERT_TRUE(whole) << whole.error().detail;
            ASSERT_EQ(listing(works.shelf()), listing(anew.shelf())) << "seed " << seed << "\n"
                                                                     << editors.diary();
            ASSERT_EQ(pressed->edition.root, whole->edition.root);
            now += 7h;
        }
    }

    content::Publication paper_ = bell();
};
KOLOKOL_ON_EACH_ENGINE(AHistory);

TEST_P(AHistory, GivesTheRootThatAPressFromNothingGives) {
    const MakePrinter plain = [&](Instant) { return std::make_unique<PlainPrinter>(paper_); };
    for (std::uint32_t seed = 1; seed <= histories(); ++seed)
        live(seed, 12, unseen_pictures(), plain);
}

TEST_P(AHistory, GivesThatRootInTheDefaultThemeToo) {
    const std::filesystem::path sources(KOLOKOL_TEST_SOURCE_DIR);
    const auto theme = theme::Theme::load({sources / "themes/default"}).value();
    TemporaryFolder folder;
    media::Shelf shelf(folder.path());
    std::vector<content::PictureUse> pictures;
    for (const char* file : {"icon.png", "touch-icon.png"}) {
        const auto bytes = read_file(sources / "themes/default/assets" / file).value();
        const auto picture = shelf.take_in(bytes).value();
        content::PictureUse use;
        use.picture = picture.id;
        use.width = picture.width;
        use.height = picture.height;
        use.alt = "A bell";
        pictures.push_back(use);
    }
    const MakePrinter newspaper = [&](Instant at) {
        return std::make_unique<Newspaper>(theme, shelf, paper_, NewspaperSettings{at, true});
    };
    for (std::uint32_t seed = 101; seed <= 100 + histories() / 2; ++seed)
        live(seed, 12, pictures, newspaper);
}

}  // namespace
}  // namespace kolokol::press::proof
