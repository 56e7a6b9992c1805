#include <algorithm>

#include "edition/trie.hpp"

namespace kolokol::edition {
namespace {

using Visit = std::function<bool(const Entry*, const Entry*)>;

Result<std::vector<Entry>> leaf(const ReadObject& read, const Digest& node,
                                const NodePlace& place) {
    if (node.empty()) return std::vector<Entry>{};
    auto bytes = read(node);
    if (!bytes) return refuse(bytes.error());
    return decode_leaf_at(place, *bytes);
}

Result<InnerNode> inner(const ReadObject& read, const Digest& node) {
    if (node.empty()) return InnerNode{};
    auto bytes = read(node);
    if (!bytes) return refuse(bytes.error());
    return decode_inner(*bytes);
}

bool compare_leaves(const std::vector<Entry>& before, const std::vector<Entry>& after,
                    const Visit& visit) {
    auto old = before.begin();
    auto now = after.begin();
    while (old != before.end() || now != after.end()) {
        const bool gone = now == after.end() || (old != before.end() && old->path < now->path);
        const bool made = old == before.end() || (now != after.end() && now->path < old->path);
        const Entry* was = made ? nullptr : &*old++;
        const Entry* is = gone ? nullptr : &*now++;
        if (was != nullptr && is != nullptr && *was == *is) continue;
        if (!visit(was, is)) return false;
    }
    return true;
}

struct Pair {
    const ReadObject& before;
    const ReadObject& after;
    unsigned depth;
    const Visit& visit;

    Result<bool> compare(const Digest& old, const Digest& now, const NodePlace& place) const {
        if (old == now) return true;
        if (place.level == depth) {
            auto was = leaf(before, old, place);
            if (!was) return refuse(was.error());
            auto is = leaf(after, now, place);
            if (!is) return refuse(is.error());
            return compare_leaves(*was, *is, visit);
        }
        auto was = inner(before, old);
        if (!was) return refuse(was.error());
        auto is = inner(after, now);
        if (!is) return refuse(is.error());
        for (unsigned i = 0; i < 64; ++i) {
            auto on = compare(was->children[i], is->children[i], place.below(i));
            if (!on || !*on) return on;
        }
        return true;
    }
};

/// Of two shapes no node is shared: each path is looked up in the other.
Outcome compare_shapes(const Index& before, const Index& after, const Visit& visit) {
    Outcome outcome = done();
    bool on = true;
    const auto look = [&](const Index& other, const Entry& entry, bool entry_is_old) {
        auto found = other.find(entry.path);
        if (!found) {
            outcome = refuse(found.error());
            return false;
        }
        const Entry* match = found->has_value() ? &**found : nullptr;
        if (match != nullptr && (*match == entry || entry_is_old)) return true;
        on = entry_is_old ? visit(&entry, match) : visit(match, &entry);
        return on;
    };
    const auto walked_after =
        after.each([&](const Entry& entry) { return look(before, entry, false); });
    if (!outcome || !walked_after || !on) return outcome ? walked_after : outcome;
    const auto walked_before =
        before.each([&](const Entry& entry) { return look(after, entry, true); });
    return outcome ? walked_before : outcome;
}

}  // namespace

Outcome diff(const Index& before, const Index& after, const Visit& visit) {
    if (before.depth() != after.depth() && !before.root().empty() && !after.root().empty())
        return compare_shapes(before, after, visit);
    const unsigned depth = before.root().empty() ? after.depth() : before.depth();
    const ReadObject& read_before = before.reader();
    const ReadObject& read_after = after.reader();
    const auto walked =
        Pair{read_before, read_after, depth, visit}.compare(before.root(), after.root(), {});
    return walked ? done() : Outcome(refuse(walked.error()));
}

}  // namespace kolokol::edition
