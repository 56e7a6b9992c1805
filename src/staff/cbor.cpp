#include "staff/cbor.hpp"

#include <limits>

#include <cbor.h>

namespace kolokol::staff {
namespace {

constexpr std::size_t longest = 64U << 10U;
constexpr int deepest = 8;

/// What the decoder said last. libcbor's loader makes room for as many members as a header claims
/// before one has come, so its decoder is used, which makes none.
struct Said {
    enum class What { nothing, item, list, map, wrong } what = What::nothing;
    Cbor item;
    std::uint64_t members = 0;
};

void say(void* context, Cbor item) {
    *static_cast<Said*>(context) = {Said::What::item, std::move(item), 0};
}

void say_number(void* context, std::uint64_t value, bool negative) {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        static_cast<Said*>(context)->what = Said::What::wrong;
        return;
    }
    // a negative one is written as -1 - value
    const auto number = static_cast<std::int64_t>(value);
    say(context, Cbor(negative ? -1 - number : number));
}

template <class Number, bool negative>
void on_number(void* context, Number value) {
    say_number(context, value, negative);
}
void on_bytes(void* context, cbor_data data, std::size_t size) {
    say(context, Cbor(Bytes(reinterpret_cast<const char*>(data), size)));
}
void on_text(void* context, cbor_data data, std::size_t size) {
    say(context, Cbor(CborText{std::string(reinterpret_cast<const char*>(data), size)}));
}
template <Said::What what>
void on_members(void* context, std::size_t count) {
    *static_cast<Said*>(context) = {what, Cbor(), count};
}
/// Of indefinite length: CTAP2's canonical form has none.
void on_wrong(void* context) {
    static_cast<Said*>(context)->what = Said::What::wrong;
}
void on_tag(void* context, std::uint64_t) {
    on_wrong(context);
}
void on_nothing(void* context) {
    say(context, Cbor());
}
void on_truth(void* context, bool) {
    say(context, Cbor());
}
template <class Number>
void on_float(void* context, Number) {
    say(context, Cbor());
}

cbor_callbacks make_callbacks() {
    cbor_callbacks on{};
    on.uint8 = on_number<std::uint8_t, false>;
    on.uint16 = on_number<std::uint16_t, false>;
    on.uint32 = on_number<std::uint32_t, false>;
    on.uint64 = on_number<std::uint64_t, false>;
    on.negint8 = on_number<std::uint8_t, true>;
    on.negint16 = on_number<std::uint16_t, true>;
    on.negint32 = on_number<std::uint32_t, true>;
    on.negint64 = on_number<std::uint64_t, true>;
    on.byte_string = on_bytes;
    on.byte_string_start = on_wrong;
    on.string = on_text;
    on.string_start = on_wrong;
    on.array_start = on_members<Said::What::list>;
    on.indef_array_start = on_wrong;
    on.map_start = on_members<Said::What::map>;
    on.indef_map_start = on_wrong;
    on.tag = on_tag;
    on.float2 = on_float<float>;
    on.float4 = on_float<float>;
    on.float8 = on_float<double>;
    on.undefined = on_nothing;
    on.null = on_nothing;
    on.boolean = on_truth;
    on.indef_break = on_wrong;
    return on;
}

class Reader {
public:
    explicit Reader(BytesView bytes) : bytes_(bytes) {}
    std::size_t used() const { return used_; }

    bool read(int depth, Cbor& into) {
        static const cbor_callbacks callbacks = make_callbacks();
        if (depth == 0) return false;
        Said said;
        const cbor_decoder_result step =
            cbor_stream_decode(reinterpret_cast<cbor_data>(bytes_.data()) + used_,
                               bytes_.size() - used_, &callbacks, &said);
        if (step.status != CBOR_DECODER_FINISHED) return false;
        used_ += step.read;
        switch (said.what) {
            case Said::What::item:
                into = std::move(said.item);
                return true;
            case Said::What::list:
                return read_list(depth - 1, said.members, into);
            case Said::What::map:
                return read_map(depth - 1, said.members, into);
            case Said::What::nothing:
            case Said::What::wrong:
                break;
        }
        return false;
    }

private:
    bool read_list(int depth, std::uint64_t members, Cbor& into) {
        CborList list;
        for (std::uint64_t i = 0; i < members; ++i)
            if (!read(depth, list.emplace_back())) return false;
        into = Cbor(std::move(list));
        return true;
    }
    bool read_map(int depth, std::uint64_t members, Cbor& into) {
        CborMap map;
        for (std::uint64_t i = 0; i < members; ++i) {
            auto& [key, value] = map.emplace_back();
            if (!read(depth, key) || !read(depth, value)) return false;
        }
        into = Cbor(std::move(map));
        return true;
    }

    BytesView bytes_;
    std::size_t used_ = 0;
};

template <class Same>
const Cbor* find_member(const CborMap* map, Same same) {
    if (map == nullptr) return nullptr;
    for (const auto& [key, value] : *map)
        if (same(key)) return &value;
    return nullptr;
}

}  // namespace

const std::string* Cbor::text() const {
    const auto* text = std::get_if<CborText>(&any_);
    return text == nullptr ? nullptr : &text->text;
}

const Cbor* Cbor::find(std::int64_t key) const {
    return find_member(map(), [&](const Cbor& each) {
        return each.integer() != nullptr && *each.integer() == key;
    });
}

const Cbor* Cbor::find(std::string_view key) const {
    return find_member(
        map(), [&](const Cbor& each) { return each.text() != nullptr && *each.text() == key; });
}

Result<ReadCbor> read_cbor(BytesView bytes) {
    if (bytes.empty() || bytes.size() > longest) return refuse(Kind::invalid, "staff.not_cbor");
    Reader reader(bytes);
    ReadCbor read;
    if (!reader.read(deepest, read.item)) return refuse(Kind::invalid, "staff.not_cbor");
    read.size = reader.used();
    return read;
}

}  // namespace kolokol::staff
