#include "edition/tuf.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "crypto/foreign_signature.hpp"

namespace kolokol::edition::tuf {
namespace {

constexpr std::string_view spec_version = "1.0.31";

auto bad(std::string detail) {
    return refuse(Kind::invalid, "tuf.bad_metadata", std::move(detail));
}

Json key_json(const Key& key) {
    return Json::Record{{"keytype", key.type},
                        {"scheme", key.scheme},
                        {"keyval", Json::Record{{"public", key.value}}}};
}

bool check(const Key& key, BytesView message, BytesView signature) {
    if (key.scheme == "ed25519") {
        auto bytes = from_hex(key.value);
        return bytes && crypto::verify(crypto::PublicKey{*bytes}, message, signature);
    }
    if (key.scheme == "ecdsa-sha2-nistp256")
        return crypto::verify_ecdsa_p256(key.value, message, signature);
    if (key.scheme == "rsassa-pss-sha256")
        return crypto::verify_rsa_pss(key.value, message, signature);
    return false;
}

/// Hexadecimal digits come in two cases, and PEM with more or fewer line ends.
std::string said_one_way(const Key& key) {
    if (key.scheme == "ed25519") return ascii_lower(key.value);
    std::string plain = key.value;
    std::erase_if(plain, [](char c) { return c == '\n' || c == '\r' || c == ' '; });
    return plain;
}

/// What all roles have: type, specification version, version, expiry.
void read_common(JsonReader& in, std::string_view role, std::uint64_t& version, Instant& expires) {
    if (in.text("_type") != role) in.fault("_type", fmt::format("\"{}\"", role));
    if (in.text("spec_version").substr(0, 2) != "1.") in.fault("spec_version", "of TUF 1");
    version = in.count("version");
    if (version == 0) in.fault("version", "a number from 1");
    const auto time = parse_rfc3339(in.text("expires"));
    if (time)
        expires = *time;
    else
        in.fault("expires", "an instant");
}

FileMeta read_file_meta(JsonReader& in, const Json& json, bool target) {
    FileMeta meta;
    JsonReader fields(json);
    if (!target) meta.version = fields.count("version");
    if (target || json.at("length") != nullptr) meta.length = fields.count("length");
    const Json* hashes = json.at("hashes");
    if (const Json* hash = hashes == nullptr ? nullptr : hashes->at("sha256")) {
        auto digest = Digest::from_hex(hash->text() == nullptr ? "" : *hash->text());
        if (digest) meta.sha256 = *digest;
    }
    const bool hash_missing = (target || hashes != nullptr) && !meta.sha256;
    if (!fields.good() || hash_missing || (!target && meta.version == 0))
        in.fault(target ? "targets" : "meta", "a table of files");
    return meta;
}

Json file_json(const FileMeta& meta, bool target) {
    Json::Record fields;
    if (!target) fields.emplace("version", meta.version);
    if (meta.length) fields.emplace("length", *meta.length);
    if (meta.sha256) fields.emplace("hashes", Json::Record{{"sha256", meta.sha256->hex()}});
    return fields;
}

Json::Record common(std::string_view role, std::uint64_t version, Instant expires) {
    return {{"_type", role},
            {"spec_version", spec_version},
            {"version", version},
            {"expires", format_rfc3339(expires)}};
}

RoleKeys read_role(JsonReader& in, const Root& root, const Json& json) {
    JsonReader fields(json);
    RoleKeys role{fields.texts("keyids"), fields.count("threshold")};
    const std::set<std::string> unique(role.ids.begin(), role.ids.end());
    if (!fields.good() || role.threshold == 0 || unique.size() != role.ids.size())
        in.fault("roles", "a table of key ids and thresholds");
    for (const std::string& id : role.ids)
        if (!root.keys.contains(id)) in.fault("roles", "about keys that are listed");
    return role;
}

void read_keys(JsonReader& in, Root& root) {
    for (const auto& [id, json] : in.record("keys")) {
        JsonReader fields(json);
        Key key{fields.text("keytype"), fields.text("scheme"), {}};
        const Json* value = json.at("keyval");
        const Json* text = value == nullptr ? nullptr : value->at("public");
        if (!fields.good() || text == nullptr || text->text() == nullptr) {
            in.fault("keys", "a table of keys");
            continue;
        }
        key.value = *text->text();
        root.keys.emplace(id, std::move(key));
    }
}

void read_revocations(JsonReader& in, Root& root) {
    if (in.json().at("x-kolokol-revoked") == nullptr) return;
    for (const Json& json : in.list("x-kolokol-revoked")) {
        JsonReader fields(json);
        root.revoked.push_back({fields.text("keyid"), fields.count("from_sequence")});
        if (!fields.good()) in.fault("x-kolokol-revoked", "a list of keys and sequences");
    }
}

}  // namespace

Key ed25519(const crypto::PublicKey& key) {
    return {"ed25519", "ed25519", to_hex(key.bytes)};
}

std::string key_id(const Key& key) {
    return crypto::sha256(canonical(key_json(key))).hex();
}

std::string key_id(const crypto::PublicKey& key) {
    return key_id(ed25519(key));
}

Result<Envelope> open_envelope(BytesView bytes, std::size_t limit) {
    auto json = parse_json(bytes, limit);
    if (!json)
        return refuse(Kind::invalid,
                      json.error().code == "json.too_large" ? "tuf.too_large" : "tuf.bad_metadata",
                      json.error().detail);
    const Json* content = json->at("signed");
    JsonReader in(*json);
    Envelope envelope;
    std::set<std::string> seen;
    for (const Json& item : in.list("signatures")) {
        JsonReader fields(item);
        Signature signature{fields.text("keyid"), {}};
        auto value = from_hex(fields.text("sig"));
        if (!fields.good() || !value || !seen.insert(signature.key_id).second)
            return bad("metadata has a list of signatures that is not one signature a key");
        signature.bytes = std::move(*value);
        envelope.signatures.push_back(std::move(signature));
    }
    if (!in.good() || content == nullptr || content->record() == nullptr)
        return bad("metadata is not a record of \"signed\" and \"signatures\"");
    envelope.content = *content;
    envelope.signed_bytes = canonical(envelope.content);
    return envelope;
}

Result<Root> read_root(const Envelope& envelope) {
    JsonReader in(envelope.content);
    Root root;
    read_common(in, "root", root.version, root.expires);
    if (!in.boolean("consistent_snapshot")) in.fault("consistent_snapshot", "true");
    read_keys(in, root);
    const Json::Record& roles = in.record("roles");
    for (const char* name : {"root", "targets", "snapshot", "timestamp"}) {
        const auto role = roles.find(name);
        if (role == roles.end())
            in.fault("roles", fmt::format("complete: {} is missing", name));
        else
            root.roles.emplace(name, read_role(in, root, role->second));
    }
    read_revocations(in, root);
    if (!in.good()) return bad("root metadata: " + in.fault());
    return root;
}

Result<Listing> read_listing(const Envelope& envelope, std::string_view role) {
    JsonReader in(envelope.content);
    Listing listing;
    const bool target = role == "targets";
    read_common(in, role, listing.version, listing.expires);
    for (const auto& [name, json] : in.record(target ? "targets" : "meta"))
        listing.files.emplace(name, read_file_meta(in, json, target));
    if (!in.good()) return bad(fmt::format("{} metadata: {}", role, in.fault()));
    return listing;
}

Result<Root> parse_root(BytesView bytes) {
    auto envelope = open_envelope(bytes, longest_root);
    if (!envelope) return refuse(envelope.error());
    return read_root(*envelope);
}

std::set<std::string> signers(const Envelope& envelope, const Root& root, std::string_view role) {
    std::set<std::string> ids;
    std::set<std::string> keys;  // one key under two ids is one signer
    const auto named = root.roles.find(std::string(role));
    if (named == root.roles.end()) return ids;
    for (const std::string& id : named->second.ids)
        for (const Signature& signature : envelope.signatures) {
            if (signature.key_id != id) continue;
            const Key& key = root.keys.at(id);
            const std::string same = said_one_way(key);
            if (!keys.contains(same) && check(key, envelope.signed_bytes, signature.bytes)) {
                keys.insert(same);
                ids.insert(id);
            }
        }
    return ids;
}

bool enough(const Envelope& envelope, const Root& root, std::string_view role) {
    const auto named = root.roles.find(std::string(role));
    return named != root.roles.end() &&
           signers(envelope, root, role).size() >= named->second.threshold;
}

Json content(const Root& root) {
    Json::Record keys;
    for (const auto& [id, key] : root.keys)
        keys.emplace(id, key_json(key));
    Json::Record roles;
    for (const auto& [name, role] : root.roles)
        roles.emplace(name, Json::Record{{"keyids", Json::List(role.ids.begin(), role.ids.end())},
                                         {"threshold", role.threshold}});
    Json::Record fields = common("root", root.version, root.expires);
    fields.emplace("consistent_snapshot", true);
    fields.emplace("keys", std::move(keys));
    fields.emplace("roles", std::move(roles));
    Json::List revoked;
    for (const Revocation& item : root.revoked) {
        Json::Record entry;
        entry.emplace("keyid", item.key_id);
        entry.emplace("from_sequence", item.sequence);
        revoked.emplace_back(std::move(entry));
    }
    if (!revoked.empty()) fields.emplace("x-kolokol-revoked", std::move(revoked));
    return fields;
}

Json timestamp_content(std::uint64_t version, Instant expires, const FileMeta& snapshot) {
    Json::Record fields = common("timestamp", version, expires);
    fields.emplace("meta", Json::Record{{"snapshot.json", file_json(snapshot, false)}});
    return fields;
}

Json snapshot_content(std::uint64_t version, Instant expires, const FileMeta& targets) {
    Json::Record fields = common("snapshot", version, expires);
    fields.emplace("meta", Json::Record{{"targets.json", file_json(targets, false)}});
    return fields;
}

Json targets_content(std::uint64_t version, Instant expires, std::string_view name,
                     const FileMeta& target) {
    Json::Record fields = common("targets", version, expires);
    fields.emplace("targets", Json::Record{{std::string(name), file_json(target, true)}});
    return fields;
}

Result<Bytes> seal(const Json& content, const std::vector<Signer*>& signers) {
    const Bytes message = canonical(content);
    std::map<std::string, Bytes> signatures;
    for (Signer* signer : signers) {
        auto signature = signer->sign(message);
        if (!signature) return refuse(signature.error());
        signatures.emplace(key_id(signer->public_key()), std::move(*signature));
    }
    Json::List list;
    for (const auto& [id, bytes] : signatures)
        list.push_back(Json::Record{{"keyid", id}, {"sig", to_hex(bytes)}});
    return canonical(Json::Record{{"signatures", std::move(list)}, {"signed", content}});
}

FileMeta describe(std::uint64_t version, BytesView bytes) {
    return {version, bytes.size(), crypto::sha256(bytes)};
}

}  // namespace kolokol::edition::tuf
