#pragma once
// A few threads that run handlers, so that no handler keeps a loop from serving pages.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace kolokol::http {

class Workers {
public:
    Workers(int threads, std::size_t waiting_limit);
    /// Drops what waits, lets what runs come to its end.
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    /// False: too many wait already. `work` must not throw.
    bool put(std::function<void()> work);

private:
    void run();

    std::size_t waiting_limit_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> waiting_;
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace kolokol::http
