#pragma once
// What one loop of the server has counted. For this room's sources.

#include <atomic>
#include <cstdint>

namespace kolokol::http {

/// Written by one loop, read by whoever asks.
class Tally {
public:
    void add(std::uint64_t by = 1) {
        value_.store(value_.load(std::memory_order_relaxed) + by, std::memory_order_relaxed);
    }
    std::uint64_t read() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> value_{0};
};

struct Tallies {
    Tally requests;
    Tally answers[6];
    Tally bytes_sent;
    Tally connections;
    Tally shed;
    Tally timed_out;
};

}  // namespace kolokol::http
