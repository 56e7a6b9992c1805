// The byte forms of index nodes and chunk lists. One set of entries has one form: whatever
// decode_*() accepts, encode() would write again.

#include <algorithm>

#include "base/text.hpp"
#include "edition/index.hpp"
#include "edition/wire.hpp"

namespace kolokol::edition {
namespace {

// Three letters for the kind, one byte for the version of its form.
constexpr BytesView inner_mark("KTN\x01", 4);
constexpr BytesView leaf_mark("KTL\x01", 4);
constexpr BytesView chunks_mark("KCL\x01", 4);

constexpr std::size_t longest_path = 2048;
constexpr std::size_t longest_media_type = 200;
constexpr std::uint64_t most_entries = 1U << 20U;

auto bad_node(std::string detail) {
    return refuse(Kind::invalid, "edition.bad_node", std::move(detail));
}

unsigned status_code(int status) {
    switch (status) {
        case 200:
            return 0;
        case 301:
            return 1;
        case 404:
            return 2;
        default:
            return 3;
    }
}
constexpr int statuses[] = {200, 301, 404, 410};

std::vector<std::string_view> media_types(const std::vector<Entry>& entries) {
    std::vector<std::string_view> types;
    for (const Entry& entry : entries)
        if (entry.status != 301) types.push_back(entry.media_type);
    std::sort(types.begin(), types.end());
    types.erase(std::unique(types.begin(), types.end()), types.end());
    return types;
}

void append_entry(Bytes& out, const Entry& entry, const std::vector<std::string_view>& types) {
    append_text(out, entry.path);
    append_varint(out, status_code(entry.status));
    append_varint(out, entry.headers);
    if (entry.status == 301) {
        append_text(out, entry.target);
        return;
    }
    const auto type = std::lower_bound(types.begin(), types.end(), entry.media_type);
    append_varint(out, static_cast<std::uint64_t>(type - types.begin()));
    append_varint(out, entry.size);
    out.append(entry.digest.bytes());
}

Entry read_entry(WireReader& in, const std::vector<std::string_view>& types) {
    Entry entry;
    entry.path = in.text();
    const std::uint64_t status = in.varint();
    const std::uint64_t headers = in.varint();
    if (entry.path.empty() || entry.path.size() > longest_path || entry.path[0] != '/' ||
        status > 3 || headers > UINT32_MAX) {
        in.fail();
        return entry;
    }
    entry.status = statuses[status];
    entry.headers = static_cast<std::uint32_t>(headers);
    if (entry.status == 301) {
        entry.target = in.text();
        if (entry.target.empty() || entry.target.size() > longest_path) in.fail();
        return entry;
    }
    const std::uint64_t type = in.varint();
    entry.size = in.varint();
    entry.digest = in.digest();
    if (type >= types.size() || entry.digest.empty())
        in.fail();
    else
        entry.media_type = types[type];
    return entry;
}

std::vector<std::string_view> read_types(WireReader& in) {
    std::vector<std::string_view> types;
    const std::uint64_t count = in.varint();
    for (std::uint64_t i = 0; i < count && !in.failed(); ++i) {
        const std::string_view type = in.text();
        if (type.empty() || type.size() > longest_media_type ||
            (!types.empty() && type <= types.back()))
            in.fail();
        types.push_back(type);
    }
    return types;
}

}  // namespace

bool InnerNode::empty() const {
    return std::all_of(std::begin(children), std::end(children),
                       [](const Digest& child) { return child.empty(); });
}

Bytes encode(const InnerNode& node) {
    Bytes out(inner_mark);
    std::uint64_t present = 0;
    for (unsigned i = 0; i < 64; ++i)
        if (!node.children[i].empty()) present |= std::uint64_t{1} << i;
    append_fixed(out, present);
    for (const Digest& child : node.children)
        if (!child.empty()) out.append(child.bytes());
    return out;
}

Result<InnerNode> decode_inner(BytesView bytes) {
    WireReader in(bytes);
    InnerNode node;
    const bool marked = in.take(inner_mark.size()) == inner_mark;
    const auto present = in.fixed<std::uint64_t>();
    for (unsigned i = 0; i < 64; ++i) {
        if ((present >> i & 1U) == 0) continue;
        node.children[i] = in.digest();
        if (node.children[i].empty()) in.fail();
    }
    if (!marked || !in.at_end() || present == 0)
        return bad_node("this is no inner node of an index");
    return node;
}

Bytes encode_leaf(const std::vector<Entry>& entries) {
    const auto types = media_types(entries);
    Bytes out(leaf_mark);
    append_varint(out, types.size());
    for (const std::string_view type : types)
        append_text(out, type);
    append_varint(out, entries.size());
    for (const Entry& entry : entries)
        append_entry(out, entry, types);
    return out;
}

Result<std::vector<Entry>> decode_leaf(BytesView bytes) {
    WireReader in(bytes);
    const bool marked = in.take(leaf_mark.size()) == leaf_mark;
    const auto types = read_types(in);
    const std::uint64_t count = in.varint();
    if (!marked || in.failed() || count == 0 || count > most_entries || count > in.left())
        return bad_node("this is no leaf of an index");
    std::vector<Entry> entries;
    entries.reserve(count);
    for (std::uint64_t i = 0; i < count && !in.failed(); ++i) {
        entries.push_back(read_entry(in, types));
        if (i > 0 && entries[i].path <= entries[i - 1].path) in.fail();
    }
    if (!in.at_end() || media_types(entries) != types)
        return bad_node("the entries of a leaf of the index are not in their one form");
    return entries;
}

Bytes encode(const ChunkList& list) {
    Bytes out(chunks_mark);
    append_varint(out, list.size);
    append_varint(out, list.chunks.size());
    for (const Digest& chunk : list.chunks)
        out.append(chunk.bytes());
    return out;
}

Result<ChunkList> decode_chunks(BytesView bytes) {
    WireReader in(bytes);
    ChunkList list;
    const bool marked = in.take(chunks_mark.size()) == chunks_mark;
    list.size = in.varint();
    const std::uint64_t count = in.varint();
    if (!marked || in.failed() || list.size <= chunk_size ||
        count != (list.size - 1) / chunk_size + 1 || in.left() != count * Digest::size)
        return bad_node("this is no list of chunks");
    for (std::uint64_t i = 0; i < count; ++i)
        list.chunks.push_back(in.digest());
    return list;
}

}  // namespace kolokol::edition
