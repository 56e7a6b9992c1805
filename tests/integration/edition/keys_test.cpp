#include "edition/keys.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "edition/verify.hpp"
#include "static_host.hpp"
#include "workshop.hpp"

namespace kolokol::edition {
namespace {

using namespace testing;
using ::testing::Contains;
using ::testing::Each;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// A publication with its own keys/.
class Keys : public ::testing::Test {
protected:
    void create(const NewKeys& wish = {}) {
        created = keys.create(wish, press_time);
        ASSERT_TRUE(created) << created.error().detail;
        ASSERT_TRUE(Shelf::create(folder.path() / "editions", created->first_root));
    }
    Shelf shelf() const { return std::move(*Shelf::open(folder.path() / "editions")); }
    void press(int number, const AskPassphrase& ask = {}) {
        const Bytes root = shelf().root_metadata();
        auto edition = keys.signer(Role::edition, root, ask);
        ASSERT_TRUE(edition) << edition.error().detail;
        auto heartbeat = std::move(*keys.signer(Role::heartbeat, root));
        auto builder = std::move(*Builder::start(shelf(), Builder::From::current));
        put_articles(builder, number, number);
        ASSERT_TRUE(builder.commit(Workshop::paper(), {**edition, *heartbeat}, press_time));
    }
    /// Puts a change in force and signs the current edition under it.
    void accept(const KeyFolder::Change& change) {
        auto edition = std::move(*keys.signer(Role::edition, change.next_root));
        auto heartbeat = std::move(*keys.signer(Role::heartbeat, change.next_root));
        const auto accepted =
            shelf().accept_root(change.next_root, {*edition, *heartbeat}, press_time);
        ASSERT_TRUE(accepted) << accepted.error().detail;
        ASSERT_TRUE(keys.settle(change.next_root));
    }
    Verdict look(const std::filesystem::path& at, TrustState* state = nullptr) const {
        auto source = std::move(*open_source(at));
        return verify(*source, created->site, state, press_time);
    }
    StoredKey key(Role role) const {
        const auto all = *keys.list();
        return *std::find_if(all.begin(), all.end(),
                             [&](const StoredKey& stored) { return stored.role == role; });
    }
    std::filesystem::path exported(const std::string& name) const {
        fill_static_host(shelf(), folder.path() / name);
        return folder.path() / name;
    }

