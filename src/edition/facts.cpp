#include "edition/facts.hpp"

#include <charconv>

#include "edition/json.hpp"

namespace kolokol::edition {
namespace {

constexpr std::string_view format = "kolokol-edition-1";

Json texts(const std::vector<std::string>& items) {
    return Json::List(items.begin(), items.end());
}

Json header_table(const std::map<std::uint32_t, HeaderSet>& sets) {
    Json::Record table;
    for (const auto& [id, set] : sets) {
        Json::Record headers;
        for (const auto& [name, value] : set)
            headers.emplace(name, value);
        table.emplace(std::to_string(id), std::move(headers));
    }
    return table;
}

Digest digest(JsonReader& in, std::string_view field) {
    auto read = Digest::from_hex(in.text(field));
    if (!read) in.fault(field, "a digest");
    return read ? *read : Digest{};
}

std::map<std::uint32_t, HeaderSet> read_header_table(JsonReader& in) {
    std::map<std::uint32_t, HeaderSet> table;
    for (const auto& [id, set] : in.record("headers")) {
        std::uint32_t number = 0;
        const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
        if (error != std::errc{} || std::to_string(number) != id || set.record() == nullptr) {
            in.fault("headers", "a table of header sets");
            continue;
        }
        HeaderSet& headers = table[number];
        for (const auto& [name, value] : *set.record()) {
            if (value.text() == nullptr)
                in.fault("headers", "a table of header sets");
            else
                headers.emplace(name, *value.text());
        }
    }
    return table;
}

std::vector<Digest> read_digests(JsonReader& in, std::string_view field) {
    std::vector<Digest> digests;
    for (const std::string& text : in.texts(field)) {
        auto read = Digest::from_hex(text);
        if (read)
            digests.push_back(*read);
        else
            in.fault(field, "a list of digests");
    }
    return digests;
}

void read_index(JsonReader& in, EditionFacts& facts) {
    const Json index(in.record("index"));
    JsonReader fields(index);
    facts.root = digest(fields, "root");
    facts.depth = static_cast<unsigned>(fields.count("depth"));
    facts.entries = fields.count("entries");
    if (!fields.good() || facts.depth < 2 || facts.depth > 8)
        in.fault("index", "a root, a depth from 2 to 8 and a number of entries");
}

}  // namespace

Bytes encode(const EditionFacts& edition) {
    Json::List withdrawn;
    for (const Digest& object : edition.facts.withdrawn)
        withdrawn.emplace_back(object.hex());
    return canonical(Json::Record{
        {"format", format},
        {"sequence", edition.sequence},
        {"previous", edition.previous.hex()},
        {"time", format_rfc3339(edition.time)},
        {"index",
         Json::Record{
             {"root", edition.root.hex()}, {"depth", edition.depth}, {"entries", edition.entries}}},
        {"bytes", edition.bytes},
        {"delta_limit", edition.delta_limit},
        {"headers", header_table(edition.facts.headers)},
        {"origin", edition.facts.origin},
        {"mirrors", texts(edition.facts.mirrors)},
        {"onions", texts(edition.facts.onions)},
        {"live", texts(edition.facts.live)},
        {"withdrawn", std::move(withdrawn)},
    });
}

Result<EditionFacts> decode_facts(BytesView bytes) {
    auto json = parse_json(bytes, longest_facts);
    if (!json) return refuse(Kind::invalid, "edition.bad_json", json.error().detail);
    JsonReader in(*json);
    const std::string written_as = in.text("format");
    if (in.good() && written_as != format)
        return refuse(Kind::invalid, "edition.newer_format",
                      "edition.json is of the format " + written_as +
                          ", which this program does not know: take a newer Kolokol");
    EditionFacts edition;
    edition.sequence = in.count("sequence");
    edition.previous = digest(in, "previous");
    const auto time = parse_rfc3339(in.text("time"));
    if (!time) in.fault("time", "an instant");
    edition.time = time ? *time : Instant{};
    read_index(in, edition);
    edition.bytes = in.count("bytes");
    edition.delta_limit = in.count("delta_limit");
    edition.facts.headers = read_header_table(in);
    edition.facts.origin = in.text("origin");
    edition.facts.mirrors = in.texts("mirrors");
    edition.facts.onions = in.texts("onions");
    edition.facts.live = in.texts("live");
    edition.facts.withdrawn = read_digests(in, "withdrawn");
    if (!in.good())
        return refuse(Kind::invalid, "edition.bad_facts", "edition.json: " + in.fault());
    return edition;
}

}  // namespace kolokol::edition
