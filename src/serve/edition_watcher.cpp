#include "serve/edition_watcher.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/log.hpp"

namespace kolokol::serve {
namespace {

constexpr auto look_anyway = std::chrono::seconds(2);

/// Forgets what was told: that something happened is all that counts.
void drain(const Descriptor& file) {
    std::array<char, 4096> ignored;
    while (::read(file.get(), ignored.data(), ignored.size()) > 0) {
    }
}

}  // namespace

EditionWatcher::EditionWatcher(const edition::Shelf& shelf, OnChange on_change)
    : shelf_(shelf),
      on_change_(std::move(on_change)),
      inotify_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)),
      wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (!wake_) throw std::system_error(errno, std::generic_category(), "eventfd");
    // Watched before the first look, so that nothing happens in between. Without inotify (its
    // instances are counted) the look every few seconds remains.
    const bool watched =
        inotify_ && ::inotify_add_watch(inotify_.get(), shelf.folder().c_str(), IN_MOVED_TO) >= 0;
    if (!watched) {
        log::warning("serve.no_inotify", {{"reason", std::strerror(errno)}});
        inotify_.reset();
    }
    current_ = shelf_.current();
    thread_ = std::thread([this] { watch(); });
}

EditionWatcher::~EditionWatcher() {
    ::eventfd_write(wake_.get(), 1);
    thread_.join();
}

std::shared_ptr<const edition::Edition> EditionWatcher::current() const {
    const std::lock_guard lock(mutex_);
    return current_;
}

void EditionWatcher::look() {
    const std::lock_guard one_at_a_time(looking_);
    std::shared_ptr<const edition::Edition> newest = shelf_.current();
    {
        const std::lock_guard lock(mutex_);
        if (newest == current_) return;
        current_ = newest;
    }
    generation_.fetch_add(1, std::memory_order_acq_rel);
    if (on_change_) on_change_(newest);
}

void EditionWatcher::watch() {
    while (true) {
        std::array<pollfd, 2> watched{{{wake_.get(), POLLIN, 0}, {inotify_.get(), POLLIN, 0}}};
        const auto patience = std::chrono::milliseconds(look_anyway).count();
        ::poll(watched.data(), watched.size(), static_cast<int>(patience));
        if (watched[0].revents != 0) return;
        if (watched[1].revents != 0) drain(inotify_);
        try {
            look();
        } catch (const std::exception& failure) {
            log::error("serve.change_failed", {{"detail", failure.what()}});
        }
    }
}

}  // namespace kolokol::serve
