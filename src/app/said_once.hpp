#pragma once
// What fails each second is said once, and again when it fails for another reason.

#include <string>
#include <string_view>
#include <utility>

namespace kolokol::app {

/// Not shared between threads.
class SaidOnce {
public:
    bool is_new(std::string_view reason) {
        if (said_ == reason) return false;
        said_ = reason;
        return true;
    }
    /// True: something had been said.
    bool is_over() { return !std::exchange(said_, {}).empty(); }

private:
    std::string said_;
};

}  // namespace kolokol::app
