#include "app/search_follower.hpp"

#include <exception>

#include "base/log.hpp"

namespace kolokol::app {
namespace {

/// The kept edition that the index shows, if it is still there: then a difference is enough.
std::shared_ptr<const edition::Edition> edition_with_root(const edition::Shelf& shelf,
                                                          const crypto::Digest& root) {
    for (const edition::EditionFacts& facts : shelf.list()) {
        if (facts.root != root) continue;
        auto found = shelf.edition(facts.sequence);
        if (found) return *found;
    }
    return nullptr;
}

}  // namespace

std::filesystem::path search_folder(const std::filesystem::path& publication) {
    return publication / "search";
}

SearchFollower::SearchFollower(search::SearchIndex& index, const edition::Shelf& shelf,
                               std::chrono::milliseconds again)
    : index_(index), shelf_(shelf), again_(again), thread_([this] { run(); }) {}

SearchFollower::~SearchFollower() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    stop_.request_stop();
    changed_.notify_all();
    thread_.join();
}

void SearchFollower::wake() {
    {
        const std::lock_guard lock(mutex_);
        due_ = true;
    }
    changed_.notify_all();
}

/// False: it could not.
bool SearchFollower::follow_current() {
    const auto current = shelf_.current();
    if (!current) return true;
    const crypto::Digest shows = index_.shows();
    if (shows == current->facts().root) {
        shown_ = current;
        return true;
    }
    std::shared_ptr<const edition::Edition> from = shown_;
    if (!from || from->facts().root != shows) from = edition_with_root(shelf_, shows);
    const auto followed = index_.follow(*current, from.get(), {}, stop_.get_token());
    if (!followed && stop_.stop_requested()) return false;  // the next start takes it up
    if (!followed) {
        log::error("search.not_followed", {{"code", followed.error().code}});
        return false;
    }
    shown_ = current;
    log::info("search.follows",
              {{"edition", current->facts().sequence}, {"articles", index_.articles()}});
    return true;
}

bool SearchFollower::try_to_follow() {
    try {
        return follow_current();
    } catch (const std::exception& failure) {
        log::error("search.failed", {{"detail", failure.what()}});
        return false;
    }
}

void SearchFollower::run() {
    const auto woken = [this] { return due_ || ending_; };
    bool follows = true;
    std::unique_lock lock(mutex_);
    while (!ending_) {
        // A disk that was full has room again, and the next edition may be a day away.
        if (follows)
            changed_.wait(lock, woken);
        else
            changed_.wait_for(lock, again_, woken);
        if (ending_) return;
        due_ = false;
        lock.unlock();
        follows = try_to_follow();
        lock.lock();
    }
}

}  // namespace kolokol::app
