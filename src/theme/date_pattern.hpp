#pragma once
// A date pattern (Unicode Technical Standard 35, part 4) with the words of one language, so that a
// day is written without asking ICU: its date formatters cannot be shared by threads.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace kolokol::theme {

struct DateWords {
    std::array<std::string, 12> months;        // inside of a date: "января"
    std::array<std::string, 12> months_alone;  // "январь"
    std::array<std::string, 12> short_months;
    std::array<std::string, 2> halves;   // before and after noon
    std::array<std::string, 10> digits;  // 0 to 9
};

/// Immutable; threads share it.
class DatePattern {
public:
    DatePattern() = default;
    /// Throws std::runtime_error for a field that is not of year, month, day, hour or minute.
    explicit DatePattern(std::string_view pattern);
    std::string write(const LocalTime& at, const DateWords& words) const;

private:
    struct Part {
        char field;  // 0: text
        std::size_t width;
        std::string text;
    };
    std::vector<Part> parts_;
};

/// At least `width` digits.
std::string written(int number, std::size_t width, const DateWords& words);

}  // namespace kolokol::theme
