#include "edition/client.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace kolokol::edition {
namespace {

constexpr std::uint64_t most_roots = 1024;  // of one run, as the specification advises (5.3.3)

/// One run. Each step returns false when nothing further can be trusted.
class Following {
public:
    Following(Source& source, const SiteId& site, const TrustState* state, Instant now)
        : source_(source), site_(site), state_(state), now_(now) {
        if (state != nullptr) trusted_.next = *state;
    }

    Trusted run() {
        if (first_root() && newer_roots() && remembered_root() && expiry_of_root() && timestamp() &&
            snapshot() && targets() && edition())
            trusted_.fresh_until = fresh_until_;
        return std::move(trusted_);
    }

private:
    bool stop(Verified code, std::string what, std::string where, std::string text) {
        trusted_.findings.push_back({code, std::move(what), std::move(where), std::move(text)});
        return false;
    }
    void note(Verified code, std::string what, std::string where, std::string text) {
        stop(code, std::move(what), std::move(where), std::move(text));
    }

    std::optional<Bytes> fetch(const std::string& path, std::size_t limit) {
        auto bytes = source_.read(path, limit);
        if (bytes) return std::move(*bytes);
        if (bytes.error().code == "file.not_found")
            note(Verified::damaged, "edition.metadata_missing", path, path + " is missing");
        else if (bytes.error().code == "file.too_large")
            note(Verified::damaged, "edition.metadata_too_large", path, bytes.error().detail);
        else if (bytes.error().code == "edition.damaged")
            note(Verified::damaged, "edition.damaged", path, bytes.error().detail);
        else
            note(Verified::unreadable, "edition.unreadable", path, bytes.error().detail);
        return std::nullopt;
    }

    std::optional<tuf::Envelope> open(const std::string& path, BytesView bytes, std::size_t limit) {
        auto envelope = tuf::open_envelope(bytes, limit);
        if (envelope) return std::move(*envelope);
        note(Verified::damaged, "edition.metadata_damaged", path,
             fmt::format("{}: {}", path, envelope.error().detail));
        return std::nullopt;
    }

    /// The root that people pinned.
    bool first_root() {
        const std::string path = "metadata/1.root.json";
        const auto bytes = fetch(path, tuf::longest_root);
        if (!bytes) return false;
        if (!site_.names(crypto::sha256(*bytes)))
            return stop(
                Verified::damaged, "edition.foreign_site", path,
                "this is another site: its first root metadata is not the one that the site "
                "id names");
        const auto envelope = open(path, *bytes, tuf::longest_root);
        if (!envelope) return false;
        auto root = tuf::read_root(*envelope);
        if (!root || root->version != 1 || !tuf::enough(*envelope, *root, "root"))
            return stop(Verified::damaged, "edition.metadata_damaged", path,
                        "the first root metadata does not sign itself");
        take(std::move(*root), *bytes);
        return true;
    }

    void take(tuf::Root root, Bytes bytes) {
        // Keys of all roots so far: who signs with one that is gone is told apart from a stranger.
        for (const auto& [name, role] : root.roles)
            for (const std::string& id : role.ids)
                former_[name].emplace(id, root.keys.at(id));
        trusted_.root = std::move(root);
        root_bytes_ = std::move(bytes);
    }

    /// 5.3.3 to 5.3.9: each next root is signed by the threshold of the one before and by its own.
    bool newer_roots() {
        for (std::uint64_t taken = 0; taken < most_roots; ++taken) {
            const std::uint64_t version = trusted_.root->version + 1;
            const std::string path = fmt::format("metadata/{}.root.json", version);
            auto bytes = source_.read(path, tuf::longest_root);
            // Some hosts say of what is not there that it is forbidden.
            const std::string_view why = bytes ? "" : std::string_view(bytes.error().code);
            if (why == "file.not_found" || why == "file.withheld") return true;
            if (!bytes)
                return stop(Verified::unreadable, "edition.unreadable", path, bytes.error().detail);
            if (!follow_root(path, version, std::move(*bytes))) return false;
        }
        return true;
    }

    bool follow_root(const std::string& path, std::uint64_t version, Bytes bytes) {
        const auto envelope = open(path, bytes, tuf::longest_root);
        if (!envelope) return false;
        auto next = tuf::read_root(*envelope);
        if (!next)
            return stop(Verified::damaged, "edition.metadata_damaged", path, next.error().detail);
        if (next->version != version || !tuf::enough(*envelope, *trusted_.root, "root") ||
            !tuf::enough(*envelope, *next, "root"))
            return stop(Verified::damaged, "edition.forged_root", path,
                        fmt::format("{} is not signed by the root keys before it", path));
        take(std::move(*next), std::move(bytes));
        return true;
    }

