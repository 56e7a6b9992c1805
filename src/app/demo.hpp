#pragma once
// The sample newspaper, made ready to be served: in a folder that is kept between runs, because
// making picture sizes takes longer than anything else.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"

namespace kolokol::app {

/// $XDG_CACHE_HOME/kolokol/demo, else ~/.cache/kolokol/demo, else a folder under the system's
/// temporary one.
std::filesystem::path usual_demo_folder();

using DemoProgress =
    std::function<void(std::string_view what, std::uint64_t done, std::uint64_t of)>;

/// Imports the sample and presses what has changed since the last time, for readers who find it at
/// `origin` ("http://localhost:8080"). A folder of an older
/// program is made anew. Refuses what importing and pressing refuse, "demo.not_ours" where `folder`
/// holds something else.
Outcome prepare_demo(const std::filesystem::path& folder, const std::string& origin, Instant now,
                     const DemoProgress& progress = {});

}  // namespace kolokol::app
