#pragma once
// What somebody wrote comes in: as a new version, merged with what others wrote meanwhile. Every
// function works in one transaction of its caller and looks at who may (manuscripts/stage.hpp).

#include <cstdint>
#include <optional>
#include <string>

#include "manuscripts/conflict_rows.hpp"
#include "manuscripts/manuscript_rows.hpp"
#include "manuscripts/version.hpp"

namespace kolokol::manuscripts {

/// A manuscript as a page shows it. Version 0: an article that nobody has written on here yet; it
/// is as its rows say, and its first save makes its first version of them.
struct Opened {
    Manuscript manuscript;
    content::ManuscriptFields fields;
};
/// Refuses "manuscripts.unknown"; the same where `reader` may not see it, so that nobody learns
/// what is there.
Result<Opened> open(store::Transaction& tx, const ArticleId& id, const staff::Account& reader);

/// A new one, with what is known of it already.
Manuscript begin(store::Transaction& tx, const content::ManuscriptFields& fields,
                 const staff::Account& writer, Instant now);

/// As begin() does, in another language of those of the article `of`: the same fields, and the text
/// to be replaced. Refuses "manuscripts.unknown".
Result<Manuscript> begin_translation(store::Transaction& tx, const ArticleId& of,
                                     const Language& language, const staff::Account& writer,
                                     Instant now);

struct Saved {
    enum class State { saved, merged, conflict };
    State state = State::saved;
    std::int64_t version = 0;
    content::ManuscriptFields fields;  // as they are now
};
/// `fields` were written on version `base`. What does not differ from the newest version makes
/// none. Refuses "manuscripts.unknown", "manuscripts.in_edit" (an editor has it),
/// "manuscripts.base_unknown", "manuscripts.not_text", "manuscripts.too_long".
Result<Saved> save(store::Transaction& tx, const ArticleId& id,
                   const content::ManuscriptFields& fields, std::int64_t base,
                   const staff::Account& author, Instant now);

/// An earlier version becomes the newest. Refuses as save(), and "manuscripts.no_such_version".
Result<std::int64_t> restore(store::Transaction& tx, const ArticleId& id, std::int64_t version,
                             const staff::Account& author, Instant now);

/// Somebody decided. With `take_other`, what does not stand is put in the place of what does.
/// Refuses "manuscripts.conflict_over", "manuscripts.not_found_any_more" (what stood there was
/// changed since).
Outcome solve(store::Transaction& tx, const ArticleId& id, const ConflictId& conflict,
              bool take_other, const staff::Account& author, Instant now);

}  // namespace kolokol::manuscripts
