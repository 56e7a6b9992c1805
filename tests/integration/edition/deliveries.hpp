#pragma once
// A newsroom that delivers to a public side, for tests of what comes through and what is refused.

#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "edition/delivery.hpp"
#include "edition/verify.hpp"
#include "workshop.hpp"

namespace kolokol::edition::testing {

/// The newsroom's shelf, and one of the public side that knows its first root and no more.
class Deliveries : public ::testing::Test {
protected:
    Deliveries() {
        EXPECT_TRUE(Shelf::create(folder(), newsroom.shelf().root_metadata()));
        delivery.emplace(folder());
    }

    std::filesystem::path folder() const { return elsewhere.path() / "editions"; }
    Shelf shelf() const { return std::move(*Shelf::open(folder())); }

    /// A parcel of all that is wanted, at most `most` objects.
    Bytes parcel(std::size_t most = 100'000) const {
        Bytes bytes;
        const auto edition = newsroom.shelf().current();
        for (const Digest& digest : delivery->wanted(most))
            append_object(bytes, digest, *edition->object(digest));
        return bytes;
    }

    Outcome deliver() {
        auto offered = delivery->offer(*newsroom.shelf().offer(), press_time);
        if (!offered) return refuse(offered.error());
        return *offered ? deliver_rest() : done();
    }

    Outcome deliver_rest() {
        while (!delivery->wanted(1).empty()) {
            auto taken = delivery->take(parcel());
            if (!taken) return taken;
        }
        return delivery->commit();
    }

    Verdict verdict() const {
        auto source = open_source(folder());
        return verify(**source, SiteId(newsroom.shelf().site()), nullptr, press_time);
    }

    std::string refused(const Offer& offer) {
        const auto outcome = delivery->offer(offer, press_time);
        return outcome ? "taken" : outcome.error().code;
    }

    Workshop newsroom;
    TemporaryFolder elsewhere;
    std::optional<Delivery> delivery;
};

}  // namespace kolokol::edition::testing
