#pragma once
// Index nodes in memory.

#include <map>

#include "edition/trie.hpp"

namespace kolokol::edition::testing {

struct NodeStore {
    std::map<Digest, Bytes> nodes;
    std::size_t reads = 0;

    WriteNode writer() {
        return [this](Bytes node) {
            const Digest name = crypto::sha256(node);
            nodes.insert_or_assign(name, std::move(node));
            return name;
        };
    }
    ReadObject reader() {
        return [this](const Digest& name) -> Result<BytesView> {
            ++reads;
            const auto place = nodes.find(name);
            if (place == nodes.end()) return refuse(Kind::not_found, "edition.missing_object");
            return BytesView(place->second);
        };
    }
    Index index(const Laid& laid) { return Index(laid.root, laid.depth, reader()); }
    Index nothing() { return Index({}, 2, reader()); }
};

}  // namespace kolokol::edition::testing
