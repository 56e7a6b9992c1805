#pragma once
// What an Edition is made of. For this room's sources.

#include "edition/edition.hpp"
#include "edition/opened.hpp"

namespace kolokol::edition {

struct Edition::State {
    State(std::shared_ptr<const Opened> from, EditionFacts about, Digest name)
        : opened(std::move(from)),
          facts(std::move(about)),
          digest(name),
          index(facts.root, facts.depth,
                [shelf = opened.get()](const Digest& object) { return shelf->read(object); }) {}
    // Shared with the shelf and with other editions of one commit; keeps the maps alive.
    std::shared_ptr<const Opened> opened;
    EditionFacts facts;
    Digest digest;
    Index index;
};

/// One of the editions that `opened` keeps. Refuses "edition.damaged".
Result<std::shared_ptr<const Edition>> open_edition(std::shared_ptr<const Opened> opened,
                                                    const KeptEdition& kept);

/// A file below /.well-known/kolokol/, whichever edition is current; nothing when it is not there.
std::optional<Published> published_file(const Opened& opened, std::string_view path);

}  // namespace kolokol::edition
