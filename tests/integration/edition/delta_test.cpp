#include "edition/delta.hpp"

#include <gtest/gtest.h>

#include "workshop.hpp"

namespace kolokol::edition {
namespace {

using namespace testing;

/// Two editions, and the delta between them.
class Delta : public ::testing::Test {
protected:
    void change(const std::function<void(Builder&)>& put) {
        workshop.press([](Builder& builder) {
            put_articles(builder, 1, 200);
            EXPECT_TRUE(builder.put("/old/", redirect("/new/")));
        });
        from = workshop.shelf().current();
        workshop.press(put);
        to = workshop.shelf().current();
        const auto published = to->published("delta/1-2");
        ASSERT_TRUE(published);
        delta = Bytes(published->bytes);
    }
    std::string refusal(BytesView bytes) const {
        const auto applied = apply_delta(bytes, *from, to->facts());
        return applied ? "" : applied.error().code;
    }

    Workshop workshop;
    std::shared_ptr<const Edition> from;
    std::shared_ptr<const Edition> to;
    Bytes delta;
};

TEST_F(Delta, LeadsToTheSignedIndex) {
    change([](Builder& builder) {
        put_articles(builder, 7, 7, 2);
        put_articles(builder, 201, 201);
        builder.remove(article_path(3));
        EXPECT_TRUE(builder.put(article_path(4), prepare("Withdrawn.", "text/html", 410)));
        EXPECT_TRUE(builder.put(article_path(5), redirect("/new/")));
    });
    const auto applied = apply_delta(delta, *from, to->facts());
    ASSERT_TRUE(applied) << applied.error().detail;
    EXPECT_EQ(applied->paths_changed, 5U);
    EXPECT_EQ(applied->objects.size(), 3U);
    for (const auto& object : applied->objects)
        EXPECT_EQ(to->object(object.digest)->identity, object.bytes);
    for (const auto& node : applied->nodes)
        EXPECT_EQ(to->object(node.digest)->identity, node.bytes);
}

TEST_F(Delta, IsSmallWhereLittleChanged) {
    change([](Builder& builder) { put_articles(builder, 7, 7, 2); });
    EXPECT_LT(delta.size(), 300U);
    EXPECT_EQ(to->facts().delta_limit, delta.size());
}

TEST_F(Delta, LeavesLargeObjectsToBeFetched) {
    change([](Builder& builder) {
        EXPECT_TRUE(builder.put("/p.webp", prepare(Bytes(2'000'000, 'p'), "image/webp")));
    });
    const auto applied = apply_delta(delta, *from, to->facts());
    ASSERT_TRUE(applied);
    ASSERT_EQ(applied->missing.size(), 1U);
    EXPECT_EQ(applied->missing.front(), to->find("/p.webp")->digest);
}

TEST_F(Delta, IsRefusedWhereverItWasCut) {
    change([](Builder& builder) { put_articles(builder, 7, 7, 2); });
    for (std::size_t length = 0; length < delta.size(); ++length)
        EXPECT_EQ(refusal(BytesView(delta).substr(0, length)), "delta.damaged") << length;
}

TEST_F(Delta, IsRefusedOrHarmlessWhicheverByteWasChanged) {
    change([](Builder& builder) { put_articles(builder, 7, 8, 2); });
    for (std::size_t at = 0; at < delta.size(); ++at) {
        Bytes changed = delta;
        changed[at] = static_cast<char>(changed[at] ^ 0x41);
        EXPECT_NE(refusal(changed), "") << at;
    }
}

TEST_F(Delta, OfAnotherEditionIsRefused) {
    change([](Builder& builder) { put_articles(builder, 7, 7, 2); });
    const auto applied = apply_delta(delta, *to, to->facts());
    ASSERT_FALSE(applied);
    EXPECT_EQ(applied.error().code, "delta.of_another_edition");
}

TEST_F(Delta, ThatLeadsElsewhereIsRefused) {
    change([](Builder& builder) { put_articles(builder, 7, 7, 2); });
    EditionFacts other = to->facts();
    other.root = crypto::sha256("another index");
    const auto applied = apply_delta(delta, *from, other);
    ASSERT_FALSE(applied);
    EXPECT_EQ(applied.error().code, "delta.wrong_root");
}

TEST_F(Delta, LongerThanWasSignedIsRefused) {
    change([](Builder& builder) { put_articles(builder, 7, 7, 2); });
    EditionFacts other = to->facts();
    other.delta_limit = delta.size() - 1;
    const auto applied = apply_delta(delta, *from, other);
    ASSERT_FALSE(applied);
    EXPECT_EQ(applied.error().code, "delta.damaged");
}

// A page of blanks is a few bytes as a frame, so that a delta of 64 MiB could fill any memory.
TEST_F(Delta, ThatUnpacksToMoreThanAllPagesIsRefused) {
    change([](Builder& builder) {
        EXPECT_TRUE(builder.put("/blank/", prepare(Bytes(1'000'000, ' '), "text/html")));
    });
    EditionFacts other = to->facts();
    other.bytes = 999'999;
    const auto applied = apply_delta(delta, *from, other);
    ASSERT_FALSE(applied);
    EXPECT_EQ(applied.error().code, "delta.damaged");
}

}  // namespace
}  // namespace kolokol::edition
