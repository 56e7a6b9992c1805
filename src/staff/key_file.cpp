#include "staff/key_file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/text.hpp"
#include "crypto/passphrase.hpp"
#include "crypto/random.hpp"
#include "crypto/sealed.hpp"
#include "staff/keys.hpp"

namespace kolokol::staff {
namespace {

using nlohmann::json;

constexpr std::size_t longest_file = 4096;
constexpr std::size_t longest_challenge = 200;

std::string text_of(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Result<json> parse(const std::filesystem::path& file) {
    const auto bytes = kolokol::read_file(file, longest_file);
    if (!bytes) return refuse(bytes.error());
    auto object = json::parse(*bytes, nullptr, false);
    if (!object.is_object() || object.value("format", json()) != json("kolokol-key-file-1"))
        return refuse(Kind::invalid, "staff.key_file_damaged",
                      fmt::format("{} is no key file of kolokol staff key-file", file.string()));
    return object;
}

Result<Secret> open_seed(const std::filesystem::path& file, const json& object,
                         const std::function<Secret()>& ask) {
    if (!object.contains("sealed")) {
        auto seed = from_base64url(text_of(object, "seed"));
        if (!seed) return refuse(seed.error());
        return Secret(std::move(*seed));
    }
    const auto salt = from_base64url(text_of(object, "salt"));
    const auto sealed = from_base64url(text_of(object, "sealed"));
    if (!salt || !sealed)
        return refuse(Kind::invalid, "staff.key_file_damaged",
                      fmt::format("{} is damaged: take its copy", file.string()));
    const auto key = crypto::key_from_passphrase(ask(), *salt, crypto::Hardness::sensitive());
    if (!key) return refuse(key.error());
    auto seed = crypto::unlock(*key, *sealed, text_of(object, "newsroom"));
    if (seed) return seed;
    return refuse(Kind::forbidden, "staff.key_file_sealed",
                  fmt::format("that is not the passphrase of {}", file.string()));
}

bool is_origin(std::string_view text) {
    const bool scheme = text.starts_with("https://") || text.starts_with("http://");
    return scheme && text.find('/', text.find("://") + 3) == text.npos && text.back() != '/' &&
           text.find_first_of(" \t\r\n") == text.npos;
}

}  // namespace

Result<OwnKeyFile> make_key_file(const std::filesystem::path& file, std::string_view newsroom,
                                 const Secret& passphrase) {
    if (std::filesystem::exists(file))
        return refuse(Kind::conflict, "staff.key_file_exists",
                      fmt::format("{} is there already; name another file", file.string()));
    if (!is_origin(newsroom))
        return refuse(Kind::invalid, "staff.newsroom_wrong",
                      fmt::format("'{}' is no newsroom's address, such as "
                                  "https://newsroom.paper.example, as its page shows it",
                                  newsroom));
    OwnKeyFile made{std::string(newsroom), crypto::SigningKey::generate()};
    json object{{"format", "kolokol-key-file-1"},
                {"newsroom", made.newsroom},
                {"public", to_base64url(made.key.public_key().bytes)}};
    const Secret seed = made.key.seed();
    if (passphrase.empty()) {
        object["seed"] = to_base64url(seed.expose());
    } else {
        const Bytes salt = crypto::random_bytes(crypto::salt_size);
        const auto key =
            crypto::key_from_passphrase(passphrase, salt, crypto::Hardness::sensitive());
        if (!key) return refuse(key.error());
        object["salt"] = to_base64url(salt);
        object["sealed"] = to_base64url(crypto::lock(*key, seed.expose(), made.newsroom));
    }
    write_file(file, object.dump(2) + "\n", Access::owner_only);
    return made;
}

Result<OwnKeyFile> read_key_file(const std::filesystem::path& file,
                                 const std::function<Secret()>& ask) {
    const auto object = parse(file);
    if (!object) return refuse(object.error());
    const auto seed = open_seed(file, *object, ask);
    if (!seed) return refuse(seed.error());
    const auto key = crypto::SigningKey::from_seed(*seed);
    if (!key)
        return refuse(Kind::invalid, "staff.key_file_damaged",
                      fmt::format("{} is damaged: take its copy", file.string()));
    return OwnKeyFile{text_of(*object, "newsroom"), *key};
}

Result<std::string> answer_with(const OwnKeyFile& file, std::string_view challenge) {
    challenge = trim(challenge);
    const auto bytes = from_base64url(challenge);
    if (!bytes || bytes->empty() || challenge.size() > longest_challenge)
        return refuse(Kind::invalid, "staff.challenge_damaged",
                      "that is not the whole challenge; copy all of it from the newsroom's page");
    return fmt::format("{}.{}", to_base64url(file.key.public_key().bytes),
                       to_base64url(file.key.sign(key_file_message(file.newsroom, challenge))));
}

}  // namespace kolokol::staff
