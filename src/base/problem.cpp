#include "base/problem.hpp"

namespace kolokol {

std::string_view to_string(Kind kind) {
    switch (kind) {
        case Kind::invalid:
            return "invalid";
        case Kind::not_found:
            return "not_found";
        case Kind::conflict:
            return "conflict";
        case Kind::forbidden:
            return "forbidden";
        case Kind::unavailable:
            return "unavailable";
    }
    return "unknown";
}

}  // namespace kolokol
