#pragma once
// How a language counts: which form of a text goes with a number, and the number in its own digits
// (ICU, CLDR's rules). Formatters are costly to make, so one is made for each language.

#include <cstdint>
#include <memory>
#include <string>

#include "base/language.hpp"

namespace kolokol::theme {

/// Immutable; threads share it.
class Counting {
public:
    explicit Counting(const Language& language);
    ~Counting();

    /// How many forms whole numbers need, 1 to 6: English 2, Russian 3, Arabic 6.
    std::size_t forms() const;
    /// Which of them goes with this number: counted in CLDR's order zero, one, two, few, many,
    /// other, those left out that no number up to 1,000 takes.
    std::size_t form(std::int64_t number) const;
    /// "1,234", "1 234", "١٬٢٣٤"
    std::string number(std::int64_t number) const;

private:
    struct State;
    std::unique_ptr<const State> state_;
};

}  // namespace kolokol::theme
