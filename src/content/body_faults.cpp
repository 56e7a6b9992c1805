#include "content/body_faults.hpp"

#include <fmt/format.h>

namespace kolokol::content {

namespace {

void add_lost(const markup::Parsed& parsed, int before, Faults& faults) {
    for (const markup::BodyLink& link : parsed.dropped)
        faults.push_back({before + link.line, "manuscript.bad_address",
                          fmt::format("the link “{}” would be lost: a link is https://…, http://…, "
                                      "mailto:… or a page of the paper, /2026/01/28/slug/",
                                      link.href)});
}

}  // namespace

void add_body_faults(const markup::Parsed& parsed, int before, Faults& faults) {
    for (const markup::Fault& fault : parsed.faults)
        faults.push_back({before + fault.line, fault.code, fault.sentence});
    add_lost(parsed, before, faults);
}

void add_lost_links(std::string_view biography, int line, Faults& faults) {
    add_lost(markup::parse(biography), line - 1, faults);
}

}  // namespace kolokol::content
