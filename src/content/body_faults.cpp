#include "content/body_faults.hpp"

#include <fmt/format.h>

namespace kolokol::content {

void add_body_faults(const markup::Parsed& parsed, int before, Faults& faults) {
    for (const markup::Fault& fault : parsed.faults)
        faults.push_back({before + fault.line, fault.code, fault.sentence});
    for (const markup::BodyLink& link : parsed.dropped)
        faults.push_back({before + link.line, "manuscript.bad_address",
                          fmt::format("the link “{}” would be lost: a link is https://…, http://…, "
                                      "mailto:… or a page of the paper, /2026/01/28/slug/",
                                      link.href)});
}

}  // namespace kolokol::content
