#pragma once
// What the press remembers of the edition it made last (db/migrations/0003_press.sql): SQL and
// nothing else. All throw store::Failure when the database does not answer.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "press/dependencies.hpp"
#include "store/transaction.hpp"

namespace kolokol::press {

struct Memory {
    enum class UnderWay { nothing, pages, everything };
    std::string edition;  // SHA-256, hexadecimal; empty: none yet
    std::string inputs;
    std::string frame;
    UnderWay under_way = UnderWay::nothing;
};
/// Empty before the first press.
Memory read_memory(store::Transaction& tx);
void write_memory(store::Transaction& tx, const Memory& memory);
/// All tables but press_memory.
void forget_everything(store::Transaction& tx);

/// A page that was printed.
struct PrintedPage {
    const PageKey* key = nullptr;      // of the plan
    std::string pictures;              // 32 bytes each, sorted, each once
    std::vector<std::uint32_t> links;  // link_hash() of each address, sorted, each once
};
/// What is kept of an address that a page links to (FNV-1a, folded).
std::uint32_t link_hash(std::string_view address);

/// Of the page that the last edition has there; nothing where it has none.
std::optional<PageKind> printed_kind(store::Transaction& tx, std::string_view path);
bool is_printed(store::Transaction& tx, std::string_view path);
/// As PrintedPage::pictures; nothing where no such page was printed.
std::optional<std::string> pictures_of(store::Transaction& tx, std::string_view path);
/// Pages with a link to one of these hashes (or to an address that has the same one). Looks at
/// every page.
std::vector<PageKey> linking_to(store::Transaction& tx, const std::vector<std::uint32_t>& hashes);
void remember_pages(store::Transaction& tx, std::span<const PrintedPage> pages,
                    const Language& standard);
void forget_pages(store::Transaction& tx, const std::vector<std::string>& paths);

std::optional<Placement> remembered_placement(store::Transaction& tx, std::string_view article);
void remember_placements(store::Transaction& tx, std::span<const Placement> placements);
void forget_placement(store::Transaction& tx, std::string_view article);

/// Digest of the names of a topic or a byline ("topic", "byline"); empty where none is remembered.
std::string remembered_names(store::Transaction& tx, std::string_view kind, std::string_view slug);
struct Names {
    std::string kind;
    std::string slug;
    std::string digest;
};
void remember_names(store::Transaction& tx, std::span<const Names> names);

/// How many pages show a picture.
std::int64_t pages_with(store::Transaction& tx, std::string_view picture);
struct PictureCount {
    std::string picture;  // hexadecimal
    std::int64_t pages = 0;
};
/// Those with 0 pages are forgotten.
void remember_pictures(store::Transaction& tx, std::span<const PictureCount> counts);

/// Pages and pictures (kind picture, the subject its id) of a press that did not come to its end.
std::vector<PageKey> read_touched(store::Transaction& tx);
void write_touched(store::Transaction& tx, const std::vector<const PageKey*>& keys,
                   const Language& standard);
void clear_touched(store::Transaction& tx);

/// What the newsroom changed since the last press, oldest first.
struct Change {
    std::string kind;
    std::string id;
};
struct Changes {
    std::vector<Change> all;
    std::int64_t last = 0;  // the number of the newest; 0: none
};
Changes read_changes(store::Transaction& tx);
/// Forgets those up to `last`; what came later stays.
void changes_done(store::Transaction& tx, std::int64_t last);

}  // namespace kolokol::press
