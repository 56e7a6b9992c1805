#include "edition/delta.hpp"

#include <fmt/format.h>

#include "base/zstd.hpp"
#include "edition/compress.hpp"
#include "edition/delta_file.hpp"
#include "edition/trie.hpp"
#include "edition/wire.hpp"

namespace kolokol::edition {
namespace {

constexpr BytesView mark("KOLODLT\x01", 8);
constexpr std::size_t header_size = 8 + 8 + 8 + 8;  // mark, from, to, length of the rest
constexpr int level = 9;

/// How an object comes along.
enum class Payload : std::uint64_t { none = 0, plain = 1, against_old = 2, fetch = 3 };

auto damaged() {
    return refuse(Kind::invalid, "delta.damaged",
                  "the delta is damaged: fetch the edition without it");
}

Result<Bytes> uncompress(BytesView bytes, BytesView prefix, std::uint64_t size) {
    if (size > chunk_size) return damaged();
    auto out = zstd_uncompress(bytes, prefix, size);
    if (!out) return damaged();
    return std::move(*out);
}

/// Which old bytes a page is compressed against: those of the same path.
Result<BytesView> prefix_of(const Entry* before, const ReadObject& read) {
    if (before == nullptr || before->status == 301 || before->chunked()) return BytesView{};
    return read(before->digest);
}

Outcome append_page(Bytes& out, const Entry* before, const Entry& after, const ReadObject& old,
                    const ReadObject& now) {
    append_text(out, encode_leaf({after}));
    const auto payload = [&](Payload kind) {
        append_varint(out, static_cast<std::uint64_t>(kind));
    };
    if (after.status == 301 || (before != nullptr && before->digest == after.digest)) {
        payload(Payload::none);
        return done();
    }
    if (after.chunked()) {
        payload(Payload::fetch);
        return done();
    }
    auto bytes = now(after.digest);
    if (!bytes) return refuse(bytes.error());
    auto prefix = prefix_of(before, old);
    if (!prefix) return refuse(prefix.error());
    Bytes packed = zstd_compress(*bytes, *prefix, level);
    payload(packed.size() < bytes->size() ? Payload::against_old : Payload::plain);
    append_text(out, packed.size() < bytes->size() ? BytesView(packed) : *bytes);
    return done();
}

/// The delta's body, line by line.
class Applying {
public:
    /// `room`: bytes that all pages of the edition have together.
    Applying(BytesView body, const Edition& from, std::uint64_t room)
        : in_(body), from_(from), room_(room) {}

    Outcome run(AppliedDelta& applied, std::vector<Change>& changes) {
        while (!in_.at_end()) {
            const std::uint64_t kind = in_.varint();
            const BytesView form = in_.text();
            if (in_.failed() || kind > 1) return damaged();
            ++applied.paths_changed;
            if (kind == 0) {
                changes.push_back(remove_change(form, changes.size()));
                continue;
            }
            auto entries = decode_leaf(form);
            if (!entries || entries->size() != 1) return damaged();
            auto outcome = page(entries->front(), applied);
            if (!outcome) return outcome;
            changes.push_back(put_change(entries->front(), changes.size()));
        }
        return done();
    }

private:
    Outcome page(const Entry& entry, AppliedDelta& applied) {
        const auto payload = static_cast<Payload>(in_.varint());
        if (in_.failed() || payload > Payload::fetch) return damaged();
        if (payload == Payload::none) return done();
        if (payload == Payload::fetch) {
            applied.missing.push_back(entry.digest);
            return done();
        }
        const BytesView packed = in_.text();
        if (in_.failed() || entry.status == 301 || entry.chunked()) return damaged();
        // A short frame unpacks to a megabyte of blanks: what was signed bounds the sum of them.
        if (entry.size > room_) return damaged();
        room_ -= entry.size;
        auto bytes =
            payload == Payload::plain ? Result<Bytes>(Bytes(packed)) : unpack(packed, entry);
        if (!bytes) return refuse(bytes.error());
        if (bytes->size() != entry.size || crypto::sha256(*bytes) != entry.digest) return damaged();
        applied.objects.push_back({entry.digest, std::move(*bytes)});
        return done();
    }

    Result<Bytes> unpack(BytesView packed, const Entry& entry) {
        const auto before = from_.find(entry.path);
        const ReadObject& read = from_.index().reader();
        auto prefix = prefix_of(before ? &*before : nullptr, read);
        if (!prefix) return refuse(prefix.error());
        return uncompress(packed, *prefix, entry.size);
    }

    WireReader in_;
    const Edition& from_;
    std::uint64_t room_;
};

}  // namespace

bool delta_is_whole(BytesView delta) {
    WireReader in(delta);
    if (in.take(mark.size()) != mark) return false;
    in.take(16);
    return in.fixed<std::uint64_t>() == in.left() && !in.failed();
}

Result<Bytes> make_delta(DeltaEnds ends, const Index& before, const Index& after,
                         std::uint64_t& paths_changed) {
    Bytes body;
    Outcome outcome = done();
    paths_changed = 0;
    const auto compared = diff(before, after, [&](const Entry* was, const Entry* is) {
        ++paths_changed;
        if (body.size() > longest_delta) return true;  // goes on counting
        append_varint(body, is == nullptr ? 0 : 1);
        if (is == nullptr)
            append_text(body, was->path);
        else
            outcome = append_page(body, was, *is, before.reader(), after.reader());
        return outcome.has_value();
    });
    if (!outcome) return refuse(outcome.error());
    if (!compared) return refuse(compared.error());
    if (body.size() > longest_delta) return Bytes{};
    Bytes delta(mark);
    append_fixed(delta, ends.from);
    append_fixed(delta, ends.to);
    append_fixed(delta, std::uint64_t{body.size()});
    return delta + body;
}

Result<AppliedDelta> apply_delta(BytesView delta, const Edition& from, const EditionFacts& to) {
    if (!delta_is_whole(delta)) return damaged();
    WireReader header(delta.substr(mark.size()));
    const auto first = header.fixed<std::uint64_t>();
    const auto last = header.fixed<std::uint64_t>();
    if (first != from.facts().sequence || last != to.sequence || to.previous != from.digest())
        return refuse(Kind::conflict, "delta.of_another_edition",
                      fmt::format("the delta leads from edition {} to {}, not from {} to {}", first,
                                  last, from.facts().sequence, to.sequence));
    if (delta.size() > to.delta_limit) return damaged();
    AppliedDelta applied;
    std::vector<Change> changes;
    auto outcome = Applying(delta.substr(header_size), from, to.bytes).run(applied, changes);
    if (!outcome) return refuse(outcome.error());
    auto laid = lay_over(from.index(), from.facts().entries, from.facts().bytes, std::move(changes),
                         [&](Bytes node) {
                             const Digest name = crypto::sha256(node);
                             applied.nodes.push_back({name, std::move(node)});
                             return name;
                         });
    if (!laid) return refuse(laid.error());
    if (laid->root != to.root || laid->depth != to.depth || laid->entries != to.entries)
        return refuse(Kind::invalid, "delta.wrong_root",
                      "the delta does not lead to the signed index: fetch the edition without it");
    return applied;
}

}  // namespace kolokol::edition
