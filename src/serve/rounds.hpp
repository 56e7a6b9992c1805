#pragma once
// One thread that does small things again and again: renew the heartbeat, look for dangers, press
// what is due.

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.hpp"

namespace kolokol::serve {

struct Duty {
    std::string name;
    std::chrono::milliseconds every;
    std::function<void(Instant now)> work;
};

/// Each duty is done at the start, in their order, and then as often as it says. What one throws is
/// logged, and it is tried again the next time.
class Rounds {
public:
    Rounds(const Clock& clock, std::vector<Duty> duties);
    /// Waits for the duty under way.
    ~Rounds();
    Rounds(const Rounds&) = delete;
    Rounds& operator=(const Rounds&) = delete;

private:
    void run();
    void work(const Duty& duty);

    const Clock& clock_;
    std::vector<Duty> duties_;
    std::vector<std::chrono::steady_clock::time_point> next_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace kolokol::serve
