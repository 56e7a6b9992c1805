// staff invite | list | remove | reset | audit: at the newsroom's machine
// staff key-file | sign: at a reporter's own machine, without a publication

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/house.hpp"
#include "app/open_newsroom.hpp"
#include "base/clock.hpp"
#include "cli/commands.hpp"
#include "cli/passphrase.hpp"
#include "staff/audit.hpp"
#include "staff/invitation.hpp"
#include "staff/key_file.hpp"
#include "staff/keys.hpp"

namespace kolokol::cli {
namespace {

using nlohmann::json;

std::string origin_of(const app::House& house) {
    return app::newsroom_origin(house.configuration());
}

void say_link(const Command& command, const app::House& house, const staff::SentInvitation& sent) {
    const std::string link = staff::invitation_link(origin_of(house), sent.token.expose());
    command.console.say(
        fmt::format("{}\n\nIt works once, until {}. Give it to one person, by a way you trust.",
                    link, format_rfc3339(sent.invitation.expires_at)));
    if (!house.configuration().newsroom_origin) {
        const auto port = house.configuration().newsroom.port;
        command.console.say(
            fmt::format("The newsroom has no host name yet. From another machine, open a tunnel "
                        "first and leave it open:\n  ssh -N -L {0}:localhost:{0} YOU@THIS-MACHINE",
                        port));
    }
    command.console.document({{"link", link},
                              {"roles", sent.invitation.roles.text()},
                              {"expires", format_rfc3339(sent.invitation.expires_at)}});
}

/// Runs `work` in a transaction, and says what came of it once that is kept: a link that was shown
/// opens, and who is said to be out is out.
template <class Work, class Say>
int change_staff(Command& command, Work work, Say say) {
    const Instant now = SystemClock().now();
    const auto house = app::House::open(command.site, now);
    if (!house) return command.console.refuse(house.error());
    auto tx = house->database().begin();
    const auto outcome = work(tx, now);
    if (!outcome) return command.console.refuse(outcome.error());
    tx.commit();
    say(*house, *outcome);
    return 0;
}

Result<staff::Account> find_person(store::Transaction& tx, const std::string& pseudonym) {
    auto account = staff::find_account_by_pseudonym(tx, pseudonym);
    if (account) return *account;
    return refuse(Kind::not_found, "staff.account_unknown",
                  fmt::format("nobody called '{}' works here; see kolokol staff list", pseudonym));
}

int invite(Command& command, const std::string& roles_text) {
    const auto roles = staff::Roles::parse(roles_text);
    if (!roles) return command.console.refuse(roles.error());
    return change_staff(
        command,
        [&](store::Transaction& tx, Instant now) {
            auto sent = staff::invite(tx, *roles, std::nullopt, now);
            staff::record(tx, std::nullopt, "staff.invited", sent.invitation.id.text(), now);
            return Result<staff::SentInvitation>(std::move(sent));
        },
        [&](const app::House& house, const staff::SentInvitation& sent) {
            say_link(command, house, sent);
        });
}

int list(Command& command) {
    const Instant now = SystemClock().now();
    const auto house = app::House::open(command.site, now);
    if (!house) return command.console.refuse(house.error());
    auto tx = house->database().read();
    json people = json::array();
    for (const staff::Account& account : staff::accounts(tx)) {
        const int keys = staff::count_keys(tx, account.id);
        command.console.say(fmt::format("{}  {}  {}", account.pseudonym, account.roles.text(),
                                        keys == 1 ? "1 key" : fmt::format("{} keys", keys)));
        people.push_back({{"pseudonym", account.pseudonym},
                          {"roles", account.roles.text()},
                          {"keys", keys},
                          {"since", format_rfc3339(account.created_at)}});
    }
    const auto open = staff::invitations(tx, now);
    if (people.empty())
        command.console.say(
            "Nobody works here yet. Invite the first one: kolokol staff invite --role "
            "\"publisher operator\"");
    if (!open.empty())
        command.console.say(
            fmt::format("{} open invitation{}", open.size(), open.size() == 1 ? "" : "s"));
    command.console.document({{"people", people}, {"invitations", open.size()}});
    return 0;
}

int remove(Command& command, const std::string& pseudonym) {
    return change_staff(
        command,
        [&](store::Transaction& tx, Instant now) -> Result<staff::Account> {
            auto account = find_person(tx, pseudonym);
            if (!account) return account;
            if (const auto removed = staff::remove_account(tx, account->id, now); !removed)
                return refuse(removed.error());
            staff::record(tx, std::nullopt, "staff.removed", account->id.text(), now);
            return account;
        },
        [&](const app::House&, const staff::Account& account) {
            command.console.say(
                fmt::format("{} is out: sessions ended, keys and codes void.", account.pseudonym));
            command.console.document({{"removed", account.pseudonym}});
        });
}

int reset(Command& command, const std::string& pseudonym) {
    return change_staff(
        command,
        [&](store::Transaction& tx, Instant now) -> Result<staff::SentInvitation> {
            const auto account = find_person(tx, pseudonym);
            if (!account) return refuse(account.error());
            auto sent = staff::invite_to_reset(tx, account->id, std::nullopt, now);
            if (sent)
                staff::record(tx, std::nullopt, "staff.reset_offered", account->id.text(), now);
            return sent;
        },
        [&](const app::House& house, const staff::SentInvitation& sent) {
            command.console.say(
                fmt::format("New keys for {}; the old ones hold until it is used:", pseudonym));
            say_link(command, house, sent);
        });
}

int audit(Command& command, int limit) {
    const auto house = app::House::open(command.site, SystemClock().now());
    if (!house) return command.console.refuse(house.error());
    auto tx = house->database().read();
    json entries = json::array();
    for (const staff::AuditEntry& entry : staff::audit_entries(tx, limit)) {
        std::string who = "terminal";
        if (entry.account) {
            const auto account = staff::find_account(tx, *entry.account);
            who = account ? account->pseudonym : entry.account->text();
        }
        command.console.say(fmt::format("{:>6}  {}  {}  {}  {}", entry.seq,
                                        format_rfc3339(entry.at), who, entry.act, entry.subject));
        entries.push_back({{"seq", entry.seq},
                           {"at", format_rfc3339(entry.at)},
                           {"who", who},
                           {"act", entry.act},
                           {"subject", entry.subject},
                           {"hash", entry.hash}});
    }
    const auto head = staff::verify_audit(tx);
    if (!head) return command.console.refuse(head.error());
    command.console.say(fmt::format("The trail is whole: {} entries, {}", head->entries,
                                    head->hash.empty() ? std::string("none yet") : head->hash));
    command.console.document(
        {{"entries", entries}, {"count", head->entries}, {"head", head->hash}});
    return 0;
}

int make_file(Command& command, const std::string& file, const std::string& newsroom, bool open) {
    Secret passphrase;
    if (!open) {
        auto given = ask_new_passphrase("Passphrase: ");
        if (!given) return command.console.refuse(given.error());
        passphrase = std::move(*given);
    }
    const auto made = staff::make_key_file(file, newsroom, passphrase);
    if (!made) return command.console.refuse(made.error());
    const std::string half = to_base64url(made->key.public_key().bytes);
    command.console.say(
        fmt::format("Made {}. Keep a copy of it elsewhere.\n\nIts public half, for "
                    "the newsroom's page:\n{}",
                    file, half));
    command.console.document({{"file", file}, {"public", half}});
    return 0;
}

int sign(Command& command, const std::string& file, const std::string& challenge,
         bool answer_only) {
    const auto key =
        staff::read_key_file(file, [&] { return ask_passphrase(std::filesystem::path(file)); });
    if (!key) return command.console.refuse(key.error());
    const auto answer = staff::answer_with(*key, challenge);
    if (!answer) return command.console.refuse(answer.error());
    const std::string link = fmt::format("{}/newsroom/enter/key-file?challenge={}&answer={}",
                                         key->newsroom, challenge, *answer);
    command.console.say(answer_only ? *answer : link);
    command.console.document({{"answer", *answer}, {"link", link}});
    return 0;
}

void add_house_commands(CLI::App& group, Command& chosen) {
    auto roles = std::make_shared<std::string>("reporter");
    CLI::App* inviting = group.add_subcommand("invite", "a one-time link that lets somebody join");
    inviting->add_option("--role", *roles,
                         "reporter, editor, publisher, treasurer, operator, or several in quotes");
    inviting->callback(
        [&chosen, roles] { chosen.run = [&chosen, roles] { return invite(chosen, *roles); }; });
    CLI::App* listing = group.add_subcommand("list", "who works here");
    listing->callback([&chosen] { chosen.run = [&chosen] { return list(chosen); }; });

    auto removed = std::make_shared<std::string>();
    CLI::App* removing = group.add_subcommand("remove", "puts somebody out, at once");
    removing->add_option("pseudonym", *removed)->required();
    removing->callback([&chosen, removed] {
        chosen.run = [&chosen, removed] { return remove(chosen, *removed); };
    });
    auto lost = std::make_shared<std::string>();
    CLI::App* resetting =
        group.add_subcommand("reset", "a one-time link with new keys for who lost all of them");
    resetting->add_option("pseudonym", *lost)->required();
    resetting->callback(
        [&chosen, lost] { chosen.run = [&chosen, lost] { return reset(chosen, *lost); }; });

    auto limit = std::make_shared<int>(50);
    CLI::App* auditing =
        group.add_subcommand("audit", "who did what, and whether the trail is whole");
    auditing->add_option("--limit", *limit, "the newest so many")->check(CLI::Range(1, 1'000'000));
    auditing->callback(
        [&chosen, limit] { chosen.run = [&chosen, limit] { return audit(chosen, *limit); }; });
    for (CLI::App* each : {inviting, listing, removing, resetting, auditing}) {
        add_site(*each, chosen);
        add_json(*each, chosen);
    }
}

void add_own_commands(CLI::App& group, Command& chosen) {
    struct Arguments {
        std::string file;
        std::string newsroom;
        std::string challenge;
        bool open = false;
        bool answer_only = false;
    };
    auto arguments = std::make_shared<Arguments>();
    CLI::App* making =
        group.add_subcommand("key-file", "makes a key file, for browsers without passkeys");
    making->add_option("file", arguments->file, "which is not there yet")->required();
    making
        ->add_option("--newsroom", arguments->newsroom,
                     "the only address that it opens, as the newsroom's page shows it")
        ->required();
    making->add_flag("--no-passphrase", arguments->open, "whoever has the file gets in");
    making->callback([&chosen, arguments] {
        chosen.run = [&chosen, arguments] {
            return make_file(chosen, arguments->file, arguments->newsroom, arguments->open);
        };
    });
    CLI::App* signing =
        group.add_subcommand("sign", "answers a newsroom's challenge with a key file");
    signing->add_option("file", arguments->file)->required();
    signing->add_option("challenge", arguments->challenge, "as the newsroom's page shows it")
        ->required();
    signing->add_flag("--answer-only", arguments->answer_only, "no link, for a page that is open");
    signing->callback([&chosen, arguments] {
        chosen.run = [&chosen, arguments] {
            return sign(chosen, arguments->file, arguments->challenge, arguments->answer_only);
        };
    });
    add_json(*making, chosen);
    add_json(*signing, chosen);
}

}  // namespace

void add_staff_commands(CLI::App& program, Command& chosen) {
    CLI::App* group = program.add_subcommand("staff", "who works in the newsroom, and their keys");
    group->require_subcommand(1);
    add_house_commands(*group, chosen);
    add_own_commands(*group, chosen);
}

}  // namespace kolokol::cli
