#pragma once
// SIGTERM and SIGINT, waited for.

#include <signal.h>

namespace kolokol::cli {

/// Made before any thread is started: they all inherit that these signals are held back.
class StopSignal {
public:
    StopSignal();
    /// Returns when the process is told to end.
    void wait();

private:
    sigset_t signals_{};
};

}  // namespace kolokol::cli
