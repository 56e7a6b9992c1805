#include "edition/delivery.hpp"

#include <algorithm>
#include <deque>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "edition/client.hpp"
#include "edition/session.hpp"

namespace kolokol::edition {
namespace {

constexpr std::size_t editions_kept = 10;
/// After it an older offer is taken in place of one that never came to its end: the newsroom side
/// may have been restored from a backup.
constexpr auto longest_on_its_way = std::chrono::hours(1);

/// The offered files, and what the shelf has already, as a client of TUF reads them.
class OfferSource final : public Source {
public:
    OfferSource(const Opened& shelf, const Offer& offer) : shelf_(shelf), offer_(offer) {}

    Result<Bytes> read(std::string_view path, std::size_t limit) override {
        const Bytes* file = find(path);
        if (file == nullptr)
            return refuse(Kind::not_found, "file.not_found", fmt::format("{} is missing", path));
        if (file->size() > limit)
            return refuse(Kind::invalid, "file.too_large", fmt::format("{} is too long", path));
        return *file;
    }
    std::string name() const override { return "the offer"; }

private:
    const Bytes* find(std::string_view path) {
        if (path.ends_with(".root.json")) return root(path);
        if (path == "metadata/timestamp.json") return &offer_.timestamp;
        if (path.ends_with(".snapshot.json")) return &offer_.snapshot;
        if (path.ends_with(".targets.json")) return &offer_.targets;
        return path.ends_with(".edition.json") ? &offer_.edition : nullptr;
    }

    const Bytes* root(std::string_view path) {
        const std::uint64_t known = shelf_.manifest().root_version;
        for (std::uint64_t version = 1; version <= known + offer_.roots.size(); ++version) {
            if (path != fmt::format("metadata/{}.root.json", version)) continue;
            if (version <= known) return &(read_root_ = shelf_.root_metadata(version));
            return version - 2 < offer_.roots.size() ? &offer_.roots[version - 2] : nullptr;
        }
        return nullptr;
    }

    const Opened& shelf_;
    const Offer& offer_;
    Bytes read_root_;
};

/// What the shelf has seen, as a client remembers it.
Result<TrustState> remembered(const Opened& shelf) {
    const Manifest& manifest = shelf.manifest();
    TrustState state;
    state.root = shelf.root_metadata(manifest.root_version);
    if (!manifest.has_edition()) return state;
    state.timestamp_version = manifest.timestamps.front().version;
    state.snapshot_version = manifest.snapshots.front().version;
    state.targets_version = manifest.targets.front().version;
    state.sequence = manifest.editions.front().sequence;
    for (const KeptEdition& kept : manifest.editions)
        state.editions.emplace(kept.sequence, kept.digest);
    auto root = tuf::parse_root(state.root);
    if (!root) return refuse(root.error());
    auto targets = tuf::open_envelope(manifest.targets.front().bytes, tuf::longest_targets);
    if (!targets) return refuse(targets.error());
    const auto signers = tuf::signers(*targets, *root, "targets");
    state.edition_signers.assign(signers.begin(), signers.end());
    return state;
}

Outcome judge(const Trusted& trusted) {
    const Finding* gravest = nullptr;
    for (const Finding& finding : trusted.findings)
        if (gravest == nullptr || gravity(finding.code) > gravity(gravest->code))
            gravest = &finding;
    if (gravest != nullptr && gravity(gravest->code) > gravity(Verified::expired))
        return refuse(Kind::forbidden, gravest->what, gravest->text);
    if (!trusted.edition)
        return refuse(Kind::forbidden, "edition.metadata_damaged", "the offer names no edition");
    return done();
}

/// What a wanted object is to the index.
struct Part {
    enum class Kind { node, leaf, page, list, chunk } kind = Kind::node;
    unsigned level = 0;  // of a node
    bool operator==(const Part&) const = default;
};

}  // namespace

struct Delivery::State {
    Offer offer;
    Instant since{};  // of the offer
    EditionFacts facts;
    Session::SignedElsewhere to_sign;
    std::unordered_set<Digest> complete;  // nodes of the edition before: all below them is here
    std::unordered_set<Digest> placed;    // other nodes that were come upon
    std::unordered_map<Digest, std::vector<Part>> wanted;
    std::vector<PackId> packs;  // at the last look: a collection would have dropped some
    std::deque<Digest> order;   // as they were found; what has come since stays in it for a while

