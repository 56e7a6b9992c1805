#pragma once
// A manuscript as people fill it in: one text for each field, whatever it holds. A draft that lacks
// its headline, or names a section that is not there, is one too; what it must be to be printed is
// asked by read_article() when it is handed in.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/article.hpp"
#include "store/transaction.hpp"

namespace kolokol::content {

/// In the order in which a manuscript is written down.
enum class Field {
    headline,
    standfirst,
    dateline,
    language,
    section,
    topics,
    bylines,
    kind,
    slug,
    published,
    updated,
    embargo,
    lead_picture,
    lead_caption,
    lead_photographer,
    lead_agencies,
    lead_licence,
    lead_alt,
    source_name,
    source_canonical,
    former,
    translation_of,
    related,
    corrections,
    search_title,
    letter_headline,
    social_picture,
    body,
};
constexpr std::size_t field_count = 28;

/// As forms and JSON call it: "headline", "lead_alt"…
std::string_view name_of(Field field);
std::optional<Field> parse_field(std::string_view name);
Field field_at(std::size_t number);
/// Its text is a list: "one, another", or "one; another" where one of them holds a comma.
bool is_list(Field field);

struct ManuscriptFields {
    std::array<std::string, field_count> texts;
    std::string& operator[](Field field) { return texts[static_cast<std::size_t>(field)]; }
    const std::string& operator[](Field field) const {
        return texts[static_cast<std::size_t>(field)];
    }
    bool operator==(const ManuscriptFields&) const = default;
};

/// A list's text, split: commas and line ends stand between, or semicolons where there are any; a
/// correction has a line of its own, its time in front. Without blanks around and empty ones.
std::vector<std::string> listed(Field field, std::string_view text);
std::string joined(Field field, const std::vector<std::string>& list);

/// The same words in the one way in which they are written down: lists joined(), every line end \n,
/// no NUL.
ManuscriptFields normal(ManuscriptFields fields);

/// docs/formats/manuscript.md, with YAML. Reading gives normal(fields) again, whatever they hold,
/// as long as it is UTF-8.
std::string write_manuscript(const ManuscriptFields& fields);
/// Whatever the text is, each of its words comes out somewhere: what has no field, or is of another
/// shape than its field, stands at the top of the body.
ManuscriptFields read_fields(std::string_view text);

/// Which field stands on this line (from 1) of a text that write_manuscript() wrote, and on which
/// line of it; the headline where it is none.
struct FieldLine {
    Field field = Field::headline;
    int line = 1;
};
FieldLine field_of_line(std::string_view text, int line);

/// A manuscript that would make this article. Pictures are named as the library names them. Nothing where
/// there is no such article.
std::optional<ManuscriptFields> fields_of(store::Transaction& tx, const ArticleId& id);
/// From now on it is written in the newsroom, whatever its file says.
void keep_in_newsroom(store::Transaction& tx, const ArticleId& id);

}  // namespace kolokol::content
