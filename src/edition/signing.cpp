#include "edition/signing.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace kolokol::edition {
namespace {

Outcome demand_role(const tuf::Root& root, std::string_view role, const Signer& signer) {
    const tuf::RoleKeys& keys = root.roles.at(std::string(role));
    const std::string id = tuf::key_id(signer.public_key());
    if (std::find(keys.ids.begin(), keys.ids.end(), id) != keys.ids.end() && keys.threshold == 1)
        return done();
    return refuse(
        Kind::forbidden, "edition.foreign_key",
        fmt::format("root metadata {} does not let this key sign {}: look at kolokol keys "
                    "show",
                    root.version, role));
}

std::uint64_t next_version(const std::vector<SignedFile>& files) {
    return files.empty() ? 1 : files.front().version + 1;
}

}  // namespace

Instant targets_expiry(Instant now) {
    return now + std::chrono::days(90);
}
Instant heartbeat_expiry(Instant now) {
    return now + std::chrono::hours(72);
}
Instant root_expiry(Instant now) {
    return now + std::chrono::days(396);
}

Outcome sign_heartbeat(Manifest& manifest, const tuf::Root& root, Signer& heartbeat, Instant now,
                       const Shelf::Heartbeat& heard) {
    for (const char* role : {"snapshot", "timestamp"}) {
        auto named = demand_role(root, role, heartbeat);
        if (!named) return named;
    }
    const SignedFile& targets = manifest.targets.front();
    const std::uint64_t snapshot_version =
        std::max(next_version(manifest.snapshots), heard.snapshot + 1);
    auto snapshot = tuf::seal(tuf::snapshot_content(snapshot_version, heartbeat_expiry(now),
                                                    tuf::describe(targets.version, targets.bytes)),
                              {&heartbeat});
    if (!snapshot) return refuse(snapshot.error());
    const std::uint64_t timestamp_version =
        std::max(next_version(manifest.timestamps), heard.timestamp + 1);
    auto timestamp = tuf::seal(tuf::timestamp_content(timestamp_version, heartbeat_expiry(now),
                                                      tuf::describe(snapshot_version, *snapshot)),
                               {&heartbeat});
    if (!timestamp) return refuse(timestamp.error());
    add_signed(manifest.snapshots, {snapshot_version, std::move(*snapshot)});
    manifest.timestamps.assign(1, {timestamp_version, std::move(*timestamp)});
    return done();
}

Outcome sign_edition(Manifest& manifest, const tuf::Root& root, BytesView facts,
                     const Signers& signers, Instant now) {
    auto named = demand_role(root, "targets", signers.edition);
    if (!named) return named;
    const std::uint64_t version = next_version(manifest.targets);
    auto targets = tuf::seal(tuf::targets_content(version, targets_expiry(now), "edition.json",
                                                  tuf::describe(version, facts)),
                             {&signers.edition});
    if (!targets) return refuse(targets.error());
    Manifest next = manifest;
    add_signed(next.targets, {version, std::move(*targets)});
    auto beat = sign_heartbeat(next, root, signers.heartbeat, now);
    if (!beat) return beat;
    manifest = std::move(next);
    return done();
}

}  // namespace kolokol::edition
