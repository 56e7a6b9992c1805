#pragma once
// Is this the paper, whole and as its newsroom signed it? Follows the client workflow of The Update
// Framework 1.0 from the site id to edition.json, then checks every node and object of the edition.

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "edition/edition.hpp"
#include "edition/trust.hpp"

namespace kolokol::edition {

/// The exit codes of `edition verify`.
enum class Verified {
    fresh = 0,
    unreadable = 1,
    expired = 3,
    rolled_back = 4,
    damaged = 5,  // forged, damaged, incomplete or foreign
    removed_key = 6,
    two_editions = 7,
};

struct Finding {
    Verified code = Verified::damaged;
    std::string what;   // "edition.page_changed": stable, for programs
    std::string where;  // a file or an address: "/world/"
    std::string text;   // a sentence for a person
};

/// Where an edition is read from. Refuses "file.not_found" for what is not there (so that it can be
/// told apart from what cannot be read), "file.withheld" for what a host will not hand out, and
/// "file.too_large" past `limit`.
class Source {
public:
    virtual ~Source() = default;
    /// `path` is relative to /.well-known/kolokol/.
    virtual Result<Bytes> read(std::string_view path, std::size_t limit) = 0;
    /// For messages.
    virtual std::string name() const = 0;
    /// How a shelf keeps an object, compressed forms too; nothing where it is not a shelf.
    virtual std::optional<Object> stored(const Digest&) { return std::nullopt; }
    /// What is wrong with the place itself: packs of a shelf that are missing or cut short.
    virtual std::vector<Finding> faults() { return {}; }
    /// A page as its readers get it, where the source serves readers; null where it does not.
    using Page = std::function<Result<Bytes>(std::string_view path, std::size_t limit)>;
    virtual Page page() { return nullptr; }
};

/// The editions/ folder of a publication or mirror, or the same as files of a static host
/// (itself, or with .well-known/kolokol below). Refuses "verify.not_an_edition"; for a file
/// "verify.not_a_folder".
Result<std::unique_ptr<Source>> open_source(const std::filesystem::path& folder);

/// The id of the site whose shelf this is, by its first root metadata, whatever else is missing
/// there. Refuses "file.not_found".
Result<SiteId> site_of(const std::filesystem::path& shelf);

/// Over the network. `fetch` gets a path from the root of the host ("/.well-known/kolokol/…",
/// "/world/").
using Fetch = std::function<Result<Bytes>(std::string_view path, std::size_t limit)>;
std::unique_ptr<Source> url_source(std::string address, Fetch fetch);

struct Verdict {
    Verified code = Verified::fresh;  // the gravest finding's
    std::vector<Finding> findings;    // at most a thousand
    std::optional<EditionFacts> edition;
    Instant fresh_until{};
    std::uint64_t pages_checked = 0;
    std::uint64_t bytes_checked = 0;
};

struct VerifyWish {
    bool contents = true;  // false: metadata and edition.json only
    std::function<void(std::uint64_t done, std::uint64_t of)> progress;
};

/// `state` is brought up to date when what was found is authentic and not older; null leaves
/// rollback unchecked.
Verdict verify(Source& source, const SiteId& site, TrustState* state, Instant now,
               const VerifyWish& wish = {});

}  // namespace kolokol::edition