    std::uint64_t beat() const { return to_sign.timestamp.version; }

    /// Signed files of these versions may stand in this one's place.
    bool yields_to(std::uint64_t root_version, std::uint64_t timestamp, Instant now) const {
        if (root_version != to_sign.root_version) return root_version > to_sign.root_version;
        return timestamp >= beat() || now < since || now - since > longest_on_its_way;
    }

    /// Refuses where what was taken in may have been collected since: no edition named it yet.
    Outcome go_on(const Session& session) {
        const Manifest& manifest = session.base().manifest();
        std::vector<PackId> now = manifest.closed;
        if (manifest.open_length > 0) now.push_back(manifest.open);
        const bool all = std::includes(now.begin(), now.end(), packs.begin(), packs.end());
        packs = std::move(now);
        return all ? done()
                   : Outcome(refuse(Kind::conflict, "edition.conflict",
                                    "the shelf was tidied up meanwhile: offer the edition again"));
    }

    /// Notes that a part of the edition is needed, and looks below it where it is here already.
    Outcome need(Session& session, const Digest& digest, Part part) {
        if (digest.empty() || complete.contains(digest)) return done();
        // Else a few nodes that lead to each other would be looked through without an end.
        const bool in_index = part.kind == Part::Kind::node || part.kind == Part::Kind::leaf;
        if (in_index && !placed.insert(digest).second)
            return refuse(Kind::invalid, "edition.bad_node",
                          "a node stands in two places of the index");
        if (!session.holds(digest)) {
            auto& parts = wanted[digest];
            if (parts.empty()) order.push_back(digest);
            if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
            return done();
        }
        if (part.kind == Part::Kind::page || part.kind == Part::Kind::chunk) return done();
        auto bytes = session.read(digest);
        return bytes ? need_below(session, *bytes, part) : Outcome(refuse(bytes.error()));
    }

    Outcome need_below(Session& session, BytesView bytes, Part part) {
        switch (part.kind) {
            case Part::Kind::node:
                return need_children(session, bytes, part.level + 1);
            case Part::Kind::leaf:
                return need_pages(session, bytes);
            case Part::Kind::list:
                return need_chunks(session, bytes);
            case Part::Kind::page:
            case Part::Kind::chunk:
                break;
        }
        return done();
    }

    Part part_at(unsigned level) const {
        return {level == facts.depth ? Part::Kind::leaf : Part::Kind::node, level};
    }

    Outcome need_children(Session& session, BytesView bytes, unsigned level) {
        const auto inner = decode_inner(bytes);
        if (!inner) return refuse(inner.error());
        for (const Digest& child : inner->children) {
            auto needed = need(session, child, part_at(level));
            if (!needed) return needed;
        }
        return done();
    }

    Outcome need_pages(Session& session, BytesView bytes) {
        const auto entries = decode_leaf(bytes);
        if (!entries) return refuse(entries.error());
        for (const Entry& entry : *entries) {
            if (entry.status == 301) continue;
            auto needed = need(session, entry.digest,
                               {entry.chunked() ? Part::Kind::list : Part::Kind::page});
            if (!needed) return needed;
        }
        return done();
    }

    Outcome need_chunks(Session& session, BytesView bytes) {
        const auto list = decode_chunks(bytes);
        if (!list) return refuse(list.error());
        for (const Digest& chunk : list->chunks) {
            auto needed = need(session, chunk, {Part::Kind::chunk});
            if (!needed) return needed;
        }
        return done();
    }

