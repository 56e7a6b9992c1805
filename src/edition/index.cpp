#include "edition/index.hpp"

#include <algorithm>

#include "edition/trie.hpp"

namespace kolokol::edition {
namespace {

using Visit = std::function<bool(const Entry&)>;
using VisitNode = std::function<bool(const Digest&, unsigned, BytesView)>;

/// True: go on.
Result<bool> walk(const ReadObject& read, const Digest& node, unsigned level, unsigned depth,
                  const VisitNode& visit) {
    if (node.empty()) return true;
    auto bytes = read(node);
    if (!bytes) return refuse(bytes.error());
    if (!visit(node, level, *bytes)) return false;
    if (level == depth) return true;
    auto inner = decode_inner(*bytes);
    if (!inner) return refuse(inner.error());
    for (const Digest& child : inner->children) {
        auto on = walk(read, child, level + 1, depth, visit);
        if (!on || !*on) return on;
    }
    return true;
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
    Outcome outcome = done();
    const auto nodes = each_node([&](const Digest&, unsigned level, BytesView bytes) {
        if (level < depth_) return true;
        auto entries = decode_leaf(bytes);
        if (!entries) {
            outcome = refuse(entries.error());
            return false;
        }
        return std::all_of(entries->begin(), entries->end(), visit);
    });
    return outcome ? nodes : outcome;
}

Outcome Index::each_node(const VisitNode& visit) const {
    const auto walked = walk(read_, root_, 0, depth_, visit);
    return walked ? done() : Outcome(refuse(walked.error()));
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
