#pragma once
// What a verifier remembers of a site between runs, so that it notices when something older, or a
// second edition of one number, is handed to it.

#include <filesystem>
#include <map>
#include <optional>
#include <vector>

#include "edition/site_id.hpp"

namespace kolokol::edition {

struct TrustState {
    Bytes root;  // the newest root metadata seen, empty at first
    std::uint64_t timestamp_version = 0;
    std::uint64_t snapshot_version = 0;
    std::uint64_t targets_version = 0;
    std::uint64_t sequence = 0;
    std::vector<std::string> edition_signers;          // key ids that signed `sequence`
    std::map<std::uint64_t, crypto::Digest> editions;  // the last hundred seen, by sequence
    bool operator==(const TrustState&) const = default;
};

/// A folder with one file per site: `--state`, else $XDG_STATE_HOME/kolokol/trust, else
/// ~/.local/state/kolokol/trust.
class TrustFolder {
public:
    explicit TrustFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}
    static std::filesystem::path usual();
    /// A new one where the site was never seen. Refuses "trust.damaged".
    Result<TrustState> load(const SiteId& site) const;
    void save(const SiteId& site, const TrustState& state) const;

private:
    std::filesystem::path file(const SiteId& site) const;
    std::filesystem::path folder_;
};

}  // namespace kolokol::edition