    /// A source that holds back a root that was seen already cannot take its keys back.
    bool remembered_root() {
        if (state_ == nullptr || state_->root.empty()) return true;
        auto remembered = tuf::parse_root(state_->root);
        if (!remembered) return true;
        forget_after_theft(*remembered);
        if (remembered->version <= trusted_.root->version) return true;
        note(Verified::rolled_back, "edition.root_rolled_back", "metadata/",
             fmt::format("root metadata {} was seen before, this has only {}", remembered->version,
                         trusted_.root->version));
        take(std::move(*remembered), state_->root);
        return true;
    }

    /// 5.3.11: once the keys of timestamp or snapshot are changed, versions seen under the old ones
    /// no longer bind, or a thief could have set them out of reach.
    void forget_after_theft(const tuf::Root& remembered) {
        TrustState& next = trusted_.next;
        if (remembered.version >= trusted_.root->version) return;
        if (remembered.roles.at("timestamp") != trusted_.root->roles.at("timestamp") ||
            remembered.roles.at("snapshot") != trusted_.root->roles.at("snapshot"))
            next.timestamp_version = next.snapshot_version = next.targets_version = 0;
        for (const tuf::Revocation& revoked : trusted_.root->revoked) {
            const auto& signers = next.edition_signers;
            if (next.sequence < revoked.sequence ||
                std::find(signers.begin(), signers.end(), revoked.key_id) == signers.end())
                continue;
            next.sequence = 0;
            next.targets_version = 0;
            next.editions.erase(next.editions.lower_bound(revoked.sequence), next.editions.end());
        }
    }

    bool expiry_of_root() {
        check_expiry("root", trusted_.root->expires);
        trusted_.next.root = root_bytes_;
        return true;
    }

    void check_expiry(const std::string& role, Instant expires) {
        fresh_until_ = std::min(fresh_until_, expires);
        if (expires <= now_)
            note(Verified::expired, "edition.expired", role,
                 fmt::format("the {} metadata ran out at {}: this may be out of date", role,
                             format_rfc3339(expires)));
    }

    /// Signature, type and expiry of timestamp, snapshot or targets.
    std::optional<tuf::Listing> listing(const std::string& path, const std::string& role,
                                        BytesView bytes, std::size_t limit) {
        const auto envelope = open(path, bytes, limit);
        if (!envelope) return std::nullopt;
        if (!tuf::enough(*envelope, *trusted_.root, role)) {
            not_signed(path, role, *envelope);
            return std::nullopt;
        }
        auto read = tuf::read_listing(*envelope, role);
        if (!read) {
            note(Verified::damaged, "edition.metadata_damaged", path, read.error().detail);
            return std::nullopt;
        }
        if (role == "targets") {
            const auto ids = tuf::signers(*envelope, *trusted_.root, role);
            signers_.assign(ids.begin(), ids.end());
        }
        check_expiry(role, read->expires);
        return std::move(*read);
    }

    void not_signed(const std::string& path, const std::string& role,
                    const tuf::Envelope& envelope) {
        tuf::Root former = *trusted_.root;
        former.roles[role] = {};
        former.keys = former_[role];
        for (const auto& [id, key] : former.keys)
            former.roles[role].ids.push_back(id);
        const auto ids = tuf::signers(envelope, former, role);
        if (ids.empty()) {
            note(Verified::damaged, "edition.foreign_key", path,
                 fmt::format("{} is not signed by a key of this site", path));
            return;
        }
        std::string since;
        for (const tuf::Revocation& revoked : trusted_.root->revoked)
            if (ids.contains(revoked.key_id))
                since = fmt::format("; what it signed from edition {} on is not the newsroom's",
                                    revoked.sequence);
        note(Verified::removed_key, "edition.removed_key", path,
             fmt::format("{} is signed by the key {}, which root metadata {} removed{}", path,
                         ids.begin()->substr(0, 16), trusted_.root->version, since));
    }

    /// False when what is offered is older than what was seen.
    bool not_older(const std::string& role, std::uint64_t version, std::uint64_t& seen) {
        if (version < seen)
            return stop(Verified::rolled_back, "edition.rolled_back", role,
                        fmt::format("{} metadata {} was seen before, this is the older {}", role,
                                    seen, version));
        seen = version;
        return true;
    }

    bool described(const std::string& path, const tuf::FileMeta& meta, BytesView bytes) {
        if ((!meta.length || *meta.length == bytes.size()) &&
            (!meta.sha256 || *meta.sha256 == crypto::sha256(bytes)))
            return true;
        return stop(Verified::damaged, "edition.metadata_damaged", path,
                    fmt::format("{} is not the file that was signed", path));
    }

