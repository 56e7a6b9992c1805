#pragma once
// Two people wrote on the same version: their changes are brought together, field by field, texts
// by words. Where both changed the same words, one of the two stands and the other is handed back,
// so that nothing is lost.

#include <string>
#include <vector>

#include "content/manuscript_fields.hpp"

namespace kolokol::manuscripts {

struct Conflict {
    content::Field field;
    std::string stands;  // in the merged text
    std::string other;   // and what the other wrote in its place
    bool operator==(const Conflict&) const = default;
};

struct Merged {
    content::ManuscriptFields fields;
    std::vector<Conflict> conflicts;
};

/// What to do where both changed the same words: `head` stays and `mine` is the other; or, where
/// both are one person's, what was written last stays and nothing is asked.
enum class Both { show, take_mine };

/// `mine` was written on `base`, and `head` is what others have made of `base` meanwhile.
Merged merge(const content::ManuscriptFields& base, const content::ManuscriptFields& mine,
             const content::ManuscriptFields& head, Both both);

}  // namespace kolokol::manuscripts
