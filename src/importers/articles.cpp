#include "importers/articles.hpp"

#include <algorithm>
#include <future>

#include <fmt/format.h>

#include "base/text.hpp"
#include "content/library_rows.hpp"

namespace kolokol::importers {
namespace {

using content::Article;
using content::ArticleId;
using content::Faults;
using content::ManuscriptRow;
using content::Status;

std::vector<std::vector<std::string>> in_batches(const std::vector<std::string>& paths) {
    std::vector<std::vector<std::string>> batches;
    for (std::size_t at = 0; at < paths.size(); at += batch_size)
        batches.emplace_back(
            paths.begin() + static_cast<std::ptrdiff_t>(at),
            paths.begin() + static_cast<std::ptrdiff_t>(std::min(at + batch_size, paths.size())));
    return batches;
}

/// Calls `take` with one batch while the next one is read.
template <class Take>
void each_batch(const Preparer& preparer, const std::vector<std::string>& paths, Take take) {
    const auto read = [&preparer](std::vector<std::string> batch) {
        return std::async(std::launch::async, [&preparer, batch = std::move(batch)] {
            return preparer.articles(batch);
        });
    };
    auto batches = in_batches(paths);
    std::future<std::vector<Prepared>> next;
    if (!batches.empty()) next = read(std::move(batches.front()));
    for (std::size_t at = 0; at < batches.size(); ++at) {
        const std::vector<Prepared> batch = next.get();
        if (at + 1 < batches.size()) next = read(std::move(batches[at + 1]));
        take(batch);
    }
}

/// "/ru/2026/01/28/slug/" gives "/2026/01/28": the day that an article keeps for ever.
std::string day_of(const std::string& address) {
    constexpr std::size_t length = 11;
    if (address.size() < length) return {};
    const std::size_t slug = address.rfind('/', address.size() - 2);
    if (slug == std::string::npos || slug < length) return {};
    return address.substr(slug - length, length);
}

std::vector<content::Named> article_links(const Prepared& prepared,
                                          const content::Publication& publication) {
    std::vector<content::Named> links;
    for (const content::Named& link : prepared.article.links)
        if (std::string address = article_link(link.text, publication); !address.empty())
            links.push_back({std::move(address), link.line});
    return links;
}

/// Whether the edition has or may get a page of its own there, or the server answers live. The days
/// of articles are free where no article stands; years and months lead to the archive.
bool may_be_ours(std::string_view address, const content::Publication& publication,
                 const Register& names) {
    const auto parts = parts_of_link(address, publication);
    if (parts.empty()) return true;  // a front page
    const std::string first = ascii_lower(parts[0]);
    const bool number = first.find_first_not_of("0123456789") == first.npos;
    if (number && (parts.size() == 1 || (parts.size() == 2 && is_number(parts[1], 2)))) return true;
    if (content::is_reserved_for_sections(first, publication) && !number) return true;
    // /theme.css, /feed.xml, /sitemap-2026-01.xml and what a theme may add
    if (parts.size() == 1 && first.find('.') != first.npos) return true;
    const std::string last = ascii_lower(parts.back());
    if (parts.size() == 2 && (last == "feed.xml" || last == "feed.json")) return true;
    if (!names.has_section(first)) return false;
    return parts.size() == 1 ||
           (parts.size() == 3 && is_number(parts[1], 4) && is_number(parts[2], 2));
}

/// Former ones that a manuscript gave once and names no more. Where an article of ours stood before
/// its slug changed, on the day that it keeps, goes on to lead to it.
std::vector<std::string> no_longer_former(const std::vector<std::string>& known,
                                          const content::ArticleManuscript& manuscript,
                                          const std::string& day) {
    std::vector<std::string> freed;
    for (const std::string& one : known) {
        const bool named =
            std::any_of(manuscript.former.begin(), manuscript.former.end(),
                        [&](const content::Named& former) { return former.text == one; });
        if (!named && (day.empty() || day_of(one) != day)) freed.push_back(one);
    }
    return freed;
}

bool names_others(const Prepared& prepared) {
    return prepared.article.translation_of.has_value() || !prepared.article.related.empty();
}

/// All that needs no database.
Article values_of(const content::ArticleManuscript& manuscript) {
    Article article;
    article.summary.language = manuscript.language;
    article.summary.section = manuscript.section.text;
    article.summary.kind = manuscript.kind;
    article.summary.headline = manuscript.headline;
    article.summary.standfirst = manuscript.standfirst;
    article.summary.dateline = manuscript.dateline;
    article.summary.published = manuscript.published.value_or(Instant{});
    article.summary.updated = manuscript.updated;
    article.slug = manuscript.slug.text;
    article.markdown = manuscript.markdown;
    article.source = manuscript.source;
    article.corrections = manuscript.corrections;
    return article;
}

}  // namespace

void ArticleImport::run() {
    each_batch(work_.preparer, work_.folder.articles, [&](const std::vector<Prepared>& batch) {
        take(batch, true);
        work_.step(batch.size());
    });
    if (waiting_.empty()) return;
    each_batch(work_.preparer, waiting_.settle(work_),
               [&](const std::vector<Prepared>& batch) { take(batch, false); });
    waiting_.record(work_);
}

void ArticleImport::take(const std::vector<Prepared>& batch, bool may_wait) {
    std::vector<Placed> changed;
    {
        auto tx = work_.database.read();
        for (const Prepared& prepared : batch) {
            if (may_wait && work_.wish.archive)
                for (const std::string& picture : prepared.uncredited)
                    work_.report.uncredited.push_back(prepared.path + ": " + picture);
            if (!prepared.faults.empty()) {
                work_.refuse(prepared.path, prepared.faults);
                continue;
            }
            const auto row = content::find_manuscript(tx, prepared.path);
            if (may_wait && row && row->withdrawn_at)
                work_.report.withdrawn.push_back(prepared.path);
            if (may_wait && trim(prepared.article.markdown).empty())
                work_.report.bodiless.push_back(prepared.path);
            if (row && row->sha256 == prepared.sha256)
                ++work_.report.unchanged;
            else
                changed.push_back({&prepared, row, {}, values_of(prepared.article)});
        }
    }
    // Decoding pictures takes long; nobody else should wait for the database meanwhile.
    std::vector<Faults> faults(changed.size());
    for (std::size_t at = 0; at < changed.size(); ++at)
        take_pictures(*changed[at].prepared, changed[at].article, faults[at]);

    if (changed.empty()) return;
    auto tx = work_.database.begin();
    std::vector<const Placed*> ready;
    addresses_.clear();
    for (std::size_t at = 0; at < changed.size(); ++at) {
        Placed& placed = changed[at];
        place(tx, placed, faults[at]);
        if (!faults[at].empty()) {
            work_.refuse(placed.prepared->path, faults[at]);
            continue;
        }
        if (may_wait && waits(placed)) continue;
        addresses_.emplace(placed.article.summary.address, placed.prepared->path);
        for (const content::Named& former : placed.prepared->article.former)
            addresses_.emplace(former.text, placed.prepared->path);
        ready.push_back(&placed);
    }
    write(tx, ready);
    tx.commit();
}

void ArticleImport::take_pictures(const Prepared& prepared, Article& into, Faults& faults) {
    const auto& manuscript = prepared.article;
    std::size_t file = 0;
    const auto take_one = [&](const content::PictureNamed& named) {
        const auto taken = work_.desk.take_in(prepared.picture_files[file++]);
        if (taken) return std::optional(with_picture(named.use, *taken));
        faults.push_back({named.name.line, taken.error().code,
                          fmt::format("'{}': {}", named.name.text, taken.error().detail)});
        return std::optional<content::PictureUse>();
    };
    if (manuscript.lead) into.summary.lead = take_one(*manuscript.lead);
    for (const content::PictureNamed& figure : manuscript.figures) {
        const auto use = take_one(figure);
        const bool known =
            std::any_of(into.pictures.begin(), into.pictures.end(),
                        [&](const auto& one) { return one.first == figure.name.text; });
        if (use && !known) into.pictures.emplace_back(figure.name.text, *use);
    }
}

void ArticleImport::place(store::Transaction& tx, Placed& placed, Faults& faults) {
    const Prepared& prepared = *placed.prepared;
    Article& article = placed.article;
    if (!placed.row) placed.row = find_moved(tx, prepared);
    placed.names = names_.resolve(prepared.article, faults);
    check_links(placed, faults);
    article.topics = placed.names.topics;
    article.bylines = placed.names.bylines;

    article.summary.id = placed.row ? placed.row->id : ArticleId::make(work_.wish.now);
    if (article.slug.empty())
        article.slug = placed.row ? placed.row->slug : slug_from(article.summary.headline);
    article.status = prepared.article.published ? Status::scheduled : Status::draft;
    if (prepared.article.published)
        article.summary.address = content::article_address(
            work_.publication, article.summary.language, article.summary.published, article.slug);
    if (placed.row) place_old(placed, faults);
    check_addresses(tx, placed, faults);
}

std::optional<ManuscriptRow> ArticleImport::find_moved(store::Transaction& tx,
                                                       const Prepared& prepared) {
    for (const std::string& former_place : content::manuscripts_with(tx, prepared.sha256)) {
        if (work_.folder.has_article(former_place)) continue;
        // Of two copies of one file that is gone, the first is the article that it was.
        const auto row = content::find_manuscript(tx, former_place);
        const auto [taken, is_first] = moved_.emplace(former_place, prepared.path);
        if (is_first || taken->second == prepared.path) return row;
    }
    return std::nullopt;
}

void ArticleImport::place_old(Placed& placed, Faults& faults) {
    const ManuscriptRow& row = *placed.row;
    Article& article = placed.article;
    article.translation_group = row.translation_group;
    if (!row.seen) return;
    const auto& manuscript = placed.prepared->article;
    if (!manuscript.published || *manuscript.published > work_.wish.now)
        faults.push_back({manuscript.published_line, "manuscript.already_published",
                          "readers have seen this article: its 'published' stays and lies in the "
                          "past; to take it off, use kolokol withdraw"});
    article.status = row.status;
    article.withdrawn_at = row.withdrawn_at;
    article.withdrawal = row.withdrawal;
    article.summary.address = work_.publication.prefix(article.summary.language) +
                              day_of(row.address) + "/" + article.slug + "/";
}

void ArticleImport::check_links(const Placed& placed, Faults& faults) {
    const auto is_made = [](const std::vector<Resolved::Missing>& made, const std::string& slug) {
        return std::any_of(made.begin(), made.end(),
                           [&](const Resolved::Missing& one) { return one.slug == slug; });
    };
    for (const content::Named& link : placed.prepared->article.links) {
        const auto parts = parts_of_link(link.text, work_.publication);
        if (parts.size() < 2) continue;
        const bool topic = parts[0] == "topics" && !names_.has_topic(parts[1]) &&
                           !is_made(placed.names.new_topics, parts[1]);
        const bool byline = parts[0] == "by" && !names_.has_byline(parts[1]) &&
                            !is_made(placed.names.new_bylines, parts[1]);
        if (topic || byline)
            faults.push_back(
                {link.line, "manuscript.broken_link",
                 fmt::format("the text leads to {}, and there is no such {}; correct the "
                             "link",
                             link.text, topic ? "topic" : "byline")});
    }
}

void ArticleImport::check_addresses(store::Transaction& tx, const Placed& placed, Faults& faults) {
    const auto& manuscript = placed.prepared->article;
    const std::string& address = placed.article.summary.address;
    const auto taken_by = [&](const std::string& wanted) -> std::optional<std::string> {
        if (const auto here = addresses_.find(wanted); here != addresses_.end())
            return here->second;
        if (auto waiter = waiting_.who_takes(wanted); waiter && *waiter != placed.prepared->path)
            return waiter;
        const auto id = content::article_at(tx, wanted);
        if (!id || *id == placed.article.summary.id) return std::nullopt;
        return content::manuscript_of(tx, *id);
    };
    if (!address.empty())
        if (const auto other = taken_by(address))
            faults.push_back(
                {manuscript.slug.line, "manuscript.duplicate_address",
                 fmt::format("{} belongs to {}; give one of them another slug", address, *other)});
    for (const content::Named& former : manuscript.former) {
        if (const auto other = taken_by(former.text))
            faults.push_back(
                {former.line, "manuscript.former_taken",
                 fmt::format("{} belongs to {}; take it out of one of them", former.text, *other)});
        if (may_be_ours(former.text, work_.publication, names_))
            faults.push_back({former.line, "manuscript.former_taken",
                              fmt::format("{} is or may become a page of the paper's own; it "
                                          "cannot lead to an article",
                                          former.text)});
    }
}

bool ArticleImport::waits(const Placed& placed) {
    const Prepared& prepared = *placed.prepared;
    auto links = article_links(prepared, work_.publication);
    if (!names_others(prepared) && links.empty()) return false;
    const auto& manuscript = prepared.article;
    waiting_.add({prepared.path, prepared.sha256, placed.article.summary.address,
                  placed.article.summary.id, !placed.row.has_value(), manuscript.language,
                  manuscript.published, manuscript.translation_of, manuscript.related,
                  std::move(links)});
    return true;
}

void ArticleImport::add_to_library(store::Transaction& tx, const Placed& placed, Instant now) {
    const Article& article = placed.article;
    std::vector<content::ImportedPicture> pictures;
    if (article.summary.lead)
        pictures.push_back({placed.prepared->article.lead->name.text, *article.summary.lead});
    for (const auto& [name, use] : article.pictures)
        pictures.push_back({name, use});
    if (article.withdrawn_at || pictures.empty()) return;
    const Instant at = article.status == Status::draft ? now : article.summary.published;
    content::add_imported(tx, pictures, at, now);
}

void ArticleImport::write(store::Transaction& tx, const std::vector<const Placed*>& ready) {
    std::vector<content::SavedArticle> saved;
    for (const Placed* placed : ready) {
        names_.make(tx, placed->names, placed->article.summary.language, work_.report.created);
        saved.push_back({&placed->article, placed->prepared->path, placed->prepared->sha256,
                         !placed->row.has_value()});
        ++(placed->row ? work_.report.changed : work_.report.added);
    }
    content::save_articles(tx, saved);
    for (const Placed* placed : ready)
        add_to_library(tx, *placed, work_.wish.now);
    for (const Placed* placed : ready) {
        const ArticleId& id = placed->article.summary.id;
        if (placed->row)
            content::drop_former_addresses(
                tx, id,
                no_longer_former(content::former_addresses(tx, id), placed->prepared->article,
                                 day_of(placed->article.summary.address)));
        std::vector<std::string> former;
        for (const content::Named& one : placed->prepared->article.former)
            if (one.text != placed->article.summary.address) former.push_back(one.text);
        content::add_former_addresses(tx, id, former);
        if (placed->row && !names_others(*placed->prepared)) {
            content::set_translation_of(tx, id, std::nullopt);
            content::set_related_by_hand(tx, id, {});
        }
    }
}

}  // namespace kolokol::importers
