#pragma once
// Time is handed in, so that tests set it and a press can be repeated for a given moment.

#include "base/time.hpp"

namespace kolokol {

class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
public:
    Instant now() const override {
        return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }
};

/// Stands where it was set: `press --at`, and every test.
class SetClock final : public Clock {
public:
    explicit SetClock(Instant at) : at_(at) {}
    Instant now() const override { return at_; }
    void set(Instant at) { at_ = at; }
    void advance(std::chrono::milliseconds by) { at_ += by; }

private:
    Instant at_;
};

}  // namespace kolokol