    Outcome arrived(Session& session, const Digest& digest, const Object& object) {
        const auto place = wanted.find(digest);
        if (place == wanted.end()) return done();
        const std::vector<Part> parts = place->second;  // a copy: need() adds to `wanted`
        // Before it is kept: a node that cannot be read must not stand on the shelf.
        for (const Part& part : parts) {
            auto needed = need_below(session, object.identity, part);
            if (!needed) return needed;
        }
        session.copy(digest, object);
        wanted.erase(digest);
        return done();
    }
};

Delivery::Delivery(std::filesystem::path shelf) : shelf_(std::move(shelf)) {}
Delivery::Delivery(Delivery&&) noexcept = default;
Delivery& Delivery::operator=(Delivery&&) noexcept = default;
Delivery::~Delivery() = default;

Result<bool> Delivery::offer(const Offer& offer, Instant now) {
    auto session = Session::start(shelf_);
    if (!session) return refuse(session.error());
    const Opened& shelf = session->base();
    auto seen = remembered(shelf);
    if (!seen) return refuse(seen.error());
    OfferSource source(shelf, offer);
    const Trusted trusted =
        follow(source, SiteId(crypto::sha256(shelf.root_metadata(1))), &*seen, now);
    auto judged = judge(trusted);
    if (!judged) return refuse(judged.error());
    const TrustState& next = trusted.next;
    if (shelf.manifest().root_version == trusted.root->version &&
        next.timestamp_version == seen->timestamp_version)
        return false;
    if (state_ && !state_->yields_to(trusted.root->version, next.timestamp_version, now))
        return refuse(Kind::conflict, "handover.later_on_its_way",
                      "a later edition of this newsroom's is on its way already");
    auto state = std::make_unique<State>();
    state->offer = offer;
    const bool again = state_ && state_->beat() == next.timestamp_version;
    state->since = again ? state_->since : now;
    state->facts = *trusted.edition;
    state->to_sign = {{trusted.edition->sequence, trusted.edition_digest},
                      trusted.root->version,
                      {next.targets_version, offer.targets},
                      {next.snapshot_version, offer.snapshot},
                      {next.timestamp_version, offer.timestamp}};
    if (const auto before = session->base_edition()) {
        auto walked = before->index().each_node([&](const Digest& node, unsigned, BytesView) {
            state->complete.insert(node);
            return true;
        });
        if (!walked) state->complete.clear();  // damaged here: then everything is looked at
        if (before->facts().depth != state->facts.depth) state->complete.clear();
    }
    auto on = state->go_on(*session);
    if (!on) return refuse(on.error());
    auto needed = state->need(*session, state->facts.root, state->part_at(0));
    if (!needed) return refuse(needed.error());
    state_ = std::move(state);
    return true;
}

const EditionFacts* Delivery::expected() const {
    return state_ ? &state_->facts : nullptr;
}

std::vector<Digest> Delivery::wanted(std::size_t most) const {
    std::vector<Digest> digests;
    if (!state_) return digests;
    auto& order = state_->order;
    while (!order.empty() && !state_->wanted.contains(order.front()))
        order.pop_front();
    for (const Digest& digest : order) {
        if (digests.size() == most) break;
        if (state_->wanted.contains(digest)) digests.push_back(digest);
    }
    return digests;
}

Outcome Delivery::take(BytesView parcel) {
    if (!state_)
        return refuse(Kind::conflict, "handover.nothing_offered", "offer the edition first");
    auto session = Session::start(shelf_);
    if (!session) return refuse(session.error());
    // Away while it changes: should the disk fail, what is wanted is found out anew by the next
    // offer. A parcel that is refused changes nothing but what was good in it.
    std::unique_ptr<State> state = std::move(state_);
    auto on = state->go_on(*session);
    if (!on) return on;
    const auto taken = each_object(
        parcel, [&](const Digest& digest) { return state->wanted.contains(digest); },
        [&](const Digest& digest, const Object& object) {
            return state->arrived(*session, digest, object);
        });
    if (session->written() > 0) {
        auto kept = session->checkpoint();
        if (!kept) return kept;
    }
    state_ = std::move(state);
    return taken;
}

Outcome Delivery::commit() {
    if (!state_ || !state_->wanted.empty())
        return refuse(Kind::conflict, "handover.incomplete", "parts of the edition are missing");
    auto session = Session::start(shelf_);
    if (!session) return refuse(session.error());
    const std::unique_ptr<State> state = std::move(state_);
    auto on = state->go_on(*session);
    if (!on) return on;
    for (std::uint64_t version = session->base().manifest().root_version + 1;
         version <= state->to_sign.root_version; ++version)
        write_file(root_path(shelf_, version), state->offer.roots.at(version - 2));
    session->add_bytes(state->offer.edition);
    const EditionFacts& facts = state->facts;
    const auto before = session->base_edition();
    if (before && before->facts().sequence + 1 == facts.sequence && facts.delta_limit > 0) {
        std::uint64_t changed = 0;
        auto delta = session->write_delta({before->facts().sequence, facts.sequence},
                                          before->index(), facts.root, facts.depth, changed);
        if (!delta) return refuse(delta.error());
    }
    return session->take_over(state->to_sign, editions_kept);
}

}  // namespace kolokol::edition
