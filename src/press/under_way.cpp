#include "press/under_way.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "press/placements.hpp"
#include "press/publishing.hpp"

namespace kolokol::press {

namespace {

using edition::Builder;

/// Long pages first, so that no thread is left alone with one at the end.
int weight(PageKind kind) {
    switch (kind) {
        case PageKind::archive_month:
        case PageKind::section_month:
        case PageKind::sitemap_month:
            return 0;
        case PageKind::feed_rss:
        case PageKind::feed_json:
            return 1;
        case PageKind::article:
        case PageKind::withdrawn:
        case PageKind::moved:
            return 3;
        default:
            return 2;
    }
}

}  // namespace

Result<Pressed> UnderWay::press(const edition::Signers& signers) {
    Pressed pressed;
    if (auto started = start(); !started) return refuse(started.error());
    pressed.articles_published = publish();
    take_snapshots();
    if (auto planned = make_plan(); !planned) return refuse(planned.error());
    run_.emplace(PrintRun::Parts{parts_.printer, *builder_, parts_.settings.gate,
                                 parts_.settings.facts, parts_.publication.standard(),
                                 [this](std::uint64_t done) {
                                     if (parts_.wish.progress)
                                         parts_.wish.progress("pages", done, plan_.pages.size());
                                 }},
                 snapshots_);
    if (auto printed = print_pages(); !printed) return refuse(printed.error());
    count_pictures();
    if (auto printed = print_pictures(); !printed) return refuse(printed.error());
    check_links();
    if (auto passed = pass_gate(); !passed) return refuse(passed.error());
    planner_.reset();
    snapshots_.clear();
    for (const std::string& path : gone_)
        if (!standing_.contains(path)) builder_->remove(path);

    note_what_changes();
    auto committed = builder_->commit(parts_.settings.facts, signers, parts_.wish.at);
    if (!committed) return refuse(committed.error());
    remember(*committed);
    pressed.edition = *committed;
    pressed.pages_printed = run_->printed();
    pressed.pages_removed = removed_;
    pressed.pictures_left =
        plan_.everything || std::any_of(counts_.begin(), counts_.end(),
                                        [](const PictureCount& one) { return one.pages <= 0; });
    return pressed;
}

Outcome UnderWay::start() {
    auto builder = Builder::start(
        parts_.shelf, parts_.wish.full ? Builder::From::nothing : Builder::From::current);
    if (!builder) return refuse(builder.error());
    builder_.emplace(std::move(*builder));
    last_ = parts_.shelf.current();
    return done();
}

std::uint64_t UnderWay::publish() {
    {
        auto tx = parts_.database.read();
        if (!is_anything_due(tx, parts_.wish.at)) return 0;
    }
    auto tx = parts_.database.begin();
    const std::uint64_t published = publish_due(tx, parts_.wish.at);
    tx.commit();
    return published;
}

/// All threads have to see one moment: while we are the one who may write, nobody else can.
void UnderWay::take_snapshots() {
    const auto nobody_writes = parts_.database.begin();
    const auto threads = static_cast<std::size_t>(std::clamp(parts_.settings.threads, 1, 64));
    snapshots_.reserve(threads);
    while (snapshots_.size() < threads)
        snapshots_.push_back(parts_.database.read());
}

/// Whether what is remembered is of the edition on the shelf, or of the one before it and the press
/// between them noted what it was about to change.
bool UnderWay::remembers(const Memory& memory) const {
    if (!last_ || memory.edition.empty()) return false;
    if (last_->digest().hex() == memory.edition) return true;
    return memory.under_way == Memory::UnderWay::pages &&
           last_->facts().previous.hex() == memory.edition;
}

Outcome UnderWay::make_plan() {
    store::Transaction& tx = snapshots_.front();
    planner_.emplace(tx, parts_.printer, parts_.publication);
    memory_ = read_memory(tx);
    changes_ = read_changes(tx);
    inputs_ = parts_.printer.inputs();
    frame_ = frame_digest(tx, parts_.publication);
    const bool everything = parts_.wish.full || !remembers(memory_) || memory_.inputs != inputs_ ||
                            memory_.frame != frame_ || planner_->is_most(changes_);
    if (!everything) {
        plan_ = planner_->changed(changes_, read_touched(tx));
        return done();
    }
    plan_ = planner_->everything();
    if (parts_.wish.full) return done();
    builder_.reset();  // gives the lock back: another press may come between, and then this refuses
    auto builder = Builder::start(parts_.shelf, Builder::From::nothing);
    if (!builder) return refuse(builder.error());
    builder_.emplace(std::move(*builder));
    last_ = parts_.shelf.current();
    return done();
}

/// Round after round, until no page has come or gone that another page speaks of. Former addresses
/// come last: a 301 yields to any page that stands at its address, and never stops the paper.
Outcome UnderWay::print_pages() {
    std::size_t from = 0;
    std::vector<const PageKey*> moved;
    while (from < plan_.pages.size() || !moved.empty()) {
        std::vector<const PageKey*> keys;
        const auto& all = plan_.pages.in_order();
        for (; from < all.size(); ++from)
            (all[from]->kind == PageKind::moved ? moved : keys).push_back(all[from]);
        if (keys.empty()) {
            std::erase_if(moved, [this](const PageKey* key) { return has_a_page(key->path); });
            keys.swap(moved);
        }
        std::stable_sort(keys.begin(), keys.end(), [](const PageKey* left, const PageKey* right) {
            return weight(left->kind) < weight(right->kind);
        });
        if (auto printed = run_->print(keys); !printed) return printed;
        if (auto taken = take_in(keys); !taken) return taken;
    }
    return done();
}

/// Whether a page that is no 301 stands there after this press.
bool UnderWay::has_a_page(const std::string& path) const {
    if (standing_.contains(path)) return true;
    return !plan_.everything && !gone_.contains(path) && has_page_of_its_own(path);
}

/// Whether the last edition has a page there that is neither an article's nor a 301.
bool UnderWay::has_page_of_its_own(const std::string& path) const {
    const auto kind = printed_kind(snapshots_.front(), path);
    return kind && *kind != PageKind::moved && *kind != PageKind::article &&
           *kind != PageKind::withdrawn;
}

Outcome UnderWay::take_in(const std::vector<const PageKey*>& keys) {
    store::Transaction& tx = snapshots_.front();
    auto pages = run_->take_pages();
    std::vector<std::uint32_t> hashes;
    for (std::size_t at = 0; at < keys.size(); ++at) {
        auto& page = pages[at];
        const std::string path = address(*keys[at], parts_.publication.standard());
        if (page) {
            printed_.push_back(std::move(*page));
            if (!standing_.insert(path).second)
                return refuse(Kind::conflict, "press.same_address",
                              fmt::format("two pages want the address {}, one of them {}; rename "
                                          "the section, standing page or article",
                                          path, to_string(keys[at]->kind)));
        }
        if (plan_.everything) continue;
        const bool stood = is_printed(tx, path);
        if (stood != page.has_value()) planner_->follow(plan_, *keys[at]);
        if (!page) note_gone(path, hashes);
    }
    for (; vacated_ < plan_.vacated.size(); ++vacated_)
        if (!has_page_of_its_own(plan_.vacated[vacated_]))
            note_gone(plan_.vacated[vacated_], hashes);
    for (const PageKey& key : linking_to(tx, hashes))
        planner_->look_again(plan_, key);
    return done();
}

/// Pages that link to what has gone are printed again, so that the gate sees whether they still do.
void UnderWay::note_gone(const std::string& path, std::vector<std::uint32_t>& hashes) {
    if (!gone_.insert(path).second || !is_printed(snapshots_.front(), path)) return;
    ++removed_;
    hashes.push_back(link_hash(path));
}

void UnderWay::check_links() {
    for (const auto& [target, place] : run_->targets()) {
        if (standing_.contains(target)) continue;
        if (!plan_.everything && !gone_.contains(target) && builder_->find(target)) continue;
        broken_.push_back(
            {{{place.page, place.line,
               fmt::format("it links to {}, where there is no page", target), target}},
             place.pages - 1});
    }
}

Outcome UnderWay::pass_gate() {
    auto found = together(run_->faults());
    std::sort(broken_.begin(), broken_.end(), [](const SameFault& left, const SameFault& right) {
        const Fault& one = left.faults.front();
        const Fault& other = right.faults.front();
        return std::tie(one.page, one.line, one.what) <
               std::tie(other.page, other.line, other.what);
    });
    found.insert(found.end(), std::make_move_iterator(broken_.begin()),
                 std::make_move_iterator(broken_.end()));
    if (found.empty()) return done();
    return refuse(Kind::invalid, "press.gate", gate_report(snapshots_.front(), found));
}

void UnderWay::note_what_changes() {
    Memory noted = memory_;
    noted.under_way = plan_.everything ? Memory::UnderWay::everything : Memory::UnderWay::pages;
    std::vector<const PageKey*> touched;
    std::vector<PageKey> pictures;
    if (!plan_.everything) {
        touched = plan_.pages.in_order();
        pictures.reserve(counts_.size());
        for (const PictureCount& count : counts_) {
            PageKey key;
            key.kind = PageKind::picture;
            key.language = parts_.publication.standard();
            key.subject = count.picture;
            pictures.push_back(std::move(key));
            touched.push_back(&pictures.back());
        }
    }
    auto tx = parts_.database.begin();
    write_memory(tx, noted);
    write_touched(tx, touched, parts_.publication.standard());
    tx.commit();
}

void UnderWay::remember(const Builder::Committed& committed) {
    auto tx = parts_.database.begin();
    if (plan_.everything) forget_everything(tx);
    std::vector<std::string> gone;
    for (const std::string& path : gone_)
        if (!standing_.contains(path)) gone.push_back(path);
    forget_pages(tx, gone);
    remember_pages(tx, printed_, parts_.publication.standard());
    for (const std::string& article : plan_.gone)
        forget_placement(tx, article);
    remember_placements(tx, plan_.placements);
    remember_names(tx, plan_.names);
    remember_pictures(tx, counts_);
    clear_touched(tx);
    write_memory(tx, {committed.edition.hex(), inputs_, frame_, Memory::UnderWay::nothing});
    changes_done(tx, changes_.last);
    tx.commit();
}

}  // namespace kolokol::press
