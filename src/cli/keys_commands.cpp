// keys show | rotate | revoke | renew

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <qrencode.h>

#include "app/data_folder.hpp"
#include "app/editions.hpp"
#include "app/pressing.hpp"
#include "base/clock.hpp"
#include "cli/commands.hpp"
#include "cli/passphrase.hpp"
#include "edition/keys.hpp"
#include "edition/shelf.hpp"

namespace kolokol::cli {
namespace {

using nlohmann::json;

/// Two rows of modules a line of text, with the quiet zone that the standard asks for (ISO/IEC
/// 18004 section 9.1). Light on dark terminals would not scan, so the colours are set.
std::string qr_text(const std::string& text) {
    const std::unique_ptr<QRcode, void (*)(QRcode*)> code(
        QRcode_encodeString(text.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), &QRcode_free);
    if (!code) return {};
    constexpr int quiet = 4;
    const auto dark = [&](int x, int y) {
        if (x < 0 || y < 0 || x >= code->width || y >= code->width) return false;
        return (code->data[y * code->width + x] & 1) != 0;
    };
    std::string drawn;
    for (int y = -quiet; y < code->width + quiet; y += 2) {
        drawn += "\033[30;107m";
        for (int x = -quiet; x < code->width + quiet; ++x) {
            const bool upper = dark(x, y);
            const bool lower = dark(x, y + 1);
            drawn += upper && lower ? "█" : upper ? "▀" : lower ? "▄" : " ";
        }
        drawn += "\033[0m\n";
    }
    return drawn;
}

int show(Command& command, bool qr) {
    auto shelf = app::open_editions(command.site);
    if (!shelf) return command.console.refuse(shelf.error());
    const edition::KeyFolder folder(command.site / "keys");
    const auto keys = folder.list();
    if (!keys) return command.console.refuse(keys.error());

    const edition::SiteId site(shelf->site());
    const edition::Shelf::Freshness freshness = shelf->freshness();
    // Before the first press there is no signature that could expire.
    const bool pressed = freshness.targets != Instant{};
    const auto until = [&](Instant at) { return pressed ? json(format_rfc3339(at)) : json(); };
    json list = json::array();
    command.console.say(fmt::format("site id    {}\n           {}", site.hex(), site.words()));
    if (qr) command.console.say(qr_text(site.hex()));
    bool root_is_here = false;
    for (const edition::StoredKey& key : *keys) {
        const bool here = app::lies_inside(key.file, command.site);
        root_is_here = root_is_here || (key.role == edition::Role::root && here);
        list.push_back({{"role", edition::to_string(key.role)},
                        {"id", key.id},
                        {"file", key.file.string()},
                        {"inside_publication", here},
                        {"sealed", key.sealed}});
        command.console.say(fmt::format("{:<10} {}…  {}{}", edition::to_string(key.role),
                                        key.id.substr(0, 16), key.file.string(),
                                        key.sealed ? " (sealed by a passphrase)" : ""));
    }
    const auto away = folder.away(shelf->root_metadata());
    if (!away) return command.console.refuse(away.error());
    for (const edition::StoredKey& key : *away) {
        list.push_back({{"role", edition::to_string(key.role)}, {"id", key.id}, {"file", nullptr}});
        command.console.say(fmt::format("{:<10} {}…  on another machine",
                                        edition::to_string(key.role), key.id.substr(0, 16)));
    }
    command.console.say(fmt::format(
        "root metadata holds until {}, {}", format_rfc3339(freshness.root),
        pressed
            ? fmt::format("the edition's signature until {}, the heartbeat until {}",
                          format_rfc3339(freshness.targets), format_rfc3339(freshness.heartbeat))
            : "nothing is signed yet"));
    if (root_is_here)
        command.console.say(
            "The root key lies in the publication's own folder: who takes this machine can name "
            "new "
            "keys for your paper.\nMove it to a stick that three people keep, and leave none "
            "here.");
    command.console.document({{"site", site.hex()},
                              {"words", site.words()},
                              {"keys", list},
                              {"root_until", format_rfc3339(freshness.root)},
                              {"edition_until", until(freshness.targets)},
                              {"heartbeat_until", until(freshness.heartbeat)}});
    return 0;
}

Result<edition::Role> parse_role(const std::string& text) {
    for (const auto role : {edition::Role::root, edition::Role::edition, edition::Role::heartbeat})
        if (edition::to_string(role) == text) return role;
    return refuse(
        Kind::invalid, "keys.unknown_role",
        fmt::format("'{}' is no kind of key; there are root, edition and heartbeat", text));
}

using Change = edition::KeyFolder::Change;

Outcome put_in_force(const edition::KeyFolder& folder, edition::Shelf& shelf,
                     const Change& change) {
    const auto keys = app::open_press_keys(folder, change.next_root, ask_passphrase);
    if (!keys) return refuse(keys.error());
    return shelf.accept_root(change.next_root, keys->signers(), SystemClock().now());
}

/// What a revocation from an edition on means for those that are kept; the current one is signed
/// again by then.
json say_disowned(const Command& command, const edition::Shelf& shelf, std::uint64_t from) {
    command.console.say(
        fmt::format("what it signed from edition {} on is not the paper's any more", from));
    const auto current = shelf.current();
    json disowned = json::array();
    std::string numbers;
    for (const edition::EditionFacts& facts : shelf.list()) {
        if (facts.sequence < from || (current && facts.sequence == current->facts().sequence))
            continue;
        disowned.push_back(facts.sequence);
        numbers += fmt::format("{}{}", numbers.empty() ? "" : ", ", facts.sequence);
    }
    command.console.say(disowned.empty()
                            ? "no older edition that is kept here is disowned by it"
                            : fmt::format("kept here and disowned by it: {}", numbers));
    if (current && current->facts().sequence >= from)
        command.console.say(
            fmt::format("edition {}, which readers see, is vouched for by the keys in force now: "
                        "look whether it is yours (kolokol edition diff), and press if it is not",
                        current->facts().sequence));
    return disowned;
}

void say_what_changed(Command& command, const Change& change, const edition::Shelf& shelf,
                      std::uint64_t revoked_from) {
    json made = json::array();
    for (const edition::StoredKey& key : change.made) {
        made.push_back(
            {{"role", edition::to_string(key.role)}, {"id", key.id}, {"file", key.file.string()}});
        command.console.say(fmt::format("new {} key {}… in {}", edition::to_string(key.role),
                                        key.id.substr(0, 16), key.file.string()));
    }
    for (const std::string& id : change.removed)
        command.console.say(fmt::format("key {}… is no longer trusted", id.substr(0, 16)));
    json said{{"made", made}, {"removed", change.removed}};
    const bool of_editions =
        change.made.empty() || change.made.front().role == edition::Role::edition;
    if (revoked_from > 0 && of_editions) {
        said["from_edition"] = revoked_from;
        said["disowned"] = say_disowned(command, shelf, revoked_from);
    }
    command.console.say(
        "The current edition is signed again; readers and mirrors follow by themselves.");
    command.console.document(said);
}

/// Makes a change and puts it in force. Whatever it is refused for, or killed at, the keys of the
/// root in force are there: only after it are the others put aside.
int change_keys(Command& command,
                const std::function<Result<Change>(const edition::KeyFolder&, edition::Shelf&,
                                                   BytesView root)>& make,
                std::uint64_t revoked_from = 0) {
    auto shelf = app::open_editions(command.site);
    if (!shelf) return command.console.refuse(shelf.error());
    const edition::KeyFolder folder(command.site / "keys");
    const auto held = folder.hold();
    const auto root = app::root_in_force(*shelf);
    if (!root) return command.console.refuse(root.error());
    const auto change = make(folder, *shelf, *root);
    if (!change) return command.console.refuse(change.error());
    const auto accepted = put_in_force(folder, *shelf, *change);
    const auto now_in_force = app::root_in_force(*shelf);
    if (!now_in_force) return command.console.refuse(now_in_force.error());
    const auto settled = folder.settle(*now_in_force);
    if (!accepted) return command.console.refuse(accepted.error());
    if (!settled) return command.console.refuse(settled.error());
    say_what_changed(command, *change, *shelf, revoked_from);
    return 0;
}

int rotate(Command& command, const std::string& role_text, const std::string& id) {
    const auto role = parse_role(role_text);
    if (!role) return command.console.refuse(role.error());
    return change_keys(command, [&](const auto& folder, auto&, BytesView root) {
        return folder.rotate(*role, id, root, ask_passphrase, SystemClock().now());
    });
}

int revoke(Command& command, const std::string& id, std::uint64_t from) {
    return change_keys(
        command,
        [&](const auto& folder, auto& shelf, BytesView root) -> Result<Change> {
            const auto possible = shelf.may_disown_from(from);
            if (!possible) return refuse(possible.error());
            return folder.revoke(id, from, root, ask_passphrase, SystemClock().now());
        },
        from);
}

int renew(Command& command) {
    return change_keys(command, [](const auto& folder, auto&, BytesView root) {
        return folder.renew_root(root, ask_passphrase, SystemClock().now());
    });
}

}  // namespace

void add_keys_commands(CLI::App& program, Command& chosen) {
    CLI::App* group =
        program.add_subcommand("keys", "which keys sign the paper, and where they lie");
    group->require_subcommand(1);

    auto qr = std::make_shared<bool>(false);
    CLI::App* showing =
        group->add_subcommand("show", "the site id, every key, and until when it holds");
    showing->add_flag("--qr", *qr, "draw the site id as a QR code");
    add_site(*showing, chosen);
    add_json(*showing, chosen);
    showing->callback([&chosen, qr] { chosen.run = [&chosen, qr] { return show(chosen, *qr); }; });

    auto role = std::make_shared<std::string>();
    auto id = std::make_shared<std::string>();
    CLI::App* rotating =
        group->add_subcommand("rotate", "puts a new key in the place of an old one");
    rotating->add_option("role", *role, "root, edition or heartbeat")->required();
    rotating->add_option("--id", *id, "which of them (default: the first)");
    add_site(*rotating, chosen);
    add_json(*rotating, chosen);
    rotating->callback([&chosen, role, id] {
        chosen.run = [&chosen, role, id] { return rotate(chosen, *role, *id); };
    });

    auto stolen = std::make_shared<std::string>();
    auto from = std::make_shared<std::uint64_t>(0);
    CLI::App* revoking = group->add_subcommand(
        "revoke", "says that what a stolen key signed, from an edition on, is not ours");
    revoking->add_option("id", *stolen, "the key's id, as keys show prints it")->required();
    revoking->add_option("--from-edition", *from, "the first edition that is not ours")->required();
    add_site(*revoking, chosen);
    add_json(*revoking, chosen);
    revoking->callback([&chosen, stolen, from] {
        chosen.run = [&chosen, stolen, from] { return revoke(chosen, *stolen, *from); };
    });

    CLI::App* renewing = group->add_subcommand(
        "renew", "the same keys for another 13 months, signed by the root keys that are here");
    add_site(*renewing, chosen);
    add_json(*renewing, chosen);
    renewing->callback([&chosen] { chosen.run = [&chosen] { return renew(chosen); }; });
}

}  // namespace kolokol::cli
