#include "edition/trust.hpp"

#include <cstdlib>

#include <fmt/format.h>

#include "base/file.hpp"
#include "edition/json.hpp"

namespace kolokol::edition {
namespace {

constexpr std::string_view format = "kolokol-trust-1";
constexpr std::size_t longest = 4U << 20U;
constexpr std::size_t editions_kept = 100;

Json to_json(const TrustState& state) {
    Json::Record editions;
    for (const auto& [sequence, digest] : state.editions)
        editions.emplace(std::to_string(sequence), digest.hex());
    return Json::Record{
        {"format", format},
        {"root", to_hex(state.root)},
        {"timestamp_version", state.timestamp_version},
        {"snapshot_version", state.snapshot_version},
        {"targets_version", state.targets_version},
        {"sequence", state.sequence},
        {"signers", Json::List(state.edition_signers.begin(), state.edition_signers.end())},
        {"editions", std::move(editions)},
    };
}

std::optional<TrustState> from_json(const Json& json) {
    JsonReader in(json);
    if (in.text("format") != format) return std::nullopt;
    TrustState state;
    auto root = from_hex(in.text("root"));
    state.timestamp_version = in.count("timestamp_version");
    state.snapshot_version = in.count("snapshot_version");
    state.targets_version = in.count("targets_version");
    state.sequence = in.count("sequence");
    state.edition_signers = in.texts("signers");
    for (const auto& [sequence, digest] : in.record("editions")) {
        const auto name = crypto::Digest::from_hex(digest.text() == nullptr ? "" : *digest.text());
        char* end = nullptr;
        const auto number = std::strtoull(sequence.c_str(), &end, 10);
        if (!name || *end != '\0') return std::nullopt;
        state.editions.emplace(number, *name);
    }
    if (!in.good() || !root) return std::nullopt;
    state.root = std::move(*root);
    return state;
}

}  // namespace

std::filesystem::path TrustFolder::usual() {
    if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state == '/')
        return std::filesystem::path(state) / "kolokol" / "trust";
    const char* home = std::getenv("HOME");
    return std::filesystem::path(home == nullptr ? "." : home) / ".local/state/kolokol/trust";
}

std::filesystem::path TrustFolder::file(const SiteId& site) const {
    // Words name the first 16 bytes only, so that both ways to name a site find one file.
    return folder_ / (site.hex().substr(0, 32) + ".json");
}

Result<TrustState> TrustFolder::load(const SiteId& site) const {
    auto bytes = read_file(file(site), longest);
    if (!bytes && bytes.error().code == "file.not_found") return TrustState{};
    const auto json = bytes ? parse_json(*bytes, longest) : Result<Json>(refuse(bytes.error()));
    auto state = json ? from_json(*json) : std::nullopt;
    if (!state)
        return refuse(Kind::invalid, "trust.damaged",
                      fmt::format("{} is damaged: what was seen of this site before is not known; "
                                  "remove the file to begin anew",
                                  file(site).string()));
    return *state;
}

void TrustFolder::save(const SiteId& site, const TrustState& state) const {
    std::filesystem::create_directories(folder_);
    TrustState kept = state;
    while (kept.editions.size() > editions_kept)
        kept.editions.erase(kept.editions.begin());
    write_file(file(site), canonical(to_json(kept)) + "\n", Access::owner_only);
}

}  // namespace kolokol::edition
