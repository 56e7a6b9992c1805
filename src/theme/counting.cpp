#include "theme/counting.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include <unicode/numberformatter.h>
#include <unicode/plurrule.h>

#include "theme/icu.hpp"

namespace kolokol::theme {
namespace {

constexpr std::array<std::string_view, 6> keywords{"zero", "one", "two", "few", "many", "other"};

std::size_t keyword_of(const icu::PluralRules& rules, std::int64_t number) {
    const std::string word = to_utf8(rules.select(static_cast<double>(number)));
    const auto found = std::find(keywords.begin(), keywords.end(), word);
    return found == keywords.end() ? keywords.size() - 1
                                   : static_cast<std::size_t>(found - keywords.begin());
}

}  // namespace

struct Counting::State {
    std::unique_ptr<icu::PluralRules> rules;
    icu::number::LocalizedNumberFormatter numbers;
    /// By keyword: the form, or forms() where whole numbers do not take it.
    std::array<std::size_t, keywords.size()> form_of{};
    std::size_t forms = 0;
};

Counting::Counting(const Language& language) {
    const icu::Locale locale = locale_of(language);
    UErrorCode status = U_ZERO_ERROR;
    auto state = std::make_unique<State>();
    state->rules.reset(icu::PluralRules::forLocale(locale, status));
    check_icu(status, "plural rules");
    state->numbers = icu::number::NumberFormatter::withLocale(locale);

    std::array<bool, keywords.size()> used{};
    for (std::int64_t number = 0; number <= 1000; ++number)
        used[keyword_of(*state->rules, number)] = true;
    for (std::size_t i = 0; i < keywords.size(); ++i)
        state->form_of[i] = used[i] ? state->forms++ : keywords.size();
    state_ = std::move(state);
}

Counting::~Counting() = default;

std::size_t Counting::forms() const {
    return state_->forms;
}

std::size_t Counting::form(std::int64_t number) const {
    // A keyword for millions only ("un million de …") takes the last form, as gettext does.
    return std::min(state_->form_of[keyword_of(*state_->rules, number)], state_->forms - 1);
}

std::string Counting::number(std::int64_t number) const {
    UErrorCode status = U_ZERO_ERROR;
    const auto formatted = state_->numbers.formatInt(number, status);
    std::string text = to_utf8(formatted.toString(status));
    check_icu(status, "number format");
    return text;
}

}  // namespace kolokol::theme
