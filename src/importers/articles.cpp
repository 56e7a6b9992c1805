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
    placing_.forget_reserved();
    for (std::size_t at = 0; at < changed.size(); ++at) {
        Placed& placed = changed[at];
        if (!placed.row) placed.row = find_moved(tx, *placed.prepared);
        if (placed.row && placed.row->in_newsroom)
            faults[at].push_back({1, "manuscript.in_newsroom",
                                  "the newsroom has written on in this article since it was taken "
                                  "in; change it there"});
        placing_.place(tx, placed, faults[at]);
        if (!faults[at].empty()) {
            work_.refuse(placed.prepared->path, faults[at]);
            continue;
        }
        auto waiter = waiter_of(placed, work_.publication);
        if (may_wait && (names_others(*placed.prepared) || !waiter.links.empty())) {
            waiting_.add(std::move(waiter));
            continue;
        }
        placing_.reserve(placed);
        ready.push_back(&placed);
    }
    placing_.write(tx, ready, work_.report.created);
    for (const Placed* placed : ready) {
        add_to_library(tx, *placed, work_.wish.now);
        ++(placed->row ? work_.report.changed : work_.report.added);
    }
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
    if (manuscript.social) into.social = take_one(*manuscript.social);
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

}  // namespace kolokol::importers
