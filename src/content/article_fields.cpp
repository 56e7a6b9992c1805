// A manuscript that would make an article again, from its rows: for those who write on.
#include <fmt/format.h>

#include "content/article_rows.hpp"
#include "content/library_rows.hpp"
#include "content/manuscript_fields.hpp"

namespace kolokol::content {
namespace {

using store::Query;
using store::Row;

/// Whoever has an address is named by it, others by the place of their manuscript.
std::vector<std::string> related_by_hand(store::Transaction& tx, const ArticleId& id) {
    constexpr Query find{"content.related_by_hand", R"sql(
        SELECT COALESCE(a.address, a.manuscript) FROM article_related r
        JOIN article a ON a.id = r.other
        WHERE r.article = $1 AND r.kind = 'hand' ORDER BY r.position)sql"};
    return tx.all(find, {id}, [](const Row& row) { return std::string(row.text(0)); });
}

std::string translated_by(store::Transaction& tx, const ArticleId& id) {
    constexpr Query find{"content.translated_by", R"sql(
        SELECT COALESCE(o.address, o.manuscript) FROM article a
        JOIN article o ON o.id = a.translation_of WHERE a.id = $1)sql"};
    return tx.first(find, {id}, [](const Row& row) { return std::string(row.text(0)); })
        .value_or(std::string());
}

/// The library's name, or its digest where it is not there.
std::string name_of_picture(store::Transaction& tx, const PictureUse& use) {
    const auto known = find_by_picture(tx, use.picture);
    return known ? known->name : use.picture;
}

void put_lead(store::Transaction& tx, ManuscriptFields& fields, const PictureUse& lead) {
    fields[Field::lead_picture] = name_of_picture(tx, lead);
    fields[Field::lead_caption] = lead.caption;
    fields[Field::lead_photographer] = lead.credit.photographer;
    fields[Field::lead_agencies] = joined(Field::lead_agencies, lead.credit.agencies);
    fields[Field::lead_licence] = lead.credit.licence;
    fields[Field::lead_alt] = lead.alt;
}

std::vector<std::string> lines_of(const std::vector<Correction>& corrections) {
    std::vector<std::string> lines;
    for (const Correction& one : corrections)
        lines.push_back(fmt::format("{} {}", format_rfc3339(one.at), one.text));
    return lines;
}

}  // namespace

std::optional<ManuscriptFields> fields_of(store::Transaction& tx, const ArticleId& id) {
    const auto article = find_article(tx, id);
    if (!article) return std::nullopt;
    const Summary& summary = article->summary;
    ManuscriptFields fields;
    fields[Field::headline] = summary.headline;
    fields[Field::standfirst] = summary.standfirst;
    fields[Field::dateline] = summary.dateline;
    fields[Field::language] = summary.language.tag();
    fields[Field::section] = summary.section;
    fields[Field::topics] = joined(Field::topics, article->topics);
    fields[Field::bylines] = joined(Field::bylines, article->bylines);
    fields[Field::kind] = to_string(summary.kind);
    fields[Field::slug] = article->slug;
    if (article->status != Status::draft)
        fields[Field::published] = format_rfc3339(summary.published);
    if (summary.updated) fields[Field::updated] = format_rfc3339(*summary.updated);
    fields[Field::embargo] = article->embargo;
    if (summary.lead) put_lead(tx, fields, *summary.lead);
    if (article->source) {
        fields[Field::source_name] = article->source->name;
        fields[Field::source_canonical] = article->source->canonical;
    }
    fields[Field::former] = joined(Field::former, former_addresses(tx, id));
    fields[Field::translation_of] = translated_by(tx, id);
    fields[Field::related] = joined(Field::related, related_by_hand(tx, id));
    fields[Field::corrections] = joined(Field::corrections, lines_of(article->corrections));
    fields[Field::search_title] = article->search_title;
    fields[Field::letter_headline] = article->letter_headline;
    if (article->social) fields[Field::social_picture] = name_of_picture(tx, *article->social);
    fields[Field::body] = article->markdown;
    return normal(std::move(fields));
}

void keep_in_newsroom(store::Transaction& tx, const ArticleId& id) {
    constexpr Query keep{"content.keep_in_newsroom",
                         "UPDATE article SET in_newsroom = 1 WHERE id = $1"};
    tx.execute(keep, {id});
}

}  // namespace kolokol::content
