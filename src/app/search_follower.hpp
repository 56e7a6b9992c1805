#pragma once
// Keeps a node's search index beside the edition that it serves, on a thread of its own, so that a
// new edition never waits for its index.

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>

#include "base/result.hpp"
#include "edition/shelf.hpp"
#include "search/search_index.hpp"

namespace kolokol::app {

/// Where a publication's index lies.
std::filesystem::path search_folder(const std::filesystem::path& publication);

class SearchFollower {
public:
    /// Both must outlive it.
    SearchFollower(search::SearchIndex& index, const edition::Shelf& shelf);
    SearchFollower(const SearchFollower&) = delete;
    SearchFollower& operator=(const SearchFollower&) = delete;
    ~SearchFollower();
    /// There may be a new edition. Returns at once.
    void wake();

private:
    void run();
    void follow_current();

    search::SearchIndex& index_;
    const edition::Shelf& shelf_;
    std::shared_ptr<const edition::Edition> shown_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool due_ = true;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace kolokol::app
