#pragma once
// What goes from the newsroom side to the public side when an edition is handed over: first the
// signed files, by which the taker decides, then the objects that it asks for. Nothing in here is
// trusted by its form: see delivery.hpp for who checks it. Byte layout: docs/formats/handover.md.

#include <functional>
#include <vector>

#include "edition/edition.hpp"

namespace kolokol::edition {

struct Offer {
    std::vector<Bytes> roots;  // root metadata 2, 3…; the taker has the first
    Bytes timestamp;
    Bytes snapshot;
    Bytes targets;
    Bytes edition;  // edition.json
};
Bytes encode(const Offer& offer);
/// Refuses "handover.bad_offer".
Result<Offer> decode_offer(BytesView bytes);

/// Adds an object to a parcel: where it has a brotli form, without its identity bytes.
void append_object(Bytes& parcel, const Digest& digest, const Object& object);

/// Every object of a parcel that `wants` says yes to, unpacked; its bytes bear its name and all
/// forms are the same bytes. What nobody wants is not even unpacked. Stops where `visit` refuses.
/// Refuses "handover.bad_parcel".
Outcome each_object(BytesView parcel, const std::function<bool(const Digest&)>& wants,
                    const std::function<Outcome(const Digest&, const Object&)>& visit);

}  // namespace kolokol::edition
