#include "cli/stop_signal.hpp"

namespace kolokol::cli {

StopSignal::StopSignal() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGTERM);
    sigaddset(&signals_, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    // a reader who goes away in the middle of an answer must not end the paper
    ::signal(SIGPIPE, SIG_IGN);
}

void StopSignal::wait() {
    int which = 0;
    sigwait(&signals_, &which);
}

}  // namespace kolokol::cli
