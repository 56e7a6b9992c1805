#pragma once
// What both ends of a handover agree on; docs/formats/handover.md. For this room's sources.

#include <chrono>
#include <cstddef>
#include <string_view>

namespace kolokol::serve {

constexpr std::string_view published_folder = "/.well-known/kolokol/";
/// An Offer: 204 where there is nothing new in it or all is here, else a list of wanted digests.
constexpr std::string_view offer_path = "/handover/offer";
/// A parcel of objects: 204 when the edition is current, else a list of wanted digests.
constexpr std::string_view objects_path = "/handover/objects";

constexpr std::size_t longest_offer = 8U << 20U;
constexpr std::size_t longest_parcel = 16U << 20U;
/// A parcel is closed when it has reached this.
constexpr std::size_t parcel_size = 4U << 20U;
/// Digests in one answer, 32 bytes each.
constexpr std::size_t most_wanted = 2048;
/// For one offer or parcel, on a slow line.
constexpr std::chrono::minutes handover_time{10};

}  // namespace kolokol::serve
