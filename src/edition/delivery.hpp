#pragma once
// Takes in an edition that was signed elsewhere: at the public side from the newsroom side. Whoever
// delivers is not trusted: the signed files must follow from the first root metadata of the shelf
// and be newer than what it has, and of the objects it takes only those that the signed index
// names. The edition before is served until the last object is there.

#include <filesystem>
#include <memory>
#include <vector>

#include "edition/offer.hpp"
#include "edition/shelf.hpp"

namespace kolokol::edition {

/// Not shared between threads. Whatever was taken endures: after a crash a new Delivery of the same
/// offer asks only for the rest.
class Delivery {
public:
    /// `shelf` is the folder of one.
    explicit Delivery(std::filesystem::path shelf);
    Delivery(Delivery&&) noexcept;
    Delivery& operator=(Delivery&&) noexcept;
    ~Delivery();

    /// Looks at the signed files. False: it is what the shelf has already. Refuses what verify()
    /// finds, under the code of the finding ("edition.rolled_back", "edition.foreign_key"…),
    /// forbidden; files that have run out are taken, for old news is better than none. What is on
    /// its way stays so after a refusal; a later offer takes its place, an older one is refused
    /// ("handover.later_on_its_way") for an hour.
    Result<bool> offer(const Offer& offer, Instant now);
    /// Of the offer: null when there is none.
    const EditionFacts* expected() const;
    /// Some of the objects that are still to come; none: commit().
    std::vector<Digest> wanted(std::size_t most) const;
    /// Objects that nobody asked for are passed over; those before a bad one are taken, and after
    /// it the rest is still wanted. Refuses "handover.bad_parcel", "handover.nothing_offered",
    /// "edition.bad_node"; "edition.conflict" where the edition must be offered again.
    Outcome take(BytesView parcel);
    /// Makes the edition current. Refuses "handover.incomplete", "edition.conflict".
    Outcome commit();

private:
    struct State;
    std::filesystem::path shelf_;
    std::unique_ptr<State> state_;  // null: nothing is on its way
};

}  // namespace kolokol::edition
