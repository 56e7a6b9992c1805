#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "node_store.hpp"

namespace kolokol::edition {
namespace {

using testing::NodeStore;

Entry page(std::string_view path, std::string_view content) {
    Entry entry;
    entry.path = path;
    entry.digest = crypto::sha256(content);
    entry.size = content.size();
    entry.media_type = "text/html; charset=utf-8";
    return entry;
}

std::string path_of(int number) {
    return fmt::format("/section-{}/story-{}/", number % 5, number);
}

/// Changes that put pages first..last.
std::vector<Change> puts(int first, int last, std::string_view content = "text") {
    std::vector<Change> changes;
    for (int number = first; number <= last; ++number)
        changes.push_back(put_change(page(path_of(number), content), changes.size()));
    return changes;
}

Laid lay(NodeStore& store, const Laid& before, std::vector<Change> changes) {
    auto laid = lay_over(store.index(before), before.entries, before.bytes, std::move(changes),
                         store.writer());
    EXPECT_TRUE(laid) << laid.error().detail;
    return *laid;
}

TEST(Index, OfNothingHasNoNode) {
    NodeStore store;
    EXPECT_TRUE(lay(store, {}, {}).root.empty());
    EXPECT_FALSE(store.nothing().find("/")->has_value());
}

TEST(Index, FindsEveryPageThatWasPut) {
    NodeStore store;
    const Laid laid = lay(store, {}, puts(1, 500));
    const Index index = store.index(laid);
    EXPECT_EQ(laid.entries, 500U);
    EXPECT_EQ(laid.bytes, 2000U);
    EXPECT_EQ(index.find(path_of(321))->value(), page(path_of(321), "text"));
    EXPECT_FALSE(index.find("/nowhere/")->has_value());
}

TEST(Index, KeepsEveryKindOfEntryAsItWas) {
    NodeStore store;
    Entry moved;
    moved.path = "/old/";
    moved.status = 301;
    moved.target = "https://elsewhere.example/new/";
    Entry gone = page("/gone/", "withdrawn");
    gone.status = 410;
    gone.headers = 7;
    const Laid laid = lay(store, {}, {put_change(moved, 0), put_change(gone, 1)});
    EXPECT_EQ(store.index(laid).find("/old/")->value(), moved);
    EXPECT_EQ(store.index(laid).find("/gone/")->value(), gone);
}

TEST(Index, HasOneRootForOneSetOfPagesWhateverTheHistory) {
    std::mt19937 random(20260128);
    NodeStore store;
    Laid stepwise;
    std::map<std::string, std::string> truth;
    for (int step = 0; step < 60; ++step) {
        std::vector<Change> changes;
        for (int i = 0; i < 25; ++i) {
            const std::string path = path_of(static_cast<int>(random() % 300));
            const std::string content = fmt::format("content {}", random() % 4);
            const bool removes = random() % 3 == 0;
            removes ? truth.erase(path) : (truth[path] = content, 0U);
            changes.push_back(removes ? remove_change(path, changes.size())
                                      : put_change(page(path, content), changes.size()));
        }
        stepwise = lay(store, stepwise, std::move(changes));
        std::vector<Change> all;
        for (const auto& [path, content] : truth)
            all.push_back(put_change(page(path, content), all.size()));
        NodeStore fresh;
        const Laid at_once = lay(fresh, {}, std::move(all));
        ASSERT_EQ(stepwise.root, at_once.root) << "after step " << step;
        ASSERT_EQ(stepwise.entries, at_once.entries);
        ASSERT_EQ(stepwise.bytes, at_once.bytes);
    }
}

TEST(Index, IsEmptyAgainWhenAllIsRemoved) {
    NodeStore store;
    const Laid laid = lay(store, {}, puts(1, 50));
    std::vector<Change> removals;
    for (int number = 1; number <= 50; ++number)
        removals.push_back(remove_change(path_of(number), removals.size()));
    const Laid empty = lay(store, laid, std::move(removals));
    EXPECT_TRUE(empty.root.empty());
    EXPECT_EQ(empty.entries, 0U);
}

TEST(Index, TouchesOnlyTheNodesAboveAChange) {
    NodeStore store;
    const Laid laid = lay(store, {}, puts(1, 5000));
    const std::size_t nodes = store.nodes.size();
    lay(store, laid, puts(77, 77, "changed"));
    EXPECT_EQ(store.nodes.size(), nodes + 3);
}

TEST(Index, GetsOneLevelMoreAboveAHundredAndTwentyThousandPages) {
    EXPECT_EQ(depth_for(0), 2U);
    EXPECT_EQ(depth_for(120'000), 2U);
    EXPECT_EQ(depth_for(120'001), 3U);
    EXPECT_EQ(depth_for(120'000 * 64), 3U);
    EXPECT_EQ(depth_for(120'000 * 64 + 1), 4U);
}

TEST(Index, ChangesItsShapeWithTheNumberOfPagesOnly) {
    NodeStore store;
    const Laid below = lay(store, {}, puts(1, 120'000));
    const Laid above = lay(store, below, puts(120'001, 120'001));
    EXPECT_EQ(above.depth, 3U);
    const Laid back = lay(store, above, {remove_change(path_of(120'001), 0)});
    EXPECT_EQ(back.depth, 2U);
    EXPECT_EQ(back.root, below.root);
    EXPECT_TRUE(store.index(above).find(path_of(120'001))->has_value());
}

TEST(Index, ProvesThatAPageIsThere) {
    NodeStore store;
    const Laid laid = lay(store, {}, puts(1, 3000));
    const auto proof = store.index(laid).prove(path_of(9));
    ASSERT_TRUE(proof);
    EXPECT_EQ(proof->size(), 3U);
    const auto checked = check_proof(laid.root, laid.depth, path_of(9), *proof);
    ASSERT_TRUE(checked);
    EXPECT_EQ(checked->value(), page(path_of(9), "text"));
}

TEST(Index, ProvesThatAPageIsAbsent) {
    NodeStore store;
    const Laid laid = lay(store, {}, puts(1, 3000));
    const auto proof = store.index(laid).prove("/never/printed/");
    const auto checked = check_proof(laid.root, laid.depth, "/never/printed/", *proof);
    ASSERT_TRUE(checked);
    EXPECT_FALSE(checked->has_value());
}

TEST(Index, RefusesAProofThatWasCutOrChanged) {
    NodeStore store;
    const Laid laid = lay(store, {}, puts(1, 3000));
    auto proof = *store.index(laid).prove(path_of(9));
    const auto cut = std::vector<BytesView>(proof.begin(), proof.end() - 1);
    EXPECT_FALSE(check_proof(laid.root, laid.depth, path_of(9), cut));
    Bytes changed(proof.back());
    changed.back() ^= 1;
    proof.back() = changed;
    EXPECT_FALSE(check_proof(laid.root, laid.depth, path_of(9), proof));
    EXPECT_FALSE(check_proof(laid.root, laid.depth, path_of(9), {}));
}

TEST(Index, RefusesWhatIsNotInItsOneForm) {
    NodeStore store;
    const Laid laid = lay(store, {}, puts(1, 200));
    const auto proof = *store.index(laid).prove(path_of(9));
    EXPECT_FALSE(decode_leaf(Bytes(proof.back()) + '\0'));
    EXPECT_FALSE(decode_leaf(proof.back().substr(1)));
    EXPECT_FALSE(decode_inner(Bytes(proof.front()) + '\0'));
    EXPECT_FALSE(decode_inner(Bytes("KTN\x01", 4) + Bytes(8, '\0')));
    EXPECT_FALSE(decode_leaf(encode_leaf({page("/b/", "x"), page("/a/", "x")})));
    EXPECT_FALSE(decode_leaf(encode_leaf({page("no-slash", "x")})));
}

/// An index in which each node is 64 times its only child: 64 to the power of `depth` ways down.
Index hall_of_mirrors(NodeStore& store, std::string_view path, unsigned depth) {
    Digest node = store.writer()(encode_leaf({page(path, "text")}));
    for (unsigned level = 0; level < depth; ++level) {
        InnerNode inner;
        std::fill(std::begin(inner.children), std::end(inner.children), node);
        node = store.writer()(encode(inner));
    }
    return Index(node, depth, store.reader());
}

TEST(Index, RefusesANodeThatStandsAtManyPlacesInsteadOfGoingDownEachWay) {
    NodeStore store;
    const Index index = hall_of_mirrors(store, "/", 3);
    const auto entries = index.each([](const Entry&) { return true; });
    EXPECT_EQ(entries.error().code, "edition.bad_node");
    const auto nodes = index.each_node([](const Digest&, unsigned, BytesView) { return true; });
    EXPECT_EQ(nodes.error().code, "edition.bad_node");
    EXPECT_LT(store.reads, 20U);
}

TEST(Diff, RefusesANodeThatStandsAtManyPlaces) {
    NodeStore store;
    const Index before = hall_of_mirrors(store, "/", 3);
    const Index after = hall_of_mirrors(store, "/other/", 3);
    const auto compared = diff(before, after, [](const Entry*, const Entry*) { return true; });
    EXPECT_EQ(compared.error().code, "edition.bad_node");
    EXPECT_LT(store.reads, 20U);
}

TEST(Diff, NamesEveryPathThatChangedAndReadsLittleElse) {
    NodeStore store;
    const Laid before = lay(store, {}, puts(1, 5000));
    auto changes = puts(10, 11, "changed");
    changes.push_back(remove_change(path_of(12), 9));
    changes.push_back(put_change(page("/new/", "new"), 10));
    const Laid after = lay(store, before, std::move(changes));
    EXPECT_EQ(after.changed, 4U);
    std::map<std::string, std::pair<bool, bool>> seen;
    store.reads = 0;
    ASSERT_TRUE(
        diff(store.index(before), store.index(after), [&](const Entry* was, const Entry* is) {
            seen[std::string((was != nullptr ? was : is)->path)] = {was != nullptr, is != nullptr};
            return true;
        }));
    using Pair = std::pair<bool, bool>;
    EXPECT_EQ(seen, (std::map<std::string, Pair>{{path_of(10), Pair{true, true}},
                                                 {path_of(11), Pair{true, true}},
                                                 {path_of(12), Pair{true, false}},
                                                 {"/new/", Pair{false, true}}}));
    EXPECT_LE(store.reads, 2U * (1 + 4 + 4));
}

TEST(Diff, WorksAcrossShapes) {
    NodeStore store;
    const Laid before = lay(store, {}, puts(1, 120'000));
    auto changes = puts(120'001, 120'001);
    changes.push_back(remove_change(path_of(5), 9));
    const Laid after = lay(store, before, std::move(changes));
    const Laid more = lay(store, after, puts(120'002, 120'002));
    std::vector<std::string> seen;
    ASSERT_TRUE(
        diff(store.index(before), store.index(more), [&](const Entry* was, const Entry* is) {
            seen.emplace_back((was != nullptr ? was : is)->path);
            return true;
        }));
    std::sort(seen.begin(), seen.end());
    EXPECT_EQ(seen, (std::vector<std::string>{path_of(5), path_of(120'001), path_of(120'002)}));
}

TEST(ChunkList, HasOneForm) {
    const ChunkList list{chunk_size + 1, {crypto::sha256("a"), crypto::sha256("b")}};
    const Bytes bytes = encode(list);
    EXPECT_EQ(decode_chunks(bytes)->chunks, list.chunks);
    EXPECT_FALSE(decode_chunks(bytes + '\0'));
    EXPECT_FALSE(decode_chunks(encode(ChunkList{chunk_size, {crypto::sha256("a")}})));
    EXPECT_FALSE(decode_chunks(encode(ChunkList{3 * chunk_size, list.chunks})));
}

}  // namespace
}  // namespace kolokol::edition
