#include "edition/offer.hpp"

#include <fmt/format.h>

#include "edition/compress.hpp"
#include "edition/shelf.hpp"
#include "edition/shelf_state.hpp"
#include "edition/wire.hpp"

namespace kolokol::edition {
namespace {

constexpr BytesView offer_mark("KOFFER\x01\0", 8);
constexpr std::uint64_t most_roots = 1024;

auto bad_parcel(std::string detail) {
    return refuse(Kind::invalid, "handover.bad_parcel", std::move(detail));
}

/// What is behind one name; `unpacked` holds the bytes where they did not come as they are.
Result<Object> unpack(const Digest& digest, std::uint64_t size, Object forms, Bytes& unpacked) {
    if (size > chunk_size) return bad_parcel("an object is longer than a page's part may be");
    if (!forms.br.empty()) {
        auto bytes = unpack_brotli(forms.br, size);
        if (!bytes) return refuse(bytes.error());
        unpacked = std::move(*bytes);
        forms.identity = unpacked;
    }
    if (forms.identity.size() != size || crypto::sha256(forms.identity) != digest)
        return bad_parcel(fmt::format("the bytes of {} are others", digest.hex()));
    if (forms.gzip.empty()) return forms;
    auto gzip = unpack_gzip(forms.gzip, size);
    if (!gzip) return refuse(gzip.error());
    if (*gzip != forms.identity)
        return bad_parcel(fmt::format("the gzip form of {} holds other bytes", digest.hex()));
    return forms;
}

}  // namespace

Bytes encode(const Offer& offer) {
    Bytes out(offer_mark);
    append_varint(out, offer.roots.size());
    for (const Bytes& root : offer.roots)
        append_text(out, root);
    for (const Bytes* file : {&offer.timestamp, &offer.snapshot, &offer.targets, &offer.edition})
        append_text(out, *file);
    return out;
}

Result<Offer> decode_offer(BytesView bytes) {
    WireReader in(bytes);
    const bool marked = in.take(offer_mark.size()) == offer_mark;
    Offer offer;
    const std::uint64_t roots = in.varint();
    if (roots > most_roots) in.fail();
    for (std::uint64_t i = 0; i < roots && !in.failed(); ++i)
        offer.roots.emplace_back(in.text());
    for (Bytes* file : {&offer.timestamp, &offer.snapshot, &offer.targets, &offer.edition})
        *file = in.text();
    if (marked && in.at_end()) return offer;
    return refuse(Kind::invalid, "handover.bad_offer",
                  "this is no offer of an edition, or one of another version of Kolokol");
}

void append_object(Bytes& parcel, const Digest& digest, const Object& object) {
    parcel += digest.bytes();
    append_varint(parcel, object.identity.size());
    append_text(parcel, object.br.empty() ? object.identity : BytesView{});
    append_text(parcel, object.br);
    append_text(parcel, object.gzip);
}

Outcome each_object(BytesView parcel, const std::function<bool(const Digest&)>& wants,
                    const std::function<Outcome(const Digest&, const Object&)>& visit) {
    WireReader in(parcel);
    while (!in.at_end()) {
        const Digest digest = in.digest();
        const std::uint64_t size = in.varint();
        Object forms;
        forms.identity = in.text();
        forms.br = in.text();
        forms.gzip = in.text();
        if (in.failed()) return bad_parcel("a parcel of objects is cut short");
        if (!wants(digest)) continue;
        Bytes unpacked;
        auto object = unpack(digest, size, forms, unpacked);
        if (!object) return refuse(object.error());
        auto visited = visit(digest, *object);
        if (!visited) return visited;
    }
    return done();
}

Result<Offer> Shelf::offer() const {
    const auto opened = state_->newest();
    const Manifest& manifest = opened->manifest();
    if (!manifest.has_edition())
        return refuse(Kind::not_found, "edition.no_edition", "nothing was pressed yet");
    Offer offer;
    for (std::uint64_t version = 2; version <= manifest.root_version; ++version)
        offer.roots.push_back(opened->root_metadata(version));
    offer.timestamp = manifest.timestamps.front().bytes;
    offer.snapshot = manifest.snapshots.front().bytes;
    offer.targets = manifest.targets.front().bytes;
    auto facts = opened->read(manifest.editions.front().digest);
    if (!facts) return refuse(facts.error());
    offer.edition = *facts;
    return offer;
}

}  // namespace kolokol::edition
