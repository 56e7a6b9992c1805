#pragma once
// Links inside the edition are relative, so that any prefix, a mirror's folder and a stick work.
// They lead to addresses as the index has them ("/world/"), never to a file name: what a reader
// copies from the window is the paper's own address.

#include <string>
#include <string_view>

namespace kolokol::press {

/// Where a page's links start from.
class Place {
public:
    /// `address` as in the index: "/ru/2026/01/28/slug/", "/search".
    explicit Place(std::string_view address);
    /// A page that is shown at any address (what an unknown one is answered with): its links begin
    /// at the root.
    static Place anywhere();

    /// The way to `address` ("/world/", with a query or fragment if need be); never empty.
    std::string to(std::string_view address) const;

private:
    Place() = default;
    std::string folder_;  // "/ru/2026/01/28/slug/"; empty: anywhere
};

/// `html` with every root-relative link and picture of it ("/2025/…") led from `place`. The HTML is
/// markup's own, in which attributes are double-quoted and quotes in texts are escaped.
std::string with_relative_links(std::string_view html, const Place& place);
/// The same with absolute addresses, for readers outside the edition: feeds.
std::string with_absolute_links(std::string_view html, std::string_view origin);

}  // namespace kolokol::press
