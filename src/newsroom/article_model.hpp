#pragma once
// What pages say of manuscripts: where each is on its way, who has it. For the files of this room.

#include "content/find.hpp"
#include "content/manuscript_fields.hpp"
#include "manuscripts/manuscript.hpp"
#include "newsroom/visit.hpp"

namespace kolokol::newsroom {

/// Nobody: empty.
std::string pseudonym_of(const Visit& visit, const std::optional<staff::AccountId>& account);

/// {stage, status, on_site, address, published, printed_at…} in the visitor's words.
theme::Record state_model(const Visit& visit, const manuscripts::Manuscript& manuscript);
/// {mine, other, name, since, asked_by…}
theme::Record lock_model(const Visit& visit, const manuscripts::Lock& lock);
/// A line of a list.
theme::Record row_model(const Visit& visit, const manuscripts::Manuscript& manuscript);
theme::Record row_model(const Visit& visit, const content::Summary& summary,
                        content::Status status);

/// Remarks with their answers (article_remarks.cpp).
theme::List remarks_model(const Visit& visit, const content::ArticleId& id);
/// Who is to act next, for the first page (article_lists.cpp).
theme::Record queue_model(const Visit& visit);
/// Other languages of an article, what leads to it, and the original of a translation beside it
/// (article_lists.cpp).
void add_neighbours(const Visit& visit, const content::ManuscriptFields& fields,
                    const content::ArticleId& id, theme::Record& model);

}  // namespace kolokol::newsroom
