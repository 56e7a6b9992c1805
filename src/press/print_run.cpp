#include "press/print_run.hpp"

#include <algorithm>
#include <thread>

#include <fmt/format.h>

namespace kolokol::press {

namespace {

/// The set of headers that an edition's table has for a page; nothing where it has none.
std::optional<std::uint32_t> headers_of(const Page& page, const edition::Facts& facts) {
    if (page.headers.empty()) return 0;
    const edition::HeaderSet wanted(page.headers.begin(), page.headers.end());
    for (const auto& [id, set] : facts.headers)
        if (set == wanted) return id;
    return std::nullopt;
}

Result<std::string> picture_bytes(const Page& page) {
    std::vector<std::string> digests;
    for (const std::string& picture : page.pictures) {
        auto digest = crypto::Digest::from_hex(picture);
        if (!digest) return refuse(digest.error());
        digests.emplace_back(digest->bytes());
    }
    std::sort(digests.begin(), digests.end());
    digests.erase(std::unique(digests.begin(), digests.end()), digests.end());
    std::string joined;
    for (const std::string& digest : digests)
        joined += digest;
    return joined;
}

/// Takes the better of two places.
void better(LinkPlace& known, bool of_article, std::string_view page, int line) {
    if (std::pair(!known.of_article, std::string_view(known.page)) <= std::pair(!of_article, page))
        return;
    known.page = page;
    known.line = line;
    known.of_article = of_article;
}

/// What one thread came upon, to what others did.
void merge(LinkTargets& into, LinkTargets& targets) {
    into.merge(targets);
    for (const auto& [address, place] : targets) {
        LinkPlace& known = into.find(address)->second;
        known.pages += place.pages;
        better(known, place.of_article, place.page, place.line);
    }
}

auto cannot_print(std::string_view path, std::string_view why) {
    return refuse(Kind::invalid, "press.cannot_print",
                  fmt::format("the page {} cannot be printed: {}", path, why));
}

}  // namespace

Outcome PrintRun::print(const std::vector<const PageKey*>& keys) {
    pages_.clear();
    pages_.resize(keys.size());
    next_ = 0;
    const std::size_t threads = std::min(snapshots_.size(), std::max<std::size_t>(keys.size(), 1));
    std::vector<std::thread> others;
    for (std::size_t at = 1; at < threads; ++at)
        others.emplace_back([this, at, &keys] { work(snapshots_[at], keys); });
    work(snapshots_[0], keys);
    for (std::thread& thread : others)
        thread.join();
    if (thrown_) std::rethrow_exception(thrown_);
    if (problem_) return refuse(*problem_);
    return done();
}

void PrintRun::work(store::Transaction& tx, const std::vector<const PageKey*>& keys) {
    LinkTargets targets;
    try {
        for (;;) {
            const std::size_t at = next_.fetch_add(1);
            if (at >= keys.size() || stopped_) break;
            auto printed =
                print_one(tx, *keys[at], pages_[at], targets, static_cast<std::uint32_t>(at + 1));
            if (!printed) {
                const std::lock_guard lock(mutex_);
                // Keys are taken in order: those before this one are printed to their end.
                if (!problem_ || at < problem_at_) problem_ = printed.error();
                problem_at_ = std::min(problem_at_, at);
                stopped_ = true;
                break;
            }
            report(at + 1);
        }
    } catch (...) {
        const std::lock_guard lock(mutex_);
        if (!thrown_) thrown_ = std::current_exception();
        stopped_ = true;
    }
    const std::lock_guard lock(mutex_);
    merge(targets_, targets);
}

Outcome PrintRun::print_one(store::Transaction& tx, const PageKey& key,
                            std::optional<PrintedPage>& place, LinkTargets& targets,
                            std::uint32_t number) {
    const std::string path = address(key, parts_.standard);
    auto page = parts_.printer.print(tx, key);
    if (!page) return refuse(page.error());
    if (!*page) return done();
    auto pictures = picture_bytes(**page);
    if (!pictures) return cannot_print(path, pictures.error().detail);
    const auto headers = headers_of(**page, parts_.facts);
    if (!headers) return cannot_print(path, "the edition has no such set of headers");

    place = PrintedPage{&key, std::move(*pictures), {}};
    look_at(path, **page, *place, targets, number);
    auto prepared = (*page)->status == 301
                        ? edition::redirect(std::move((*page)->target))
                        : parts_.builder.prepare(std::move((*page)->bytes), (*page)->media_type,
                                                 (*page)->status);
    return parts_.builder.put(path, std::move(prepared), *headers);
}

void PrintRun::look_at(std::string_view path, const Page& page, PrintedPage& printed,
                       LinkTargets& targets, std::uint32_t number) {
    const bool of_article = printed.key->kind == PageKind::article;
    Inspection inspection = inspect(path, page, parts_.rules);
    std::vector<std::uint32_t> hashes;
    hashes.reserve(inspection.links.size());
    for (InnerLink& link : inspection.links) {
        auto known = targets.find(link.address);
        if (known == targets.end()) {
            const std::uint32_t hash = link_hash(link.address);
            LinkPlace place{std::string(path), link.line, hash, of_article};
            known = targets.emplace(std::move(link.address), std::move(place)).first;
        }
        LinkPlace& place = known->second;
        if (place.last != number) {
            ++place.pages;
            place.last = number;
            better(place, of_article, path, link.line);
        }
        hashes.push_back(known->second.hash);
    }
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    printed.links.assign(hashes.begin(), hashes.end());
    if (inspection.faults.empty()) return;
    const std::lock_guard lock(mutex_);
    for (Fault& fault : inspection.faults)
        faults_.push_back(std::move(fault));
}

void PrintRun::report(std::size_t done) {
    constexpr std::size_t each = 50;
    const std::lock_guard lock(mutex_);
    ++printed_;
    if (parts_.progress && done % each == 0) parts_.progress(done);
}

}  // namespace kolokol::press
