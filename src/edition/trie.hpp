#pragma once
// The shape of an index, and writing one: a sorted batch of changes laid over an old trie. For this
// room's sources; looking for reading? See index.hpp.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "edition/index.hpp"

namespace kolokol::edition {

/// Which of the 64 children at `level` (0: the root) leads to this path.
unsigned child_index(const Digest& path_hash, unsigned level);

/// Where a node stands: how many levels below the root, and which children lead there.
struct NodePlace {
    unsigned level = 0;
    std::uint64_t way = 0;  // six bits for each level; a depth is at most 8
    NodePlace below(unsigned child) const { return {level + 1, way << 6U | child}; }
};

/// As decode_leaf(), and refuses a leaf whose first entry belongs to another place. So no walk goes
/// twice through a node, which a hostile or damaged index would have it do 64 times at each level:
/// every node has a leaf below it, and the second time that leaf stands at the wrong place.
Result<std::vector<Entry>> decode_leaf_at(const NodePlace& place, BytesView bytes);

/// One path of a batch. An entry is kept in its byte form, so that a million of them fit.
struct Change {
    Digest path_hash;
    std::uint64_t order = 0;  // of equal paths the last one counts
    bool removes = false;
    Bytes form;  // a leaf of one entry, or the path that goes
};
Change put_change(const Entry& entry, std::uint64_t order);
Change remove_change(std::string_view path, std::uint64_t order);

/// Takes a node's bytes, gives its name; the node is kept under it.
using WriteNode = std::function<Digest(Bytes)>;

struct Laid {
    Digest root;
    unsigned depth = 2;
    std::uint64_t entries = 0;
    std::uint64_t bytes = 0;  // sum of sizes
    std::uint64_t changed = 0;
};

/// What `before` is worth is told by `entries` and `bytes`, so that nothing else of it is read.
/// Changes may come in any order. Refuses what reading `before` refuses.
Result<Laid> lay_over(const Index& before, std::uint64_t entries, std::uint64_t bytes,
                      std::vector<Change> changes, const WriteNode& write);

}  // namespace kolokol::edition
