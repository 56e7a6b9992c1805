#include "app/press_on_call.hpp"

#include "base/log.hpp"

namespace kolokol::app {

PressOnCall::PressOnCall(std::function<Outcome()> press, const Clock& clock)
    : press_(std::move(press)), clock_(clock), thread_([this] { run(); }) {}

PressOnCall::~PressOnCall() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

newsroom::PressNews PressOnCall::ask(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    const std::uint64_t mine = ++asked_;
    shown_since_.reset();
    refusal_.reset();
    changed_.notify_all();
    changed_.wait_for(lock, patience, [&] { return answered_ >= mine || ending_; });
    return news_locked();
}

newsroom::PressNews PressOnCall::news() const {
    const std::lock_guard lock(mutex_);
    return news_locked();
}

newsroom::PressNews PressOnCall::news_locked() const {
    return {answered_ < asked_, shown_since_, refusal_};
}

Outcome PressOnCall::press_safely() const {
    try {
        return press_();
    } catch (const std::exception& failure) {
        log::error("press.failed", {{"why", failure.what()}});
        return refuse(Kind::unavailable, "press.failed", failure.what());
    }
}

void PressOnCall::run() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [&] { return ending_ || answered_ < asked_; });
        if (ending_) return;
        // What is asked for from now on may miss this press: it gets the next one.
        const std::uint64_t taken = asked_;
        lock.unlock();
        const Outcome pressed = press_safely();
        lock.lock();
        answered_ = taken;
        if (asked_ == taken) {
            refusal_ = pressed ? std::nullopt : std::optional(pressed.error());
            shown_since_ = pressed ? std::optional(clock_.now()) : std::nullopt;
        }
        changed_.notify_all();
    }
}

}  // namespace kolokol::app
