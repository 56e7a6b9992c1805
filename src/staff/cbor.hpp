#pragma once
// Reading CBOR (RFC 8949) as authenticators write it: attestation objects and COSE keys. libcbor
// does the reading; this is the small tree that the rest of the room looks at.

#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

#include "base/bytes.hpp"

namespace kolokol::staff {

class Cbor;
using CborList = std::vector<Cbor>;
using CborMap = std::vector<std::pair<Cbor, Cbor>>;
struct CborText {
    std::string text;
};

class Cbor {
public:
    /// std::monostate: null, a boolean, a tag, a floating-point number, which nobody here asks for.
    using Any = std::variant<std::monostate, std::int64_t, Bytes, CborText, CborList, CborMap>;
    Cbor() = default;
    explicit Cbor(Any any) : any_(std::move(any)) {}

    /// Null pointers where it is something else.
    const std::int64_t* integer() const { return std::get_if<std::int64_t>(&any_); }
    const Bytes* bytes() const { return std::get_if<Bytes>(&any_); }
    const std::string* text() const;
    const CborMap* map() const { return std::get_if<CborMap>(&any_); }

    /// The member of a map; null where it is no map or has no such key.
    const Cbor* find(std::int64_t key) const;
    const Cbor* find(std::string_view key) const;

private:
    Any any_;
};

struct ReadCbor {
    Cbor item;
    /// Bytes of the input that it took; what follows is the caller's.
    std::size_t size = 0;
};

/// One item at the start of `bytes`. Refuses "staff.not_cbor": broken, longer than 64 KiB, nested
/// more than eight deep, a length of which the bytes do not come.
Result<ReadCbor> read_cbor(BytesView bytes);

}  // namespace kolokol::staff
