#pragma once
// A manuscript's fields as a form has them. For the files of this room.

#include "content/manuscript.hpp"
#include "content/manuscript_fields.hpp"
#include "manuscripts/saving.hpp"
#include "newsroom/visit.hpp"

namespace kolokol::newsroom {

/// "articles/01J…/save": whose page was asked for.
content::ArticleId article_of(const Visit& visit);
std::string path_of(const content::ArticleId& id);

/// A version's number as it is sent; 0 where it is none.
std::int64_t number_of(std::string_view text);

/// What was sent, over what stands in `before`: a field that the form has not stays.
content::ManuscriptFields sent_fields(const Visit& visit, content::ManuscriptFields before);

/// Every field's text, by its name, and what a form offers for it.
theme::Record form_model(const Visit& visit, const content::ManuscriptFields& fields);

/// {field, line, sentence} of each; fields by what their label says.
theme::List faults_model(const Visit& visit, const std::string& text,
                         const content::Faults& faults);

/// What a form calls it, in English: "Headline".
std::string_view label_of(content::Field field);

}  // namespace kolokol::newsroom
