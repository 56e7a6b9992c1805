#include "staff/challenge.hpp"

#include <fmt/format.h>

#include "base/secret.hpp"
#include "crypto/digest.hpp"
#include "crypto/random.hpp"

namespace kolokol::staff {
namespace {

using store::Query;

constexpr std::size_t random_size = 16;
constexpr std::size_t end_size = 16;  // hexadecimal milliseconds
constexpr std::size_t seal_size = 32;

constexpr Query insert_secret{"staff.insert_secret", R"sql(
    INSERT INTO staff_secret (name, bytes) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING)sql"};
constexpr Query select_secret{"staff.secret", R"sql(
    SELECT bytes FROM staff_secret WHERE name = $1)sql"};
constexpr Query insert_spent{"staff.spend_challenge", R"sql(
    INSERT INTO spent_challenge (digest, expires_at) VALUES ($1, $2)
    ON CONFLICT (digest) DO NOTHING)sql"};
constexpr Query delete_over{"staff.forget_challenges", R"sql(
    DELETE FROM spent_challenge WHERE expires_at < $1)sql"};

Bytes seal_of(store::Transaction& tx, BytesView open, std::string_view purpose) {
    return crypto::keyed_hash(Secret(newsroom_secret(tx, "challenges")),
                              fmt::format("{}\n{}", purpose, open));
}

}  // namespace

Bytes newsroom_secret(store::Transaction& tx, std::string_view name) {
    const auto read = [&] {
        return tx.first(select_secret, {name}, [](const store::Row& row) { return row.blob(0); });
    };
    if (auto found = read()) return *found;
    // where two make it at once, both read the one that was first
    tx.execute(insert_secret, {name, store::Blob{crypto::random_bytes(32)}});
    return read().value();
}

Bytes make_challenge(store::Transaction& tx, std::string_view purpose, Instant now) {
    const Bytes open =
        crypto::random_bytes(random_size) + fmt::format("{:016x}", to_millis(now + challenge_life));
    return open + seal_of(tx, open, purpose);
}

Outcome spend_challenge(store::Transaction& tx, BytesView challenge, std::string_view purpose,
                        Instant now) {
    const auto unknown = [] {
        return refuse(Kind::forbidden, "staff.challenge_unknown",
                      "the answer is to a question that was not asked here");
    };
    if (challenge.size() != random_size + end_size + seal_size) return unknown();
    const BytesView open = challenge.substr(0, random_size + end_size);
    if (!crypto::equal_in_constant_time(seal_of(tx, open, purpose), challenge.substr(open.size())))
        return unknown();
    const Instant end = from_millis(
        static_cast<std::int64_t>(std::stoull(Bytes(open.substr(random_size)), nullptr, 16)));
    if (end < now)
        return refuse(Kind::forbidden, "staff.challenge_over",
                      "the page was open for too long; load it again");
    tx.execute(delete_over, {now});
    if (tx.execute(insert_spent, {crypto::sha256(challenge).hex(), end}) == 0)
        return refuse(Kind::forbidden, "staff.challenge_spent",
                      "this answer has been given before; load the page again");
    return done();
}

}  // namespace kolokol::staff
