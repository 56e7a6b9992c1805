#include "manuscripts/saving.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "content/article_rows.hpp"
#include "manuscripts/merge.hpp"

namespace kolokol::manuscripts {
namespace {

using content::Field;
using content::ManuscriptFields;
using staff::Account;
using staff::Right;

auto unknown() {
    return refuse(Kind::not_found, "manuscripts.unknown");
}

/// As the rows of an article say, that nobody has written on here yet.
std::optional<Opened> from_article(store::Transaction& tx, const ArticleId& id) {
    auto fields = content::fields_of(tx, id);
    if (!fields) return std::nullopt;
    const auto summary = content::find_summary(tx, id);
    Opened opened;
    opened.manuscript.id = id;
    opened.manuscript.stage = Stage::settled;
    opened.manuscript.headline = (*fields)[Field::headline];
    opened.manuscript.language = (*fields)[Field::language];
    opened.manuscript.section = (*fields)[Field::section];
    opened.fields = std::move(*fields);
    return opened;
}

/// The manuscript to write in: made, with its first version, where there is none yet.
Result<Manuscript> open_to_write(store::Transaction& tx, const ArticleId& id, const Account& author,
                                 Instant now) {
    auto opened = open(tx, id, author);
    if (!opened) return refuse(opened.error());
    if (!may_write(opened->manuscript, author))
        return refuse(Kind::conflict, "manuscripts.in_edit");
    if (opened->manuscript.newest > 0) return std::move(opened->manuscript);
    Manuscript made = opened->manuscript;
    made.opened_at = now;
    made.printed = 1;
    add_manuscript(tx, made);
    const auto first = add_version(tx, id, opened->fields, std::nullopt, now);
    if (!first) return refuse(first.error());
    content::keep_in_newsroom(tx, id);
    made.newest = *first;
    return made;
}

Outcome check_text(const ManuscriptFields& fields) {
    if (std::all_of(fields.texts.begin(), fields.texts.end(), is_utf8)) return done();
    return refuse(Kind::invalid, "manuscripts.not_text");
}

/// The newest version of one that is there.
ManuscriptFields newest_fields(store::Transaction& tx, const Manuscript& manuscript) {
    return read_version(tx, manuscript.id, manuscript.newest).value();
}

Result<std::int64_t> add(store::Transaction& tx, const Manuscript& manuscript,
                         const ManuscriptFields& fields, const Account& author, Instant now) {
    auto version = add_version(tx, manuscript.id, fields, author.id, now);
    if (version && manuscript.stage == Stage::settled)
        place(tx, manuscript.id, after_save(manuscript, author), now);
    return version;
}

std::size_t occurrences(std::string_view text, std::string_view words) {
    std::size_t count = 0;
    for (std::size_t at = text.find(words); at != text.npos; at = text.find(words, at + 1))
        ++count;
    return count;
}

}  // namespace

Result<Opened> open(store::Transaction& tx, const ArticleId& id, const Account& reader) {
    if (auto found = find_manuscript(tx, id)) {
        if (!may_see(*found, reader)) return unknown();
        Opened opened;
        opened.fields = newest_fields(tx, *found);
        opened.manuscript = std::move(*found);
        return opened;
    }
    if (!reader.may(Right::edit)) return unknown();
    auto opened = from_article(tx, id);
    if (!opened) return unknown();
    return std::move(*opened);
}

Manuscript begin(store::Transaction& tx, const ManuscriptFields& fields, const Account& writer,
                 Instant now) {
    Manuscript made;
    made.id = ArticleId::make(now);
    made.writer = writer.id;
    made.assigned = writer.id;
    made.opened_at = now;
    add_manuscript(tx, made);
    add_version(tx, made.id, content::normal(fields), writer.id, now).value();
    return find_manuscript(tx, made.id).value();
}

Result<Manuscript> begin_translation(store::Transaction& tx, const ArticleId& of,
                                     const Language& language, const Account& writer, Instant now) {
    const auto article = content::find_article(tx, of);
    const bool is_public = article && article->status == content::Status::published;
    auto opened = open(tx, of, writer);
    if (!opened && !is_public) return refuse(opened.error());
    ManuscriptFields fields = opened ? opened->fields : content::fields_of(tx, of).value();
    if (!article) return unknown();
    fields[Field::language] = language.tag();
    fields[Field::translation_of] = article->summary.address.empty()
                                        ? content::manuscript_of(tx, of)
                                        : article->summary.address;
    for (const Field own : {Field::slug, Field::published, Field::updated, Field::embargo,
                            Field::former, Field::corrections, Field::related})
        fields[own].clear();
    return begin(tx, fields, writer, now);
}

Result<Saved> save(store::Transaction& tx, const ArticleId& id, const ManuscriptFields& given,
                   std::int64_t base, const Account& author, Instant now) {
    if (const auto text = check_text(given); !text) return refuse(text.error());
    auto manuscript = open_to_write(tx, id, author, now);
    if (!manuscript) return refuse(manuscript.error());
    const ManuscriptFields mine = content::normal(given);
    const ManuscriptFields head = newest_fields(tx, *manuscript);
    Saved saved{Saved::State::saved, manuscript->newest, mine};
    if (mine == head) return saved;
    const std::int64_t written_on = std::max<std::int64_t>(base, 1);
    if (written_on != manuscript->newest) {
        const auto old = read_version(tx, id, written_on);
        if (!old) return refuse(Kind::conflict, "manuscripts.base_unknown");
        const bool own = are_all_by(tx, id, written_on, author.id);
        Merged merged = merge(*old, mine, head, own ? Both::take_mine : Both::show);
        saved.fields = std::move(merged.fields);
        if (saved.fields != mine) saved.state = Saved::State::merged;
        if (!merged.conflicts.empty()) saved.state = Saved::State::conflict;
        add_conflicts(tx, id, manuscript->newest, merged.conflicts, author.id, now);
        if (saved.fields == head) return saved;
    }
    const auto version = add(tx, *manuscript, saved.fields, author, now);
    if (!version) return refuse(version.error());
    saved.version = *version;
    return saved;
}

Result<std::int64_t> restore(store::Transaction& tx, const ArticleId& id, std::int64_t version,
                             const Account& author, Instant now) {
    const auto manuscript = open_to_write(tx, id, author, now);
    if (!manuscript) return refuse(manuscript.error());
    auto fields = read_version(tx, id, version);
    if (!fields) return refuse(Kind::not_found, "manuscripts.no_such_version");
    const ManuscriptFields head = newest_fields(tx, *manuscript);
    // When it was printed, and what readers were told, is no matter of an earlier text.
    for (const Field kept : {Field::published, Field::updated, Field::corrections, Field::former})
        (*fields)[kept] = head[kept];
    if (*fields == head) return manuscript->newest;
    return add(tx, *manuscript, *fields, author, now);
}

Outcome solve(store::Transaction& tx, const ArticleId& id, const ConflictId& conflict,
              bool take_other, const Account& author, Instant now) {
    const auto manuscript = open_to_write(tx, id, author, now);
    if (!manuscript) return refuse(manuscript.error());
    const auto open = open_conflicts(tx, id);
    const auto found = std::find_if(open.begin(), open.end(),
                                    [&](const OpenConflict& one) { return one.id == conflict; });
    if (found == open.end()) return refuse(Kind::conflict, "manuscripts.conflict_over");
    if (take_other) {
        ManuscriptFields fields = newest_fields(tx, *manuscript);
        std::string& text = fields[found->conflict.field];
        const std::string& stands = found->conflict.stands;
        if (stands.empty() || occurrences(text, stands) != 1)
            return refuse(Kind::conflict, "manuscripts.not_found_any_more");
        text.replace(text.find(stands), stands.size(), found->conflict.other);
        const auto version = add(tx, *manuscript, content::normal(fields), author, now);
        if (!version) return refuse(version.error());
    }
    close_conflict(tx, id, conflict, now);
    return done();
}

}  // namespace kolokol::manuscripts
