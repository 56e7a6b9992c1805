// Pictures of a press: their sizes are in the edition exactly as long as a page shows them.
#include "press/under_way.hpp"

namespace kolokol::press {

namespace {

constexpr std::size_t digest_size = crypto::Digest::size;

void count(std::unordered_map<std::string, std::int64_t>& shown, std::string_view pictures,
           std::int64_t by) {
    for (; pictures.size() >= digest_size; pictures.remove_prefix(digest_size))
        shown[std::string(pictures.substr(0, digest_size))] += by;
}

}  // namespace

void UnderWay::count_pictures() {
    for (const PrintedPage& page : printed_)
        count(shown_, page.pictures, 1);
    if (plan_.everything) return;
    store::Transaction& tx = snapshots_.front();
    for (const auto* paths : {&standing_, &gone_})
        for (const std::string& path : *paths)
            if (paths == &standing_ || !standing_.contains(path))
                count(shown_, pictures_of(tx, path).value_or(std::string()), -1);
    for (const std::string& picture : plan_.pictures)
        if (const auto digest = crypto::Digest::from_hex(picture))
            shown_.try_emplace(std::string(digest->bytes()), 0);
}

Outcome UnderWay::print_pictures() {
    store::Transaction& tx = snapshots_.front();
    const std::unordered_set<std::string> unsure(plan_.pictures.begin(), plan_.pictures.end());
    PageSet to_print;
    for (const auto& [digest, change] : shown_) {
        const std::string picture = to_hex(digest);
        const std::int64_t before = plan_.everything ? 0 : pages_with(tx, picture);
        const std::int64_t after = before + change;
        if (before == after && !unsure.contains(picture)) continue;
        counts_.push_back({picture, after});
        if (after > 0 && (before == 0 || unsure.contains(picture)))
            if (auto put = put_sizes(picture, to_print); !put) return put;
        if (after <= 0)
            for (const PageKey& size : parts_.printer.sizes_of(picture))
                gone_.insert(size.subject);
    }
    if (auto printed = run_->print(to_print.in_order()); !printed) return printed;
    const auto pages = run_->take_pages();
    for (std::size_t at = 0; at < pages.size(); ++at)
        if (pages[at]) standing_.insert(to_print.in_order()[at]->subject);
    return done();
}

/// A size has its recipe in its name: what the last edition holds under it is what would be made.
Outcome UnderWay::put_sizes(const std::string& picture, PageSet& to_print) {
    for (PageKey& size : parts_.printer.sizes_of(picture)) {
        const auto entry = last_ ? last_->find(size.subject) : std::nullopt;
        if (!entry || entry->status != 200) {
            to_print.add(std::move(size));
            continue;
        }
        edition::PreparedPage known;
        known.media_type = entry->media_type;
        known.digest = entry->digest;
        known.size = entry->size;
        known.known = true;
        auto put = builder_->put(size.subject, std::move(known), entry->headers);
        if (!put) return put;
        standing_.insert(size.subject);
    }
    return done();
}

}  // namespace kolokol::press
