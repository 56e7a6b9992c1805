#pragma once
// Levels and names of headings. For this room's sources.

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kolokol::markup {

/// A page's h1 is its headline, and screen readers walk by levels: the body's first heading is an
/// h2 whatever number of # it has, and no level is left out on the way down.
class Outline {
public:
    explicit Outline(std::string_view prefix) : prefix_(prefix) {}

    /// 1 to 6 as written; 2 to 6 as printed.
    int level(int written);
    /// From the heading's own words, so that a link to it outlives other headings: any script,
    /// prefixed so that it meets no id of a template, numbered where it comes again.
    std::string id(std::string_view text);

private:
    std::string prefix_;
    std::vector<int> above_;
    std::map<std::string, int, std::less<>> given_;
};

}  // namespace kolokol::markup
