#pragma once
// Keeps a node's search index beside the edition that it serves, on a thread of its own, so that a
// new edition never waits for its index.

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

#include "base/result.hpp"
#include "edition/shelf.hpp"
#include "search/search_index.hpp"

namespace kolokol::app {

/// Where a publication's index lies.
std::filesystem::path search_folder(const std::filesystem::path& publication);

class SearchFollower {
public:
    /// Both must outlive it. What fails is tried again after `again`, or with the next edition.
    SearchFollower(search::SearchIndex& index, const edition::Shelf& shelf,
                   std::chrono::milliseconds again = std::chrono::minutes(1));
    SearchFollower(const SearchFollower&) = delete;
    SearchFollower& operator=(const SearchFollower&) = delete;
    /// Does not wait for an index under way: it stays what it was, and the next start makes it.
    ~SearchFollower();
    /// There may be a new edition. Returns at once.
    void wake();

private:
    void run();
    bool follow_current();
    bool try_to_follow();

    search::SearchIndex& index_;
    const edition::Shelf& shelf_;
    std::chrono::milliseconds again_;
    std::shared_ptr<const edition::Edition> shown_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool due_ = true;
    bool ending_ = false;
    std::stop_source stop_;
    std::thread thread_;
};

}  // namespace kolokol::app
