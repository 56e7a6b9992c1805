#include "serve/rounds.hpp"

#include <algorithm>
#include <exception>

#include "base/log.hpp"

namespace kolokol::serve {

Rounds::Rounds(const Clock& clock, std::vector<Duty> duties)
    : clock_(clock),
      duties_(std::move(duties)),
      next_(duties_.size(), std::chrono::steady_clock::now()),
      thread_([this] { run(); }) {}

Rounds::~Rounds() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void Rounds::run() {
    using Moment = std::chrono::steady_clock;
    std::unique_lock lock(mutex_);
    while (!ending_) {
        for (std::size_t i = 0; i < duties_.size() && !ending_; ++i) {
            if (next_[i] > Moment::now()) continue;
            lock.unlock();
            work(duties_[i]);
            lock.lock();
            next_[i] = Moment::now() + duties_[i].every;
        }
        const auto woken = [this] { return ending_; };
        if (next_.empty())
            changed_.wait(lock, woken);
        else
            changed_.wait_until(lock, *std::min_element(next_.begin(), next_.end()), woken);
    }
}

void Rounds::work(const Duty& duty) {
    try {
        duty.work(clock_.now());
    } catch (const std::exception& failure) {
        log::error("serve.duty_failed", {{"duty", duty.name}, {"detail", failure.what()}});
    }
}

}  // namespace kolokol::serve
