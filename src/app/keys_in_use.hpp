#pragma once
// The keys of a paper that is being served: opened anew when another root has taken the place of
// the one that named them, so that `keys rotate` in another terminal needs no restart.

#include <memory>
#include <mutex>

#include "app/pressing.hpp"
#include "serve/alarm.hpp"

namespace kolokol::app {

/// Threads may share it.
class KeysInUse {
public:
    /// The public side has a heartbeat key and nothing else.
    enum class Which { all, heartbeat };
    /// `editions` must outlive it.
    KeysInUse(const edition::Shelf& editions, edition::KeyFolder folder, Which which)
        : editions_(editions), folder_(std::move(folder)), which_(which) {}

    /// Of the root in force. Shared, because whoever signs with them goes on while others take
    /// their place. Refuses what edition::KeyFolder::signer refuses; asked again, it looks again.
    Result<std::shared_ptr<const PressKeys>> current() const;
    /// The heartbeat key among them, as serve::HandoverSender asks for it.
    Result<std::shared_ptr<edition::Signer>> heartbeat() const;

private:
    Result<PressKeys> open(BytesView root) const;

    const edition::Shelf& editions_;
    edition::KeyFolder folder_;
    Which which_;
    mutable std::mutex mutex_;  // of the two below
    mutable Bytes root_;
    mutable std::shared_ptr<const PressKeys> keys_;
};

/// A key that the root names cannot be opened here. `keys` must outlive it.
serve::DangerCheck keys_in_danger(const KeysInUse& keys);

}  // namespace kolokol::app
