#include "app/search_follower.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>

#include "../search/printed.hpp"
#include "base/file_lock.hpp"

namespace kolokol::app {
namespace {

using edition::testing::Workshop;

TEST(SearchFollower, TriesAgainAfterItCouldNotWrite) {
    Workshop workshop;
    workshop.press([](edition::Builder& builder) {
        search::testing::put(builder, {"/2026/01/28/talks/", "Talks end", "Nothing was said."});
    });
    const TemporaryFolder folder;
    // The first database takes the number behind the one that was left, and a file is in its way.
    std::filesystem::create_directory(folder.path() / "7");
    write_file(folder.path() / "8.rough", "no folder");
    const auto index = std::move(*search::SearchIndex::open(folder.path()));
    const auto shelf = workshop.shelf();
    const SearchFollower follower(*index, shelf, std::chrono::milliseconds(10));
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (index->articles() == 0 && std::chrono::steady_clock::now() < patience)
        std::this_thread::yield();
    EXPECT_EQ(index->shows(), shelf.current()->facts().root);
}

TEST(SearchFollower, EndsWithoutWaitingForAnotherThatWritesTheIndex) {
    Workshop workshop;
    workshop.press([](edition::Builder& builder) {
        search::testing::put(builder, {"/2026/01/28/talks/", "Talks end", "Nothing was said."});
    });
    const TemporaryFolder folder;
    const auto index = std::move(*search::SearchIndex::open(folder.path()));
    const Descriptor writing = open_file(folder.path() / "lock", O_RDWR | O_CREAT);
    ASSERT_TRUE(try_to_lock(writing, Lock::exclusive, folder.path()));
    const auto shelf = workshop.shelf();
    { const SearchFollower follower(*index, shelf); }
    EXPECT_TRUE(index->shows().empty());
}

}  // namespace
}  // namespace kolokol::app
