#pragma once
// The index: a hash trie over SHA-256(path) of fixed shape. Inner nodes have 64 children, chosen by
// six bits of the hash from the top; leaves hold entries sorted by path. A node is an object, named
// by its SHA-256; an empty subtree has no node and the digest of zeros. The same entries give the
// same root, whatever the history. Byte layout: docs/formats/edition.md.

#include <functional>
#include <optional>
#include <vector>

#include "base/bytes.hpp"
#include "edition/entry.hpp"

namespace kolokol::edition {

/// 2 up to 120,000 entries, one more for each further factor of 64.
unsigned depth_for(std::uint64_t entries);

struct InnerNode {
    Digest children[64];  // zeros: empty
    bool empty() const;
};
Bytes encode(const InnerNode& node);
/// Refuses "edition.bad_node" for anything that encode() would not have written.
Result<InnerNode> decode_inner(BytesView bytes);

/// `entries` are sorted by path, without doubles.
Bytes encode_leaf(const std::vector<Entry>& entries);
/// The entries borrow from `bytes`. Refuses "edition.bad_node".
Result<std::vector<Entry>> decode_leaf(BytesView bytes);

/// More than 1 MiB is named by the digest of this list.
struct ChunkList {
    std::uint64_t size = 0;
    std::vector<Digest> chunks;
};
Bytes encode(const ChunkList& list);
/// Refuses "edition.bad_node".
Result<ChunkList> decode_chunks(BytesView bytes);

/// Gives the bytes of an object; they live as long as what gave them. Refuses when there are none.
using ReadObject = std::function<Result<BytesView>(const Digest&)>;

/// Reads a trie. Copies are cheap; threads may share one if they may share `read`.
class Index {
public:
    Index(Digest root, unsigned depth, ReadObject read)
        : root_(root), depth_(depth), read_(std::move(read)) {}
    const Digest& root() const { return root_; }
    unsigned depth() const { return depth_; }
    const ReadObject& reader() const { return read_; }
    /// Touches depth + 1 nodes. Refuses what `read` refuses, and "edition.bad_node".
    Result<std::optional<Entry>> find(std::string_view path) const;
    /// All entries, leaf by leaf. Stops when `visit` returns false. Refuses as find() does, and a
    /// node that stands at two places: however hostile the nodes are, it ends.
    Outcome each(const std::function<bool(const Entry&)>& visit) const;
    /// Every node, parents first, with its level (0: the root) and bytes. Ends as each() does.
    Outcome each_node(const std::function<bool(const Digest&, unsigned, BytesView)>& visit) const;
    /// The nodes from the root towards the leaf of `path`: shows that it is there, or is not.
    Result<std::vector<BytesView>> prove(std::string_view path) const;

private:
    Digest root_;
    unsigned depth_;
    ReadObject read_;
};

/// Checks what prove() gave against a root that is trusted: the entry, or nothing where the proof
/// shows that the path is absent. The entry borrows from `nodes`. Refuses "edition.bad_proof".
Result<std::optional<Entry>> check_proof(const Digest& root, unsigned depth, std::string_view path,
                                         const std::vector<BytesView>& nodes);

/// Every path whose entry differs: (before, after), null where it is absent. Reads only nodes that
/// differ when both have one depth. Stops when `visit` returns false, and ends as Index::each()
/// does.
Outcome diff(const Index& before, const Index& after,
             const std::function<bool(const Entry*, const Entry*)>& visit);

}  // namespace kolokol::edition
