#pragma once
// A newsroom with a clock that is set.

#include <gmock/gmock.h>

#include "base/clock.hpp"
#include "crypto/random.hpp"
#include "staff/account.hpp"
#include "support/databases.hpp"

namespace kolokol::staff {

class Newsroom : public support::EachEngine {
protected:
    Account join(std::string_view pseudonym, const Roles& roles = {Role::editor}) {
        auto tx = database().begin();
        auto account =
            create_account(tx, pseudonym, Language(), roles, crypto::random_bytes(32), now())
                .value();
        tx.commit();
        return account;
    }
    /// Runs `work` in a transaction of its own and keeps what it did.
    template <class Work>
    auto in_one(Work work) {
        auto tx = database().begin();
        auto outcome = work(tx);
        tx.commit();
        return outcome;
    }
    Instant now() const { return clock_.now(); }
    SetClock clock_{from_millis(1'000'000'000)};
};

#define EXPECT_REFUSED(expression, expected)                     \
    do {                                                         \
        const auto outcome_ = (expression);                      \
        ASSERT_FALSE(outcome_);                                  \
        EXPECT_EQ(outcome_.error().code, std::string(expected)); \
    } while (false)

/// The same inside a function that returns something.
template <class Refused>
std::string refusal_of(const Refused& outcome) {
    return outcome ? "nothing was refused" : outcome.error().code;
}
#define EXPECT_REFUSED_HERE(expression, expected) EXPECT_EQ(refusal_of(expression), expected)

}  // namespace kolokol::staff