    TemporaryFolder folder;
    KeyFolder keys{folder.path() / "keys"};
    Result<CreatedKeys> created = refuse(Kind::not_found, "test.not_created");
};

TEST_F(Keys, AreMadeForEveryRole) {
    create();
    const auto all = *keys.list();
    EXPECT_THAT(all, SizeIs(4));
    EXPECT_THAT(all, Each(Field(&StoredKey::present, true)));
    EXPECT_TRUE(keys.recovery_key());
    EXPECT_TRUE(std::filesystem::exists(keys.folder() / "intake.json"));
}

TEST_F(Keys, AreReadableByTheirOwnerAlone) {
    create();
    struct stat facts {};
    ASSERT_EQ(::stat(keys.folder().c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777U, 0700U);
    for (const auto& file : std::filesystem::directory_iterator(keys.folder())) {
        ASSERT_EQ(::stat(file.path().c_str(), &facts), 0);
        EXPECT_EQ(facts.st_mode & 0777U, 0600U) << file.path();
    }
}

TEST_F(Keys, AreRefusedWhenOthersCanReadThem) {
    create();
    ASSERT_EQ(::chmod(key(Role::edition).file.c_str(), 0644), 0);
    const auto signer = keys.signer(Role::edition, created->first_root);
    ASSERT_FALSE(signer);
    EXPECT_EQ(signer.error().code, "keys.readable_by_others");
}

TEST_F(Keys, AreNotWrittenOverKeys) {
    create();
    EXPECT_EQ(keys.create({}, press_time).error().code, "keys.exist");
}

TEST_F(Keys, LeaveTheRecoverySecretOnPaperAlone) {
    create();
    const auto recovery = *parse_recovery(created->recovery.expose());
    EXPECT_EQ(recovery.public_key, *keys.recovery_key());
    for (const auto& file : std::filesystem::directory_iterator(keys.folder()))
        EXPECT_EQ(read_file(file.path())->find(to_hex(recovery.secret.expose())), Bytes::npos);
}

TEST_F(Keys, OfTheEditionCanBeRotated) {
    create();
    press(1);
    const StoredKey old = key(Role::edition);
    const auto change = keys.rotate(Role::edition, "", created->first_root, {}, press_time);
    ASSERT_TRUE(change) << change.error().detail;
    accept(*change);
    EXPECT_NE(key(Role::edition).id, old.id);
    EXPECT_TRUE(std::filesystem::exists(old.file.string() + ".retired"));
    press(2);
    EXPECT_EQ(look(exported("out")).code, Verified::fresh);
}

TEST_F(Keys, OfTheRootInForceStayUntilAnotherIsInForce) {
    create();
    press(1);
    const StoredKey old = key(Role::edition);
    ASSERT_TRUE(keys.rotate(Role::edition, "", created->first_root, {}, press_time));
    EXPECT_THAT(*keys.list(), Contains(Field(&StoredKey::id, old.id)));
    press(2);  // that change was never put in force
    EXPECT_EQ(look(exported("out")).code, Verified::fresh);
}

TEST_F(Keys, ThatWereNeverPutInForceArePutAside) {
    create();
    const auto change = keys.rotate(Role::edition, "", created->first_root, {}, press_time);
    ASSERT_TRUE(change);
    ASSERT_TRUE(keys.settle(created->first_root));
    EXPECT_THAT(*keys.list(), SizeIs(4));
    EXPECT_TRUE(keys.signer(Role::edition, created->first_root));
}

TEST_F(Keys, OfTheRootCanBeRotated) {
    create();
    press(1);
    const auto change = keys.rotate(Role::root, "", created->first_root, {}, press_time);
    ASSERT_TRUE(change) << change.error().detail;
    accept(*change);
    const auto next = keys.rotate(Role::heartbeat, "", change->next_root, {}, press_time);
    ASSERT_TRUE(next) << next.error().detail;
    accept(*next);
    press(2);
    EXPECT_EQ(look(exported("out")).code, Verified::fresh);
}

TEST_F(Keys, ThatWereRevokedAreNamedWhenTheySign) {
    create();
    press(1);
    const StoredKey stolen = key(Role::edition);
    auto thief = std::move(*keys.signer(Role::edition, created->first_root));
    const auto change = keys.revoke(stolen.id, 2, created->first_root, {}, press_time);
    ASSERT_TRUE(change) << change.error().detail;
    accept(*change);
    EXPECT_EQ(look(exported("ours")).code, Verified::fresh);

    // The thief signs the targets once more, and a heartbeat key of ours is tricked into it.
    const auto theirs = exported("theirs");
    auto heartbeat = std::move(*keys.signer(Role::heartbeat, change->next_root));
    const auto facts = shelf().current();
    const Bytes targets =
        *tuf::seal(tuf::targets_content(9, press_time + std::chrono::days(90), "edition.json",
                                        tuf::describe(9, encode(facts->facts()))),
                   {thief.get()});
    const Bytes snapshot = *tuf::seal(
        tuf::snapshot_content(9, press_time + std::chrono::hours(72), tuf::describe(9, targets)),
        {heartbeat.get()});
    write_file(theirs / "metadata/9.targets.json", targets);
    write_file(theirs / "metadata/9.snapshot.json", snapshot);
    write_file(theirs / "metadata/timestamp.json",
               *tuf::seal(tuf::timestamp_content(9, press_time + std::chrono::hours(72),
                                                 tuf::describe(9, snapshot)),
                          {heartbeat.get()}));
    const Verdict verdict = look(theirs);
    EXPECT_EQ(verdict.code, Verified::removed_key);
    EXPECT_THAT(verdict.findings, Contains(Field(&Finding::what, "edition.removed_key")));
}

TEST_F(Keys, ThatWereRevokedNoLongerBindThoseWhoSawTheThiefsEdition) {
    create();
    press(1);
    press(2);  // say this one is the thief's
    TrustState state;
    ASSERT_EQ(look(folder.path() / "editions", &state).code, Verified::fresh);
    const auto change = keys.revoke(key(Role::edition).id, 2, created->first_root, {}, press_time);
    ASSERT_TRUE(change);
    // The newsroom goes on from edition 1, on a shelf that never saw the other.
    const auto good = folder.path() / "good";
    ASSERT_TRUE(Shelf::create(good, created->first_root));
    auto edition = std::move(*keys.signer(Role::edition, change->next_root));
    auto heartbeat = std::move(*keys.signer(Role::heartbeat, change->next_root));
    Shelf shelf = std::move(*Shelf::open(good));
    ASSERT_TRUE(shelf.accept_root(change->next_root, {*edition, *heartbeat}, press_time));
    for (int number : {1, 3}) {
        auto builder = std::move(*Builder::start(shelf, Builder::From::current));
        put_articles(builder, number, number);
        ASSERT_TRUE(builder.commit(Workshop::paper(), {*edition, *heartbeat}, press_time));
    }
    EXPECT_EQ(look(good, &state).code, Verified::fresh);
}

TEST_F(Keys, ThatWereRotatedAwayCanBeRevokedLater) {
    create();
    press(1);
    const StoredKey old = key(Role::edition);
    const auto rotated = keys.rotate(Role::edition, "", created->first_root, {}, press_time);
    ASSERT_TRUE(rotated);
    accept(*rotated);
    const auto change = keys.revoke(old.id.substr(0, 12), 2, rotated->next_root, {}, press_time);
    ASSERT_TRUE(change) << change.error().detail;
    EXPECT_THAT(change->made, SizeIs(0));
    accept(*change);
    EXPECT_EQ(tuf::parse_root(shelf().root_metadata())->revoked,
              std::vector<tuf::Revocation>({{old.id, 2}}));
    press(2);
    EXPECT_EQ(look(exported("out")).code, Verified::fresh);
}

TEST_F(Keys, ThatAreRevokedAreNotRevokedFromALaterEditionOn) {
    create();
    press(1);
    const StoredKey old = key(Role::edition);
    const auto change = keys.revoke(old.id, 2, created->first_root, {}, press_time);
    ASSERT_TRUE(change);
    const auto later = keys.revoke(old.id, 3, change->next_root, {}, press_time);
    ASSERT_FALSE(later);
    EXPECT_EQ(later.error().code, "keys.revoked_already");
    EXPECT_TRUE(keys.revoke(old.id, 1, change->next_root, {}, press_time));
}

TEST_F(Keys, AreRevokedFromTheNextEditionOnAtTheLatest) {
    create();
    press(1);
    EXPECT_TRUE(shelf().may_disown_from(1));
    EXPECT_TRUE(shelf().may_disown_from(2));
    for (const std::uint64_t never : {0, 3, 99})
        EXPECT_EQ(shelf().may_disown_from(never).error().code, "edition.not_pressed");
}

TEST_F(Keys, CanLieElsewhere) {
    NewKeys wish;
    const TemporaryFolder stick;
    wish.root_folder = stick.path();
    wish.edition_folder = stick.path();
    create(wish);
    EXPECT_EQ(key(Role::root).file.parent_path(), stick.path());
    press(1);
    for (const auto& file : std::filesystem::directory_iterator(stick.path()))
        std::filesystem::remove(file.path());
    EXPECT_FALSE(key(Role::edition).present);
    EXPECT_EQ(keys.signer(Role::edition, created->first_root).error().code, "keys.missing");
    EXPECT_EQ(keys.rotate(Role::heartbeat, "", created->first_root, {}, press_time).error().code,
              "keys.too_few_roots");
}

TEST_F(Keys, ThatReplaceOneElsewhereLieBesideIt) {
    NewKeys wish;
    const TemporaryFolder stick;
    wish.edition_folder = stick.path();
    create(wish);
    const auto change = keys.rotate(Role::edition, "", created->first_root, {}, press_time);
    ASSERT_TRUE(change);
    EXPECT_EQ(change->made.front().file.parent_path(), stick.path());
}

TEST_F(Keys, NeedTheThresholdOfRootsToChange) {
    NewKeys wish;
    wish.roots = 3;
    wish.root_threshold = 2;
    const TemporaryFolder stick;
    wish.root_folder = stick.path();
    create(wish);
    std::vector<std::filesystem::path> files;
    for (const auto& file : std::filesystem::directory_iterator(stick.path()))
        files.push_back(file.path());
    std::filesystem::rename(files[0], files[0].string() + ".away");
    ASSERT_TRUE(keys.rotate(Role::edition, "", created->first_root, {}, press_time));
    std::filesystem::rename(files[1], files[1].string() + ".away");
    EXPECT_EQ(keys.rotate(Role::heartbeat, "", created->first_root, {}, press_time).error().code,
              "keys.too_few_roots");
}

TEST_F(Keys, ThatAreSealedOpenWithTheirPassphraseAlone) {
    NewKeys wish;
    wish.root_passphrases.emplace_back("six words that nobody guesses today");
    create(wish);
    EXPECT_TRUE(key(Role::root).sealed);
    const auto answer = [](const std::string& words) {
        return [words](const std::filesystem::path&) { return Secret(words); };
    };
    EXPECT_EQ(keys.renew_root(created->first_root, answer("wrong"), press_time).error().code,
              "keys.wrong_passphrase");
    EXPECT_TRUE(keys.renew_root(created->first_root, answer("six words that nobody guesses today"),
                                press_time));
}

/// Three root keys under one passphrase, of which two sign.
class SealedRoots : public Keys {
protected:
    SealedRoots() {
        NewKeys wish;
        wish.roots = 3;
        wish.root_threshold = 2;
        for (std::size_t i = 0; i < wish.roots; ++i)
            wish.root_passphrases.emplace_back(words);
        create(wish);
    }
    const std::string words = "six words that nobody guesses today";
    std::size_t asked = 0;
};

TEST_F(SealedRoots, AskForNoMorePassphrasesThanAreNeeded) {
    const auto answer = [&](const std::filesystem::path&) {
        ++asked;
        return Secret(words);
    };
    ASSERT_TRUE(keys.renew_root(created->first_root, answer, press_time));
    EXPECT_EQ(asked, 2U);
}

TEST_F(SealedRoots, PassOverAHolderWhoGivesNoPassphrase) {
    const auto answer = [&](const std::filesystem::path&) {
        return asked++ == 0 ? Secret() : Secret(words);
    };
    const auto change = keys.renew_root(created->first_root, answer, press_time);
    ASSERT_TRUE(change) << change.error().detail;
    EXPECT_EQ(asked, 3U);
}

TEST_F(SealedRoots, SayThatOneHolderIsNotEnough) {
    const auto answer = [&](const std::filesystem::path&) {
        return asked++ == 0 ? Secret(words) : Secret();
    };
    EXPECT_EQ(keys.renew_root(created->first_root, answer, press_time).error().code,
              "keys.too_few_roots");
}

TEST_F(Keys, ThatAreUnknownAreRefused) {
    create();
    EXPECT_EQ(keys.revoke("0000", 1, created->first_root, {}, press_time).error().code,
              "keys.unknown");
}

TEST_F(Keys, OnAMachineThatWasLostAreShownAndRevoked) {
    create();
    press(1);
    const StoredKey lost = key(Role::heartbeat);
    std::filesystem::remove(lost.file);
    const auto away = keys.away(created->first_root);
    ASSERT_TRUE(away) << away.error().detail;
    ASSERT_THAT(*away, SizeIs(1));
    EXPECT_EQ(away->front().id, lost.id);
    const auto change = keys.revoke(lost.id, 1, created->first_root, {}, press_time);
    ASSERT_TRUE(change) << change.error().detail;
    accept(*change);
    EXPECT_THAT(*keys.away(change->next_root), IsEmpty());
    press(2);
    EXPECT_EQ(look(exported("out")).code, Verified::fresh);
}

TEST_F(Keys, AreNotRevokedByAnIdThatBeginsSeveral) {
    create();
    EXPECT_EQ(keys.revoke("", 1, created->first_root, {}, press_time).error().code,
              "keys.ambiguous");
}

TEST_F(Keys, ThatAreDamagedAreRefused) {
    create();
    const auto file = key(Role::edition).file;
    write_file(file, "{\"format\":\"kolokol-key-1\"}", Access::owner_only);
    EXPECT_EQ(keys.signer(Role::edition, created->first_root).error().code, "keys.damaged");
    write_file(file, "{\"format\":\"kolokol-key-2\"}", Access::owner_only);
    EXPECT_EQ(keys.signer(Role::edition, created->first_root).error().code, "keys.newer_format");
}

TEST_F(Keys, WishedForInNumbersThatCannotBeAreRefused) {
    NewKeys wish;
    wish.root_threshold = 2;
    EXPECT_EQ(keys.create(wish, press_time).error().code, "keys.bad_wish");
}

}  // namespace
}  // namespace kolokol::edition
