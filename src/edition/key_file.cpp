#include "edition/key_file.hpp"

#include <stdexcept>

#include <fmt/format.h>
#include <sys/stat.h>

#include "base/file.hpp"
#include "crypto/passphrase.hpp"
#include "crypto/random.hpp"
#include "edition/json.hpp"

namespace kolokol::edition {
namespace {

constexpr std::string_view format = "kolokol-key-1";
constexpr std::size_t longest = 16U << 10U;

auto damaged(const std::filesystem::path& file, std::string_view why) {
    return refuse(Kind::invalid, "keys.damaged",
                  fmt::format("the key file {} is damaged: {}", file.string(), why));
}

/// What a sealed secret is bound to, so that it cannot stand in another key's file.
Bytes context(const KeyFile& about) {
    return fmt::format("{} {} {} {}", format, about.role, about.type, to_hex(about.public_bytes));
}

Json seal_secret(const KeyFile& about, const Secret& secret, const Secret& passphrase) {
    const Bytes salt = crypto::random_bytes(crypto::salt_size);
    const auto cost = crypto::Hardness::sensitive();
    const auto key = crypto::key_from_passphrase(passphrase, salt, cost);
    if (!key) throw std::runtime_error(key.error().detail);
    return Json::Record{{"kdf", "argon2id"},
                        {"passes", cost.passes},
                        {"memory", cost.memory_bytes},
                        {"salt", to_hex(salt)},
                        {"box", to_hex(crypto::lock(*key, secret.expose(), context(about)))}};
}

Result<Json> read_json(const std::filesystem::path& file) {
    auto bytes = read_file(file, longest);
    if (!bytes)
        return refuse(Kind::not_found, "keys.missing",
                      fmt::format("the key file {} is missing", file.string()));
    auto json = parse_json(*bytes, longest);
    if (!json) return damaged(file, json.error().detail);
    JsonReader in(*json);
    const std::string written_as = in.text("format");
    if (in.good() && written_as != format)
        return refuse(Kind::invalid, "keys.newer_format",
                      fmt::format("the key file {} is of the format {}: take a newer Kolokol",
                                  file.string(), written_as));
    return json;
}

Result<KeyFile> read_about(const std::filesystem::path& file, const Json& json) {
    JsonReader in(json);
    KeyFile about{in.text("role"), in.text("type"), {}, json.at("sealed") != nullptr, false, {}};
    const Json* elsewhere = json.at("elsewhere");
    if (elsewhere != nullptr) about.elsewhere = in.text("elsewhere");
    about.has_secret = about.sealed || json.at("secret") != nullptr;
    auto public_bytes = from_hex(in.text("public"));
    if (!in.good() || !public_bytes || public_bytes->size() != 32)
        return damaged(file, in.good() ? "its public half is not 32 bytes" : in.fault());
    about.public_bytes = std::move(*public_bytes);
    return about;
}

Result<Secret> unseal(const std::filesystem::path& file, const KeyFile& about, const Json& sealed,
                      const AskPassphrase& ask) {
    JsonReader in(sealed);
    const auto salt = from_hex(in.text("salt"));
    const auto box = from_hex(in.text("box"));
    const crypto::Hardness cost{in.count("passes"), in.count("memory")};
    if (!in.good() || !salt || !box) return damaged(file, "its sealed part is not whole");
    const Secret passphrase = ask ? ask(file) : Secret{};
    const auto wrong = [&] {
        return refuse(Kind::forbidden, "keys.wrong_passphrase",
                      fmt::format("the passphrase does not open {}", file.string()));
    };
    if (passphrase.empty()) return wrong();
    auto key = crypto::key_from_passphrase(passphrase, *salt, cost);
    if (!key) return refuse(key.error());
    auto secret = crypto::unlock(*key, *box, context(about));
    if (!secret) return wrong();
    return secret;
}

}  // namespace

void write_key(const std::filesystem::path& file, const KeyFile& about, const Secret& secret,
               const Secret& passphrase) {
    Json::Record fields{{"format", format},
                        {"role", about.role},
                        {"type", about.type},
                        {"public", to_hex(about.public_bytes)}};
    if (!about.elsewhere.empty())
        fields.emplace("elsewhere", about.elsewhere.string());
    else if (!passphrase.empty())
        fields.emplace("sealed", seal_secret(about, secret, passphrase));
    else if (!secret.empty())
        fields.emplace("secret", to_hex(secret.expose()));
    write_file(file, canonical(fields) + "\n", Access::owner_only);
}

Result<KeyFile> read_key(const std::filesystem::path& file) {
    auto json = read_json(file);
    if (!json) return refuse(json.error());
    return read_about(file, *json);
}

Result<Secret> read_secret(const std::filesystem::path& file, const AskPassphrase& ask) {
    auto json = read_json(file);
    if (!json) return refuse(json.error());
    auto about = read_about(file, *json);
    if (!about) return refuse(about.error());
    if (about->sealed) return unseal(file, *about, *json->at("sealed"), ask);
    struct stat facts {};
    if (::stat(file.c_str(), &facts) == 0 && (facts.st_mode & 0077U) != 0)
        return refuse(Kind::forbidden, "keys.readable_by_others",
                      fmt::format("the key file {} can be read by others: chmod 600 it, and rotate "
                                  "the key if others were here",
                                  file.string()));
    JsonReader in(*json);
    auto secret = from_hex(in.text("secret"));
    if (!in.good() || !secret || secret->size() != 32)
        return damaged(file, "its secret half is not 32 bytes");
    return Secret(std::move(*secret));
}

}  // namespace kolokol::edition
