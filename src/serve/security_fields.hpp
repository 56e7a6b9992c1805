#pragma once
// The fields that every answer to a reader carries, whatever it is. Strict: nothing is loaded from
// elsewhere, nothing inline runs, nobody frames us, and no address is told to the next site.

#include <map>
#include <string>
#include <string_view>

#include "edition/facts.hpp"

namespace kolokol::serve {

struct Security {
    /// Under TLS: browsers come back under TLS only.
    bool tls = false;
    /// Where forms may lead besides ourselves: the origin and its live hosts.
    std::string form_targets;
};

/// Origin and live hosts of an edition, for Security::form_targets.
std::string form_targets(const edition::Facts& facts);

/// Name (lower case) to value.
std::map<std::string, std::string> security_fields(const Security& security);

/// The security fields, `own` in place of those of the same name, as whole lines. Names that frame
/// or identify a message (Content-Length, ETag, Set-Cookie…) are left out of `own`.
std::string field_lines(const Security& security, const edition::HeaderSet& own = {});

}  // namespace kolokol::serve
