#pragma once
// Takes editions from the newsroom side to the public side, over a connection that the newsroom
// side opens. The public side says which objects it lacks, so that a handover which was broken off
// goes on where it was.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "edition/shelf.hpp"
#include "edition/signer.hpp"
#include "edition/verify.hpp"
#include "http/client.hpp"
#include "serve/handover_rules.hpp"

namespace kolokol::serve {

struct HandoverSettings {
    /// Where the public side takes editions: "https://paper.example:8443".
    http::Url public_side;
    /// PEM file of certificates to trust instead of the system's; may be empty.
    std::string trusted_certificates;
    /// For one request and its answer.
    std::chrono::milliseconds request_time = handover_time;
};

struct HandedOver {
    std::uint64_t sequence = 0;
    std::uint64_t objects = 0;
    std::uint64_t bytes = 0;
    /// False: the public side had it already.
    bool anything = false;
};

/// Numbers of the editions on both sides; 0: none.
struct BothSides {
    std::uint64_t here = 0;
    std::uint64_t there = 0;
    /// One edition, signed by the same keys.
    bool same = true;
};

/// Asked at each handover that needs it: another key may have taken its place since the last.
using HeartbeatKey = std::function<Result<std::shared_ptr<edition::Signer>>()>;

/// Not shared between threads.
class HandoverSender {
public:
    /// `shelf` must outlive it. `heartbeat` may be empty for who only compares.
    HandoverSender(edition::Shelf& shelf, HeartbeatKey heartbeat, HandoverSettings settings);

    /// The current edition, if the public side has another. Refuses what http::Client refuses, what
    /// the public side refuses (under its code), "handover.newsroom_is_behind" where that side has
    /// a later edition of this newsroom's, "handover.bad_answer", what `heartbeat` and Shelf::renew
    /// refuse.
    Result<HandedOver> hand_over(Instant now);
    /// The same where something is new here, where the last try was refused some seconds ago, and
    /// now and then to see that all is well there: for a duty that is done each second. A slow line
    /// holds it up, so give it Rounds of its own.
    Result<HandedOver> hand_over_if_due(Instant now);

    /// Looks, and brings nothing. Refuses what hand_over() does until it begins to bring.
    Result<BothSides> compare(Instant now);

private:
    Result<edition::TrustState> theirs(Instant now);
    Result<edition::TrustState> ours(Instant now) const;
    Result<http::Response> post(std::string_view path, BytesView body);
    Result<HandedOver> deliver();

    edition::Shelf& shelf_;
    HeartbeatKey heartbeat_;
    HandoverSettings settings_;
    http::Client client_;
    // Shared with the shelf: what was handed over last.
    std::shared_ptr<const edition::Edition> handed_;
    std::optional<Instant> next_;
};

}  // namespace kolokol::serve
