#pragma once
// What may not leak: it does not print, does not compare by ==, and is wiped when it goes.

#include <string>
#include <string_view>
#include <utility>

namespace kolokol {

class Secret {
public:
    Secret() = default;
    explicit Secret(std::string bytes) : bytes_(std::move(bytes)) {}
    Secret(Secret&& other) noexcept : bytes_(std::move(other.bytes_)) { other.wipe(); }
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = default;
    Secret& operator=(const Secret&) = default;
    ~Secret() { wipe(); }
    /// Named so that every place that looks inside can be found.
    std::string_view expose() const { return bytes_; }
    bool empty() const { return bytes_.empty(); }

private:
    void wipe();
    std::string bytes_;
};

}  // namespace kolokol
