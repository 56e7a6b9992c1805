#include "base/secret.hpp"

#include <cstring>

namespace kolokol {

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this != &other) {
        wipe();
        bytes_ = std::move(other.bytes_);
        other.wipe();
    }
    return *this;
}

void Secret::wipe() {
    // explicit_bzero is not optimised away; a plain memset before the end of a life would be.
    explicit_bzero(bytes_.data(), bytes_.size());
    bytes_.clear();
}

}  // namespace kolokol