    bool timestamp() {
        const std::string path = "metadata/timestamp.json";
        const auto bytes = fetch(path, tuf::longest_timestamp);
        if (!bytes) return false;
        const auto read = listing(path, "timestamp", *bytes, tuf::longest_timestamp);
        if (!read || !not_older("timestamp", read->version, trusted_.next.timestamp_version))
            return false;
        return names(path, *read, "snapshot.json", snapshot_meta_);
    }

    bool names(const std::string& path, const tuf::Listing& listing, const std::string& file,
               tuf::FileMeta& meta) {
        const auto place = listing.files.find(file);
        if (place == listing.files.end())
            return stop(Verified::damaged, "edition.metadata_damaged", path,
                        fmt::format("{} does not name {}", path, file));
        meta = place->second;
        return true;
    }

    bool snapshot() {
        const std::string path = fmt::format("metadata/{}.snapshot.json", snapshot_meta_.version);
        const auto bytes = fetch(path, tuf::longest_snapshot);
        if (!bytes || !described(path, snapshot_meta_, *bytes)) return false;
        const auto read = listing(path, "snapshot", *bytes, tuf::longest_snapshot);
        if (!read || !same_version(path, read->version, snapshot_meta_.version) ||
            !not_older("snapshot", read->version, trusted_.next.snapshot_version))
            return false;
        return names(path, *read, "targets.json", targets_meta_);
    }

    bool same_version(const std::string& path, std::uint64_t has, std::uint64_t wanted) {
        if (has == wanted) return true;
        return stop(Verified::damaged, "edition.metadata_damaged", path,
                    fmt::format("{} is version {} where {} was announced", path, has, wanted));
    }

    bool targets() {
        const std::string path = fmt::format("metadata/{}.targets.json", targets_meta_.version);
        const auto bytes = fetch(path, tuf::longest_targets);
        if (!bytes || !described(path, targets_meta_, *bytes)) return false;
        const auto read = listing(path, "targets", *bytes, tuf::longest_targets);
        if (!read || !same_version(path, read->version, targets_meta_.version) ||
            !not_older("targets", read->version, trusted_.next.targets_version))
            return false;
        return names(path, *read, "edition.json", edition_meta_);
    }

    bool edition() {
        const std::string path =
            fmt::format("targets/{}.edition.json", edition_meta_.sha256->hex());
        const auto bytes =
            fetch(path, std::min<std::uint64_t>(*edition_meta_.length, longest_facts));
        if (!bytes || !described(path, edition_meta_, *bytes)) return false;
        auto facts = decode_facts(*bytes);
        if (!facts)
            return stop(Verified::damaged, "edition.metadata_damaged", path, facts.error().detail);
        trusted_.edition_digest = *edition_meta_.sha256;
        TrustState& next = trusted_.next;
        const auto seen = next.editions.find(facts->sequence);
        const bool second = seen != next.editions.end() && seen->second != *edition_meta_.sha256;
        const std::uint64_t sequence = facts->sequence;
        trusted_.edition = std::move(*facts);
        if (second)
            return stop(
                Verified::two_editions, "edition.two_of_one_number", path,
                fmt::format("another edition {} was seen before, signed by the same site: ask "
                            "the newsroom which is theirs",
                            sequence));
        next.editions.insert_or_assign(sequence, trusted_.edition_digest);
        next.edition_signers = signers_;
        return not_older("edition", sequence, next.sequence);
    }

    Source& source_;
    const SiteId& site_;
    const TrustState* state_;
    Instant now_;
    Trusted trusted_;
    Bytes root_bytes_;
    std::map<std::string, std::map<std::string, tuf::Key>> former_;  // by role
    std::vector<std::string> signers_;
    tuf::FileMeta snapshot_meta_;
    tuf::FileMeta targets_meta_;
    tuf::FileMeta edition_meta_;
    Instant fresh_until_ = Instant::max();
};

}  // namespace

int gravity(Verified code) {
    switch (code) {
        case Verified::fresh:
            return 0;
        case Verified::expired:
            return 1;
        case Verified::unreadable:
            return 2;
        case Verified::rolled_back:
            return 3;
        case Verified::two_editions:
            return 4;
        case Verified::removed_key:
            return 5;
        case Verified::damaged:
            break;
    }
    return 6;
}

Trusted follow(Source& source, const SiteId& site, const TrustState* state, Instant now) {
    return Following(source, site, state, now).run();
}

}  // namespace kolokol::edition
