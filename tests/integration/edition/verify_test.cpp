// What somebody may do to an edition on its way, and how it is named.

#include <gmock/gmock.h>

#include "spoiling.hpp"

namespace kolokol::edition {
namespace {

using namespace testing;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

TEST_F(Verify, FindsAnUntouchedEditionFresh) {
    const Verdict verdict = look(folder);
    EXPECT_EQ(verdict.code, Verified::fresh);
    EXPECT_THAT(verdict.findings, IsEmpty());
    EXPECT_EQ(verdict.pages_checked, 31U);
    EXPECT_EQ(verdict.edition->sequence, 2U);
    EXPECT_EQ(verdict.fresh_until, press_time + std::chrono::hours(72));
}

TEST_F(Verify, ReadsAShelfAsWellAsItsExport) {
    EXPECT_EQ(look(workshop.shelf_folder()).code, Verified::fresh);
    EXPECT_EQ(look(workshop.folder()).code, Verified::fresh);
}

TEST_F(Verify, ReadsAHostsFolder) {
    const auto host = workshop.folder() / "host";
    std::filesystem::create_directories(host / ".well-known");
    std::filesystem::copy(folder, host / ".well-known/kolokol",
                          std::filesystem::copy_options::recursive);
    EXPECT_EQ(look(host).code, Verified::fresh);
}

TEST_F(Verify, NamesAChangedPage) {
    change_byte(object(article_path(7)), 10);
    const Verdict verdict = look(folder);
    EXPECT_EQ(verdict.code, Verified::damaged);
    EXPECT_THAT(verdict.findings, ElementsAre(found("edition.page_changed", article_path(7))));
}

TEST_F(Verify, NamesAPageThatStandsInPlaceOfAnother) {
    std::filesystem::copy_file(object(article_path(8)), object(article_path(7)),
                               std::filesystem::copy_options::overwrite_existing);
    EXPECT_THAT(look(folder).findings, ElementsAre(found("edition.page_swapped", article_path(7))));
}

TEST_F(Verify, NamesTwoPagesThatChangedPlaces) {
    const auto one = object(article_path(7));
    const auto two = object(article_path(8));
    std::filesystem::rename(one, folder / "x");
    std::filesystem::rename(two, one);
    std::filesystem::rename(folder / "x", two);
    EXPECT_THAT(look(folder).findings,
                UnorderedElementsAre(found("edition.page_swapped", article_path(7)),
                                     found("edition.page_swapped", article_path(8))));
}

TEST_F(Verify, NamesAMissingPage) {
    std::filesystem::remove(object(article_path(7)));
    const Verdict verdict = look(folder);
    EXPECT_EQ(verdict.code, Verified::damaged);
    EXPECT_THAT(verdict.findings, ElementsAre(found("edition.page_missing", article_path(7))));
}

TEST_F(Verify, NamesAPartOfTheIndexThatIsMissing) {
    const auto edition = workshop.shelf().current();
    const auto nodes = *edition->index().prove(article_path(7));
    std::filesystem::remove(folder / "objects" / crypto::sha256(nodes.back()).hex());
    const Verdict verdict = look(folder);
    EXPECT_EQ(verdict.code, Verified::damaged);
    EXPECT_THAT(verdict.findings, Contains(Field(&Finding::what, "edition.page_missing")));
}

TEST_F(Verify, NamesAnEditionThatIsOlderThanOneSeen) {
    TrustState state;
    ASSERT_EQ(look(folder, &state).code, Verified::fresh);
    const Verdict verdict = look(old, &state);
    EXPECT_EQ(verdict.code, Verified::rolled_back);
    EXPECT_THAT(verdict.findings, Contains(Field(&Finding::what, "edition.rolled_back")));
}

TEST_F(Verify, RemembersNothingOfWhatWasRolledBack) {
    TrustState state;
    ASSERT_EQ(look(folder, &state).code, Verified::fresh);
    const TrustState before = state;
    look(old, &state);
    EXPECT_EQ(state, before);
}

TEST_F(Verify, DoesNotNoticeAnOlderEditionWithoutMemory) {
    EXPECT_EQ(look(old).code, Verified::fresh);
}

TEST_F(Verify, NamesWhatHasExpired) {
    const Verdict verdict = look(folder, nullptr, press_time + std::chrono::hours(73));
    EXPECT_EQ(verdict.code, Verified::expired);
    EXPECT_THAT(verdict.findings, UnorderedElementsAre(found("edition.expired", "timestamp"),
                                                       found("edition.expired", "snapshot")));
    EXPECT_EQ(verdict.pages_checked, 31U);
}

TEST_F(Verify, NamesAnotherSite) {
    const Workshop other;
    auto source = open_source(folder);
    const Verdict verdict =
        verify(**source, SiteId(crypto::sha256("another root")), nullptr, press_time);
    EXPECT_EQ(verdict.code, Verified::damaged);
    EXPECT_THAT(verdict.findings,
                ElementsAre(found("edition.foreign_site", "metadata/1.root.json")));
}

TEST_F(Verify, NamesAForeignKey) {
    FileKeySigner foreign(crypto::SigningKey::generate());
    const auto file = folder / "metadata/timestamp.json";
    const auto envelope = *tuf::open_envelope(*read_file(file), tuf::longest_timestamp);
    write_file(file, *tuf::seal(envelope.content, {&foreign}));
    const Verdict verdict = look(folder);
    EXPECT_EQ(verdict.code, Verified::damaged);
    EXPECT_THAT(verdict.findings,
                ElementsAre(found("edition.foreign_key", "metadata/timestamp.json")));
}

/// An index whose nodes are all the same one from level to level, signed with the newsroom's keys.
TEST_F(Verify, EndsWhereAThiefSignedAnIndexThatHasNoEnd) {
    const auto lay = [&](const Bytes& bytes) {
        const Digest name = crypto::sha256(bytes);
        write_file(folder / "objects" / name.hex(), bytes);
        return name;
    };
    const auto ours = workshop.shelf().current();
    Digest node = lay(encode_leaf({*ours->find(article_path(1))}));
    EditionFacts facts = ours->facts();
    facts.depth = 3;
    for (unsigned level = 0; level < facts.depth; ++level) {
        InnerNode inner;
        for (Digest& child : inner.children)
            child = node;
        node = lay(encode(inner));
    }
    facts.root = node;
    const Bytes json = encode(facts);
    write_file(folder / "targets" / (crypto::sha256(json).hex() + ".edition.json"), json);
    const auto edition_key = &workshop.edition_key;
    const auto heartbeat = &workshop.heartbeat_key;
    const Instant later = press_time + std::chrono::hours(1);
    const Bytes targets = *tuf::seal(
        tuf::targets_content(9, later, "edition.json", tuf::describe(9, json)), {edition_key});
    const Bytes snapshot =
        *tuf::seal(tuf::snapshot_content(9, later, tuf::describe(9, targets)), {heartbeat});
    write_file(folder / "metadata/9.targets.json", targets);
    write_file(folder / "metadata/9.snapshot.json", snapshot);
    write_file(
        folder / "metadata/timestamp.json",
        *tuf::seal(tuf::timestamp_content(9, later, tuf::describe(9, snapshot)), {heartbeat}));
    const Verdict verdict = look(folder);
    EXPECT_EQ(verdict.code, Verified::damaged);
    EXPECT_THAT(verdict.findings,
                Contains(found("edition.bad_index", "the part /0/1 of the index")));
    EXPECT_EQ(verdict.pages_checked, 1U);
}

TEST_F(Verify, NamesASignatureThatFitsSomethingElse) {
    const auto file = folder / "metadata/timestamp.json";
    Bytes bytes = *read_file(file);
    bytes.replace(bytes.find("\"version\":2"), 11, "\"version\":9");
    write_file(file, bytes);
    EXPECT_EQ(look(folder).code, Verified::damaged);
}

TEST_F(Verify, NamesARootThatTheOneBeforeDidNotSign) {
    FileKeySigner thief(crypto::SigningKey::generate());
    tuf::Root root = *tuf::parse_root(workshop.shelf().root_metadata());
    root.version = 2;
    root.keys[tuf::key_id(thief.public_key())] = tuf::ed25519(thief.public_key());
    root.roles["root"] = {{tuf::key_id(thief.public_key())}, 1};
    write_file(folder / "metadata/2.root.json", *tuf::seal(tuf::content(root), {&thief}));
    const Verdict verdict = look(folder);
    EXPECT_EQ(verdict.code, Verified::damaged);
    EXPECT_THAT(verdict.findings,
                ElementsAre(found("edition.forged_root", "metadata/2.root.json")));
}

TEST_F(Verify, NamesAMissingMetadataFile) {
    std::filesystem::remove(folder / "metadata/2.targets.json");
    const Verdict verdict = look(folder);
    EXPECT_EQ(verdict.code, Verified::damaged);
    EXPECT_THAT(verdict.findings,
                ElementsAre(found("edition.metadata_missing", "metadata/2.targets.json")));
}

TEST_F(Verify, NamesMetadataThatIsTooLong) {
    write_file(folder / "metadata/timestamp.json", Bytes(tuf::longest_timestamp + 1, ' '));
    EXPECT_THAT(look(folder).findings,
                ElementsAre(found("edition.metadata_too_large", "metadata/timestamp.json")));
}

TEST_F(Verify, NamesTwoEditionsOfOneNumber) {
    TrustState state;
    ASSERT_EQ(look(folder, &state).code, Verified::fresh);
    // The same newsroom signs another edition 2, as from a copy of its shelf.
    Workshop twin;
    twin.press([](Builder& builder) { put_articles(builder, 1, 30); });
    twin.press([](Builder& builder) { put_articles(builder, 50, 50); });
    const Verdict verdict = look(twin.shelf_folder(), &state);
    EXPECT_EQ(verdict.code, Verified::two_editions);
    EXPECT_THAT(verdict.findings, Contains(Field(&Finding::what, "edition.two_of_one_number")));
}

TEST_F(Verify, LooksAtNoPageWhenItIsAskedNotTo) {
    change_byte(object(article_path(7)), 10);
    auto source = open_source(folder);
    const Verdict verdict =
        verify(**source, site(), nullptr, press_time, {.contents = false, .progress = {}});
    EXPECT_EQ(verdict.code, Verified::fresh);
    EXPECT_EQ(verdict.pages_checked, 0U);
}

TEST_F(Verify, RefusesAFileAndAFolderWithoutAnEdition) {
    write_file(workshop.folder() / "file", "x");
    EXPECT_EQ(open_source(workshop.folder() / "file").error().code, "verify.not_a_folder");
    std::filesystem::create_directory(workshop.folder() / "empty");
    EXPECT_EQ(open_source(workshop.folder() / "empty").error().code, "verify.not_an_edition");
}

TEST_F(Verify, ChecksPagesAsAHostServesThem) {
    const auto serve = [this](std::string_view path, std::size_t limit) -> Result<Bytes> {
        constexpr std::string_view known = "/.well-known/kolokol/";
        if (path.starts_with(known)) return read_file(folder / path.substr(known.size()), limit);
        if (path == article_path(7)) return Bytes("<h1>Not what was signed</h1>");
        const auto edition = workshop.shelf().current();
        return *edition->bytes(*edition->find(path));
    };
    auto source = url_source("https://mirror.example", serve);
    const Verdict verdict = verify(*source, site(), nullptr, press_time);
    EXPECT_EQ(verdict.code, Verified::damaged);
    EXPECT_THAT(verdict.findings, ElementsAre(found("edition.page_changed", article_path(7))));
}

TEST_F(Verify, TellsWhatCannotBeReadFromWhatIsForged) {
    const auto serve = [](std::string_view, std::size_t) -> Result<Bytes> {
        return refuse(Kind::unavailable, "http.cannot_connect", "nobody answers");
    };
    auto source = url_source("https://mirror.example", serve);
    EXPECT_EQ(verify(*source, site(), nullptr, press_time).code, Verified::unreadable);
}

TEST_F(Verify, RemembersBetweenRuns) {
    const TrustFolder memory(workshop.folder() / "trust");
    TrustState state = *memory.load(site());
    ASSERT_EQ(look(folder, &state).code, Verified::fresh);
    memory.save(site(), state);
    TrustState again = *memory.load(*SiteId::parse(site().words()));
    EXPECT_EQ(again, state);
    EXPECT_EQ(look(old, &again).code, Verified::rolled_back);
}

}  // namespace
}  // namespace kolokol::edition
