#include "edition/index.hpp"

#include <algorithm>

#include "edition/trie.hpp"

namespace kolokol::edition {
namespace {

using Visit = std::function<bool(const Entry&)>;
using VisitNode = std::function<bool(const Digest&, unsigned, BytesView)>;

/// What there is to see; either may be absent.
struct Walk {
    const ReadObject& read;
    unsigned depth;
    VisitNode see_node;
    Visit see_entry;

    /// True: go on.
    Result<bool> node(const Digest& digest, const NodePlace& place) const {
        if (digest.empty()) return true;
        const auto bytes = read(digest);
        if (!bytes) return refuse(bytes.error());
        if (see_node && !see_node(digest, place.level, *bytes)) return false;
        return place.level == depth ? leaf(*bytes, place) : inner(*bytes, place);
    }

private:
    Result<bool> inner(BytesView bytes, const NodePlace& place) const {
        const auto decoded = decode_inner(bytes);
        if (!decoded) return refuse(decoded.error());
        for (unsigned child = 0; child < 64; ++child) {
            auto on = node(decoded->children[child], place.below(child));
            if (!on || !*on) return on;
        }
        return true;
    }

    Result<bool> leaf(BytesView bytes, const NodePlace& place) const {
        const auto entries = decode_leaf_at(place, bytes);
        if (!entries) return refuse(entries.error());
        return !see_entry || std::all_of(entries->begin(), entries->end(), see_entry);
    }
};

Outcome ended(const Result<bool>& walked) {
    return walked ? done() : Outcome(refuse(walked.error()));
}

const Entry* find_in(const std::vector<Entry>& entries, std::string_view path) {
    const auto place = std::lower_bound(
        entries.begin(), entries.end(), path,
        [](const Entry& entry, std::string_view wanted) { return entry.path < wanted; });
    return place != entries.end() && place->path == path ? &*place : nullptr;
}

auto bad_proof() {
    return refuse(Kind::invalid, "edition.bad_proof",
                  "these nodes do not lead from the signed root to this address");
}

}  // namespace

unsigned depth_for(std::uint64_t entries) {
    unsigned depth = 2;
    for (std::uint64_t most = 120'000; entries > most; most *= 64)
        ++depth;
    return depth;
}

unsigned child_index(const Digest& path_hash, unsigned level) {
    const unsigned bit = 6 * level;  // six bits can lie across two bytes
    const unsigned two = static_cast<unsigned>(path_hash[bit / 8]) << 8U |
                         (bit / 8 + 1 < Digest::size ? path_hash[bit / 8 + 1] : 0U);
    return two >> (10 - bit % 8) & 63U;
}

Result<std::vector<Entry>> decode_leaf_at(const NodePlace& place, BytesView bytes) {
    auto entries = decode_leaf(bytes);
    if (!entries) return entries;
    const Digest hash = crypto::sha256(entries->front().path);
    NodePlace own;
    while (own.level < place.level)
        own = own.below(child_index(hash, own.level));
    if (own.way != place.way)
        return refuse(Kind::invalid, "edition.bad_node",
                      "a leaf of the index stands where its entries do not belong");
    return entries;
}

Result<std::optional<Entry>> Index::find(std::string_view path) const {
    const Digest hash = crypto::sha256(path);
    Digest node = root_;
    for (unsigned level = 0; level < depth_ && !node.empty(); ++level) {
        auto bytes = read_(node);
        if (!bytes) return refuse(bytes.error());
        auto inner = decode_inner(*bytes);
        if (!inner) return refuse(inner.error());
        node = inner->children[child_index(hash, level)];
    }
    if (node.empty()) return std::optional<Entry>{};
    auto bytes = read_(node);
    if (!bytes) return refuse(bytes.error());
    auto entries = decode_leaf(*bytes);
    if (!entries) return refuse(entries.error());
    const Entry* entry = find_in(*entries, path);
    return entry == nullptr ? std::optional<Entry>{} : *entry;
}

Outcome Index::each(const Visit& visit) const {
    return ended(Walk{read_, depth_, {}, visit}.node(root_, {}));
}

Outcome Index::each_node(const VisitNode& visit) const {
    return ended(Walk{read_, depth_, visit, {}}.node(root_, {}));
}

Result<std::vector<BytesView>> Index::prove(std::string_view path) const {
    const Digest hash = crypto::sha256(path);
    std::vector<BytesView> nodes;
    Digest node = root_;
    for (unsigned level = 0; level <= depth_ && !node.empty(); ++level) {
        auto bytes = read_(node);
        if (!bytes) return refuse(bytes.error());
        nodes.push_back(*bytes);
        if (level == depth_) break;
        auto inner = decode_inner(*bytes);
        if (!inner) return refuse(inner.error());
        node = inner->children[child_index(hash, level)];
    }
    return nodes;
}

Result<std::optional<Entry>> check_proof(const Digest& root, unsigned depth, std::string_view path,
                                         const std::vector<BytesView>& nodes) {
    const Digest hash = crypto::sha256(path);
    Digest expected = root;
    for (unsigned level = 0; level < nodes.size(); ++level) {
        if (level > depth || crypto::sha256(nodes[level]) != expected) return bad_proof();
        if (level == depth) {
            auto entries = decode_leaf(nodes[level]);
            if (!entries) return bad_proof();
            const Entry* entry = find_in(*entries, path);
            return entry == nullptr ? std::optional<Entry>{} : *entry;
        }
        auto inner = decode_inner(nodes[level]);
        if (!inner) return bad_proof();
        expected = inner->children[child_index(hash, level)];
    }
    // The nodes ended above the leaf: right only where the trie does, at an empty child.
    if (!expected.empty()) return bad_proof();
    return std::optional<Entry>{};
}

}  // namespace kolokol::edition
