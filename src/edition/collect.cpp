// Dropping what no kept edition needs any more.

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "edition/session.hpp"
#include "edition/shelf_state.hpp"

namespace kolokol::edition {
namespace {

/// A pack with at least this part of it dead is worth copying the rest (in hundredths).
constexpr std::uint64_t worth_copying = 25;

/// Everything that the kept editions reach.
class Marking {
public:
    explicit Marking(const Opened& opened) : opened_(opened) {}

    Outcome mark(const Edition& edition) {
        live_.insert(edition.digest());
        return node(edition.facts().root, 0, edition.facts().depth);
    }
    bool live(const Digest& digest) const { return live_.contains(digest); }

private:
    Outcome node(const Digest& digest, unsigned level, unsigned depth) {
        // A node that was seen, in this edition or another, was followed then.
        if (digest.empty() || !live_.insert(digest).second) return done();
        auto bytes = opened_.read(digest);
        if (!bytes) return refuse(bytes.error());
        if (level == depth) return leaf(*bytes);
        auto inner = decode_inner(*bytes);
        if (!inner) return refuse(inner.error());
        for (const Digest& child : inner->children) {
            auto marked = node(child, level + 1, depth);
            if (!marked) return marked;
        }
        return done();
    }

    Outcome leaf(BytesView bytes) {
        auto entries = decode_leaf(bytes);
        if (!entries) return refuse(entries.error());
        for (const Entry& entry : *entries) {
            if (entry.status == 301 || !live_.insert(entry.digest).second || !entry.chunked())
                continue;
            auto list_bytes = opened_.read(entry.digest);
            if (!list_bytes) return refuse(list_bytes.error());
            auto list = decode_chunks(*list_bytes);
            if (!list) return refuse(list.error());
            live_.insert(list->chunks.begin(), list->chunks.end());
        }
        return done();
    }

    const Opened& opened_;
    std::unordered_set<Digest> live_;
};

struct Weight {
    std::uint64_t live = 0;
    std::uint64_t dead = 0;
    bool worth_rewriting(bool erase_every) const {
        return dead > 0 && (erase_every || dead * 100 >= (dead + live) * worth_copying);
    }
};

Result<Weight> weigh(const Opened& opened, PackId id, const Marking& marking) {
    Weight weight;
    auto scanned = each_record(opened.pack_bytes(id), pack_header_size, [&](const Record& record) {
        (marking.live(record.digest) ? weight.live : weight.dead) += record.length;
    });
    if (!scanned) return refuse(scanned.error());
    return weight;
}

}  // namespace

Result<Shelf::Collected> Shelf::collect(const Collection& wish) {
    auto session = Session::start(state_->folder);
    if (!session) return refuse(session.error());
    const Opened& opened = session->base();
    const std::size_t keep = std::max<std::size_t>(wish.keep, 1);
    const auto& editions = opened.manifest().editions;

    Marking marking(opened);
    for (std::size_t i = 0; i < std::min(keep, editions.size()); ++i) {
        auto edition = open_edition(state_->newest(), editions[i]);
        if (!edition) return refuse(edition.error());
        auto marked = marking.mark(**edition);
        if (!marked) return refuse(marked.error());
    }

    std::vector<PackId> candidates = opened.manifest().closed;
    if (opened.manifest().open_length > 0) candidates.push_back(opened.manifest().open);
    Collected collected;
    collected.editions_dropped = editions.size() - std::min(keep, editions.size());
    std::vector<PackId> dropped;
    for (const PackId id : candidates) {
        auto weight = weigh(opened, id, marking);
        if (!weight) return refuse(weight.error());
        if (!weight->worth_rewriting(wish.erase_every)) continue;
        dropped.push_back(id);
        collected.bytes_freed += weight->dead;
    }
    collected.packs_rewritten = dropped.size();
    if (dropped.empty() && collected.editions_dropped == 0) return collected;
    if (std::find(dropped.begin(), dropped.end(), opened.manifest().open) != dropped.end())
        session->close_pack();
    for (const PackId id : dropped) {
        auto copied =
            each_record(opened.pack_bytes(id), pack_header_size, [&](const Record& record) {
                if (marking.live(record.digest)) session->copy(record.digest, record.object);
            });
        if (!copied) return refuse(copied.error());
    }
    auto replaced = session->replace(dropped, keep);
    if (!replaced) return refuse(replaced.error());
    return collected;
}

}  // namespace kolokol::edition
