#pragma once
// Notices a new edition on the shelf and has it ready before anyone asks: inotify tells when
// `current` is renamed into the folder, and a look every few seconds is there for file systems that
// tell nothing.

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "base/file.hpp"
#include "edition/shelf.hpp"

namespace kolokol::serve {

/// Threads share it. The shelf must outlive it.
class EditionWatcher {
public:
    /// Called on the watcher's thread after each change, also of nothing but the signatures; not
    /// for the edition that is there at the start. Takes no longer than the next edition may wait.
    using OnChange = std::function<void(const std::shared_ptr<const edition::Edition>&)>;

    explicit EditionWatcher(const edition::Shelf& shelf, OnChange on_change = {});
    EditionWatcher(const EditionWatcher&) = delete;
    EditionWatcher& operator=(const EditionWatcher&) = delete;
    ~EditionWatcher();

    /// Null before the first press. Shared, because answers under way hold it while the next takes
    /// its place.
    std::shared_ptr<const edition::Edition> current() const;
    /// Another number after each change; costs one load.
    std::uint64_t generation() const { return generation_.load(std::memory_order_acquire); }
    /// Looks now: for whoever has pressed in this very process.
    void look();

private:
    void watch();

    const edition::Shelf& shelf_;
    OnChange on_change_;
    std::atomic<std::uint64_t> generation_{1};
    mutable std::mutex mutex_;  // for current_
    std::shared_ptr<const edition::Edition> current_;
    std::mutex looking_;
    Descriptor inotify_;
    Descriptor wake_;
    std::thread thread_;
};

}  // namespace kolokol::serve
