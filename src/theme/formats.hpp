#pragma once
// Days, times, numbers and names as readers of one language write them (ICU), in the publication's
// zone, which is named where a time of day is printed.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.hpp"
#include "base/time.hpp"

namespace kolokol::theme {

/// Immutable; threads share it.
class Formats {
public:
    Formats(const Language& language, Zone zone);
    ~Formats();
    Formats(Formats&&) noexcept;
    Formats& operator=(Formats&&) noexcept;

    /// "28 January 2026, 14:05 (Moscow)", "28 января 2026 г., 14:05 (Москва)"
    std::string time(Instant at) const;
    /// "28 January 2026"
    std::string day(Instant at) const;
    /// "January 2026"
    std::string month(int year, unsigned month) const;
    /// "January": beside its year
    std::string month_alone(unsigned month) const;
    std::string year(int year) const;
    std::string number(std::int64_t number) const;
    /// "Anna Belova, Ivan Petrov and Lena Orlova"
    std::string listed(const std::vector<std::string>& names) const;
    /// The machine's form for <time datetime>: RFC 3339 with the zone's offset.
    std::string iso(Instant at) const;
    /// A language's own name for itself: "English", "Русский", "العربية".
    static std::string own_name(const Language& language);
    const Language& language() const;
    const Zone& zone() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace kolokol::theme
