#pragma once
// Refusals are values, failures are exceptions. C++20 has no std::expected; tl::expected stands in,
// and this file alone changes when the compiler has one.

#include <string>
#include <utility>

#include <tl/expected.hpp>

#include "base/problem.hpp"

namespace kolokol {

template <class T>
class [[nodiscard]] Result : public tl::expected<T, Problem> {
public:
    using Base = tl::expected<T, Problem>;
    using Base::Base;
    Result(Base outcome) : Base(std::move(outcome)) {}
};

/// What a function returns that can refuse and has nothing to say otherwise: `return done();`
using Outcome = Result<void>;
inline Outcome done() {
    return Outcome{};
}

inline tl::unexpected<Problem> refuse(Kind kind, std::string code, std::string detail = {}) {
    return tl::unexpected<Problem>(Problem{kind, std::move(code), std::move(detail)});
}
inline tl::unexpected<Problem> refuse(Problem problem) {
    return tl::unexpected<Problem>(std::move(problem));
}

}  // namespace kolokol
