#pragma once
// What an edition says about itself: `edition.json`, the one target of the trust metadata.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/time.hpp"
#include "crypto/digest.hpp"

namespace kolokol::edition {

using crypto::Digest;

/// Header names in lower case -> value, as they are answered with a page.
using HeaderSet = std::map<std::string, std::string>;

/// What edition.json may have, in bytes.
constexpr std::size_t longest_facts = 1U << 20U;

/// What the press decides about an edition beside its pages.
struct Facts {
    std::map<std::uint32_t, HeaderSet> headers;  // by the id in the index entries
    std::string origin;                          // "https://paper.example"
    std::vector<std::string> mirrors;            // absolute addresses
    std::vector<std::string> onions;             // "http://….onion"
    std::vector<std::string> live;               // further hosts of the live forms
    std::vector<Digest> withdrawn;               // objects that mirrors must erase
    bool operator==(const Facts&) const = default;
};

/// The whole of edition.json.
struct EditionFacts {
    std::uint64_t sequence = 0;  // 1, 2, 3…
    Digest previous;             // of the edition.json before; empty for the first
    Instant time{};              // whole seconds
    Digest root;                 // of the index; empty when no page is in it
    unsigned depth = 2;          // levels of 64-way nodes above the leaves
    std::uint64_t entries = 0;
    std::uint64_t bytes = 0;        // sum of the sizes of all entries
    std::uint64_t delta_limit = 0;  // the delta from the edition before is not longer; 0: none
    Facts facts;
    bool operator==(const EditionFacts&) const = default;
};

/// Canonical JSON. `facts` has whole seconds and UTF-8 texts.
Bytes encode(const EditionFacts& facts);
/// Refuses "edition.bad_json", "edition.bad_facts", "edition.newer_format".
Result<EditionFacts> decode_facts(BytesView json);

}  // namespace kolokol::edition
