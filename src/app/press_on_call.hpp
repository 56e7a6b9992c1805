#pragma once
// Presses when the newsroom asks, on a thread of its own. Wishes that come while it presses are one
// press after it.

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "newsroom/press_news.hpp"

namespace kolokol::app {

/// Threads may share it.
class PressOnCall {
public:
    /// `press` is called on the thread of this object alone; what it throws is a refusal.
    PressOnCall(std::function<Outcome()> press, const Clock& clock);
    /// Waits for the press under way; one that was asked for and not begun is left to the next
    /// start.
    ~PressOnCall();
    PressOnCall(const PressOnCall&) = delete;
    PressOnCall& operator=(const PressOnCall&) = delete;

    /// To be called when what is to be pressed is committed. Waits at most `patience` for it.
    newsroom::PressNews ask(std::chrono::milliseconds patience);
    newsroom::PressNews news() const;

private:
    void run();
    Outcome press_safely() const;
    newsroom::PressNews news_locked() const;

    std::function<Outcome()> press_;
    const Clock& clock_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::uint64_t asked_ = 0;
    std::uint64_t answered_ = 0;
    std::optional<Instant> shown_since_;
    std::optional<Problem> refusal_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace kolokol::app
