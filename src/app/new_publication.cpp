#include "app/new_publication.hpp"

#include <sstream>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "app/configuration.hpp"
#include "app/house.hpp"
#include "base/file.hpp"
#include "content/publication.hpp"
#include "edition/shelf.hpp"
#include "store/migrations.hpp"

namespace kolokol::app {
namespace {

std::string quoted(const std::string& text) {
    const toml::value<std::string> value(text);
    std::ostringstream out;
    out << toml::toml_formatter(
        value, toml::toml_formatter::default_flags & ~toml::format_flags::allow_literal_strings);
    return out.str();
}

std::string publication_section(const NewPublication& wish) {
    std::string languages;
    for (const Language& language : wish.languages)
        languages += (languages.empty() ? "" : ", ") + quoted(language.tag());
    std::string text = fmt::format(
        "[publication]\n"
        "# The first language is the default one: its pages have no prefix. It stays for ever.\n"
        "languages = [{}]\n"
        "# The zone in which days begin and times are printed.\n"
        "zone = {}\n"
        "# Where readers find the paper, without a slash at the end.\n"
        "origin = {}\n",
        languages, quoted(wish.zone), quoted(wish.origin));
    if (wish.contact.empty())
        text += "# contact = \"mailto:desk@paper.example\"\n";
    else
        text += fmt::format("contact = {}\n", quoted(wish.contact));
    text +=
        "# onions = [\"http://….onion\"]\n"
        "# mirrors = [\"https://mirror.example/paper\"]\n";
    for (const Language& language : wish.languages)
        text += fmt::format(
            "\n[publication.words.{}]\nname = {}\n# tagline = \"One line under the name.\"\n",
            language.tag(), quoted(wish.name));
    return text;
}

std::string publication_text(const NewPublication& wish) {
    return (wish.publication_toml.empty() ? publication_section(wish) : wish.publication_toml) +
           "\n";
}

std::string serve_section() {
    return "[serve]\n"
           "listen = \"127.0.0.1:8080\"\n"
           "# /healthz, /readyz and /metrics, for your own machines only\n"
           "health = \"127.0.0.1:9180\"\n"
           "# certificate = \"/etc/letsencrypt/live/paper.example/fullchain.pem\"\n"
           "# key = \"/etc/letsencrypt/live/paper.example/privkey.pem\"\n\n"
           "# [alarm]\n"
           "# A program that is run once, and then daily, when a key, the disk, a certificate or "
           "a\n"
           "# signature is in danger; KOLOKOL_ALARM_EVENT, _SUBJECT and _DETAIL say which.\n"
           "# command = [\"/usr/local/bin/tell-the-technician\"]\n";
}

std::string newsroom_section() {
    return "\n[newsroom]\n"
           "# Where the staff work; never the readers' port.\n"
           "listen = \"127.0.0.1:8081\"\n"
           "# Its own name, once it has one (docs/operating/newsroom.md).\n"
           "# origin = \"https://newsroom.paper.example\"\n";
}

std::string handover_section(const NewPublication& wish) {
    if (wish.public_side.empty()) return {};
    return "\n[handover]\n"
           "# The machine that readers reach: kolokol serve --role public runs there.\n"
           "public_side = \"http://127.0.0.1:8090\"\n";
}

std::string configuration_text(const NewPublication& wish) {
    return publication_text(wish) +
           fmt::format(
               "[database]\n"
               "# sqlite:FILE in this folder, or postgresql://USER@HOST/NAME\n"
               "address = {}\n\n",
               quoted(wish.database)) +
           serve_section() + newsroom_section() + handover_section(wish);
}

/// Gone again with all it holds unless kept.
class Scaffold {
public:
    explicit Scaffold(std::filesystem::path folder) : folder_(std::move(folder)) {}
    Scaffold(const Scaffold&) = delete;
    Scaffold& operator=(const Scaffold&) = delete;
    ~Scaffold() {
        std::error_code ignored;
        if (!kept_) std::filesystem::remove_all(folder_, ignored);
    }
    void keep() { kept_ = true; }

private:
    std::filesystem::path folder_;
    bool kept_ = false;
};

Result<edition::CreatedKeys> furnish(const NewPublication& wish, Instant now) {
    write_file(wish.folder / "kolokol.toml", configuration_text(wish), Access::owner_only);
    const auto configuration = Configuration::read(wish.folder);
    if (!configuration) return refuse(configuration.error());
    const auto publication = content::Publication::read(wish.folder / "kolokol.toml");
    if (!publication) return refuse(publication.error());

    auto keys = edition::KeyFolder(wish.folder / "keys").create(wish.keys, now);
    if (!keys) return refuse(keys.error());
    const auto shelf = edition::Shelf::create(wish.folder / "editions", keys->first_root);
    if (!shelf) return refuse(shelf.error());

    auto database = open_database(wish.folder, *configuration);
    if (!database) return refuse(database.error());
    const auto migrated = store::migrate(**database, migrations_folder(), now);
    if (!migrated) return refuse(migrated.error());
    std::filesystem::create_directories(wish.folder / "media");
    return keys;
}

/// The same paper without a newsroom: who takes that machine can print nothing.
void furnish_public_side(const NewPublication& wish, edition::CreatedKeys& keys) {
    const std::string text =
        publication_text(wish) + serve_section() +
        "\n[handover]\n"
        "# Where the newsroom side brings editions; the address of a tunnel, if you have one.\n"
        "listen = \"127.0.0.1:8090\"\n";
    write_file(wish.public_side / "kolokol.toml", text, Access::owner_only);
    std::filesystem::copy(wish.folder / "editions", wish.public_side / "editions",
                          std::filesystem::copy_options::recursive);
    std::filesystem::create_directories(wish.public_side / "keys");
    std::filesystem::permissions(wish.public_side / "keys", std::filesystem::perms::owner_all);
    for (auto key = keys.keys.rbegin(); key != keys.keys.rend(); ++key) {
        if (key->role != edition::Role::heartbeat) continue;
        const auto there = wish.public_side / "keys" / key->file.filename();
        write_file(there, read_file(key->file).value(), Access::owner_only);
        std::filesystem::remove(key->file);
        key->file = there;
        return;
    }
}

Outcome check_empty(const std::filesystem::path& folder) {
    if (!std::filesystem::exists(folder) ||
        (std::filesystem::is_directory(folder) && std::filesystem::is_empty(folder)))
        return done();
    return refuse(Kind::conflict, "publication.exists",
                  fmt::format("{} is {}; name a folder that is not there yet", folder.string(),
                              std::filesystem::is_directory(folder) ? "not empty" : "no folder"));
}

}  // namespace

Result<edition::CreatedKeys> make_publication(const NewPublication& wish, Instant now) {
    for (const auto& folder : {wish.folder, wish.public_side})
        if (const auto empty = check_empty(folder); !empty) return refuse(empty.error());
    std::filesystem::create_directories(wish.folder);
    std::filesystem::permissions(wish.folder, std::filesystem::perms::owner_all);
    Scaffold scaffold(wish.folder);
    auto keys = furnish(wish, now);
    if (!keys || wish.public_side.empty()) {
        if (keys) scaffold.keep();
        return keys;
    }
    std::filesystem::create_directories(wish.public_side);
    std::filesystem::permissions(wish.public_side, std::filesystem::perms::owner_all);
    Scaffold beside(wish.public_side);
    furnish_public_side(wish, *keys);
    beside.keep();
    scaffold.keep();
    return keys;
}

}  // namespace kolokol::app
