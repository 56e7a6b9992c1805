#include "edition/builder.hpp"

#include <algorithm>
#include <mutex>
#include <set>

#include <fmt/format.h>

#include "base/log.hpp"
#include "base/text.hpp"
#include "edition/compress.hpp"
#include "edition/delta_file.hpp"
#include "edition/session.hpp"
#include "edition/signing.hpp"
#include "edition/trie.hpp"

namespace kolokol::edition {
namespace {

constexpr std::size_t editions_kept = 10;
constexpr std::size_t longest_path = 2048;

bool is_path(std::string_view path) {
    const auto control = [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 127; };
    return !path.empty() && path[0] == '/' && path.size() <= longest_path && is_utf8(path) &&
           path.find_first_of("?#") == path.npos && std::none_of(path.begin(), path.end(), control);
}

auto bad_page(std::string_view path, std::string_view why) {
    return refuse(Kind::invalid, "edition.bad_path", fmt::format("the page {}: {}", path, why));
}

Outcome check_page(std::string_view path, const PreparedPage& page) {
    if (!is_path(path)) return bad_page(path, "an address begins with / and has no blanks, ? or #");
    const bool moved = page.status == 301;
    if (!moved && page.status != 200 && page.status != 404 && page.status != 410)
        return bad_page(path, "a page is answered with 200, 301, 404 or 410");
    if (moved && (page.target.empty() || page.target.size() > longest_path))
        return bad_page(path, "a 301 needs an address to lead to");
    if (!moved && (page.media_type.empty() || page.media_type.size() > 200))
        return bad_page(path, "a page needs a media type");
    return done();
}

Entry entry_of(std::string_view path, const PreparedPage& page, std::uint32_t headers) {
    Entry entry;
    entry.path = path;
    entry.status = page.status;
    entry.headers = headers;
    if (page.status == 301) {
        entry.target = page.target;
        return entry;
    }
    entry.media_type = page.media_type;
    entry.digest = page.digest;
    entry.size = page.size;
    return entry;
}

/// What a press says, in the form in which it can be compared and signed.
Facts in_order(Facts facts) {
    std::sort(facts.withdrawn.begin(), facts.withdrawn.end());
    return facts;
}

}  // namespace

struct Builder::State {
    State(Session writing, From from) : session(std::move(writing)) {
        const Opened& opened = session.base();
        if (opened.manifest().has_edition()) base = session.base_edition();
        if (base && from == From::current) before = &base->facts();
    }

    const Index& index_before() const { return before != nullptr ? base->index() : nothing; }

    Result<Laid> lay() {
        const std::lock_guard lock(mutex);
        return lay_over(index_before(), before != nullptr ? before->entries : 0,
                        before != nullptr ? before->bytes : 0, std::move(changes),
                        [this](Bytes node) { return session.add_bytes(node); });
    }

    mutable std::mutex mutex;  // of session and changes
    Session session;
    std::vector<Change> changes;
    // Shared with nobody, but made by open_edition().
    std::shared_ptr<const Edition> base;
    const EditionFacts* before = nullptr;  // null: from nothing
    Index nothing{{}, 2, [](const Digest&) -> Result<BytesView> {
                      return refuse(Kind::not_found, "edition.missing_object");
                  }};
};

Builder::Builder(std::unique_ptr<State> state) : state_(std::move(state)) {}
Builder::Builder(Builder&&) noexcept = default;
Builder& Builder::operator=(Builder&&) noexcept = default;
Builder::~Builder() = default;

Result<Builder> Builder::start(const Shelf& shelf, From from) {
    auto session = Session::start(shelf.folder());
    if (!session) return refuse(session.error());
    return Builder(std::make_unique<State>(std::move(*session), from));
}

PreparedPage Builder::prepare(Bytes bytes, std::string_view media_type, int status) const {
    PreparedPage page = prepare_uncompressed(std::move(bytes), media_type, status);
    {
        const std::lock_guard lock(state_->mutex);
        page.known = state_->session.holds(page.digest);
    }
    if (page.known)
        page.identity = Bytes();
    else
        add_compressed_forms(page);
    return page;
}

Outcome Builder::put(std::string_view path, PreparedPage page, std::uint32_t headers) {
    auto checked = check_page(path, page);
    if (!checked) return checked;
    Change change = put_change(entry_of(path, page, headers), 0);
    const std::lock_guard lock(state_->mutex);
    if (page.status != 301 && !state_->session.holds(page.digest)) {
        if (page.known || page.identity.size() != page.size)
            return bad_page(path, "its bytes are neither on the shelf nor with it");
        state_->session.add(page);
    }
    change.order = state_->changes.size();
    state_->changes.push_back(std::move(change));
    return done();
}

void Builder::remove(std::string_view path) {
    const std::lock_guard lock(state_->mutex);
    state_->changes.push_back(remove_change(path, state_->changes.size()));
}

std::optional<Entry> Builder::find(std::string_view path) const {
    return state_->before != nullptr ? state_->base->find(path) : std::nullopt;
}

Result<Builder::Committed> Builder::commit(const Facts& wish, const Signers& signers, Instant now) {
    State& state = *state_;
    const Facts facts = in_order(wish);
    auto laid = state.lay();
    if (!laid) return refuse(laid.error());
    const EditionFacts* last = state.base ? &state.base->facts() : nullptr;
    if (last != nullptr && last->root == laid->root && last->facts == facts)
        return Committed{last->sequence, laid->root, state.base->digest(), laid->entries, 0, 0,
                         false};

    EditionFacts next;
    next.sequence = last != nullptr ? last->sequence + 1 : 1;
    if (last != nullptr) next.previous = state.base->digest();
    next.time = std::chrono::floor<std::chrono::seconds>(now);
    next.root = laid->root;
    next.depth = laid->depth;
    next.entries = laid->entries;
    next.bytes = laid->bytes;
    next.facts = facts;
    std::uint64_t paths_changed = laid->entries;
    if (last != nullptr) {
        auto delta = state.session.write_delta({last->sequence, next.sequence}, state.base->index(),
                                               laid->root, laid->depth, paths_changed);
        if (!delta) return refuse(delta.error());
        next.delta_limit = *delta;
    }
    const Bytes json = encode(next);
    const Digest name = state.session.add_bytes(json);
    auto committed = state.session.commit(json, {next.sequence, name}, signers, now, editions_kept);
    if (!committed) return refuse(committed.error());
    return Committed{next.sequence,           laid->root, name, laid->entries, paths_changed,
                     state.session.written(), true};
}

}  // namespace kolokol::edition
