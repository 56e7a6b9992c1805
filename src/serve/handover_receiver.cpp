#include "serve/handover_receiver.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/log.hpp"
#include "edition/index.hpp"
#include "serve/handover_rules.hpp"

namespace kolokol::serve {
namespace {

// Each may have a body of up to longest_parcel half read, and strangers may knock.
constexpr int most_connections = 16;

int status_of(Kind kind) {
    switch (kind) {
        case Kind::invalid:
            return 400;
        case Kind::not_found:
            return 404;
        case Kind::conflict:
            return 409;
        case Kind::forbidden:
            return 403;
        case Kind::unavailable:
            break;
    }
    return 503;
}

/// The code on the first line, the sentence on the second: the newsroom side passes them on.
http::Response refusal(const Problem& problem) {
    log::warning("serve.handover_refused", {{"code", problem.code}, {"detail", problem.detail}});
    return http::Response::text(status_of(problem.kind),
                                fmt::format("{}\n{}\n", problem.code, problem.detail));
}

/// Whether each of these objects is a page of the edition.
bool needs_all(const edition::Edition& edition, std::unordered_set<edition::Digest> objects) {
    const auto walked = edition.index().each([&](const edition::Entry& entry) {
        objects.erase(entry.digest);
        return !objects.empty();
    });
    return walked && objects.empty();
}

}  // namespace

HandoverReceiver::HandoverReceiver(edition::Shelf& shelf, const Clock& clock,
                                   std::function<void()> on_taken)
    : shelf_(shelf), clock_(clock), on_taken_(std::move(on_taken)), delivery_(shelf.folder()) {}

Result<std::unique_ptr<HandoverReceiver>> HandoverReceiver::start(
    const HandoverReceiverSettings& settings, edition::Shelf& shelf, const Clock& clock,
    std::function<void()> on_taken) {
    std::unique_ptr<HandoverReceiver> made(new HandoverReceiver(shelf, clock, std::move(on_taken)));
    made->add_routes();
    http::ServerSettings server;
    server.address = settings.address;
    server.port = settings.port;
    server.tls = settings.tls;
    server.workers = 1;  // one edition at a time
    server.waiting = 16;
    server.limits.connections = most_connections;
    auto started = http::Server::start(std::move(server), made->router_);
    if (!started) return refuse(started.error());
    made->server_ = std::move(*started);
    return made;
}

void HandoverReceiver::add_routes() {
    router_.add({http::Method::get, std::string(published_folder) + "*",
                 [this](const http::Request& request) { return published(request); }});
    router_.add({http::Method::post, std::string(offer_path),
                 [this](const http::Request& request) { return offer(request); }, longest_offer,
                 handover_time});
    router_.add({http::Method::post, std::string(objects_path),
                 [this](const http::Request& request) { return objects(request); }, longest_parcel,
                 handover_time, [this](const http::Request&) { return unexpected(); }});
}

/// Refuses parcels before their bytes are read, as long as no offer has been found to be the
/// paper's.
std::optional<http::Response> HandoverReceiver::unexpected() const {
    if (expects_objects_) return std::nullopt;
    return refusal({Kind::conflict, "handover.nothing_offered", "offer the edition first"});
}

/// What this side has, for the newsroom side to compare.
http::Response HandoverReceiver::published(const http::Request& request) const {
    const auto found = shelf_.published(request.path().substr(published_folder.size()));
    if (!found) return http::Response::text(404, "404 Not Found\n");
    return {200, {{"Content-Type", std::string(found->media_type)}}, std::string(found->bytes)};
}

http::Response HandoverReceiver::offer(const http::Request& request) {
    const std::lock_guard lock(mutex_);
    const auto offer = edition::decode_offer(request.body);
    if (!offer) return refusal(offer.error());
    const auto taken = delivery_.offer(*offer, clock_.now());
    expects_objects_ = delivery_.expected() != nullptr;
    if (!taken) return refusal(taken.error());
    return *taken ? go_on() : http::Response{204, {}, {}};
}

http::Response HandoverReceiver::objects(const http::Request& request) {
    const std::lock_guard lock(mutex_);
    const auto taken = delivery_.take(request.body);
    expects_objects_ = delivery_.expected() != nullptr;
    return taken ? go_on() : refusal(taken.error());
}

/// Names what is missing, or makes the edition current: 204.
http::Response HandoverReceiver::go_on() {
    const auto wanted = delivery_.wanted(most_wanted);
    if (!wanted.empty()) {
        http::Response list{200, {{"Content-Type", "application/octet-stream"}}, {}};
        for (const edition::Digest& digest : wanted)
            list.body += digest.bytes();
        return list;
    }
    const std::uint64_t sequence = delivery_.expected()->sequence;
    const auto committed = delivery_.commit();
    expects_objects_ = delivery_.expected() != nullptr;
    if (!committed) return refusal(committed.error());
    log::info("serve.edition_taken", {{"sequence", sequence}});
    erase_withdrawn();
    if (on_taken_) on_taken_();
    return {204, {}, {}};
}

/// What the newsroom has withdrawn must not lie about in older editions either. Once it is erased
/// only the current edition can hold it, as what another page says too: that is no reason to copy
/// the whole shelf again at each edition.
void HandoverReceiver::erase_withdrawn() {
    const auto edition = shelf_.current();
    if (!edition) return;
    std::unordered_set<edition::Digest> held;
    for (const edition::Digest& digest : edition->facts().facts.withdrawn)
        if (edition->object(digest)) held.insert(digest);
    const bool once_done = std::all_of(held.begin(), held.end(), [this](const edition::Digest& it) {
        return erased_.contains(it);
    });
    if (once_done && needs_all(*edition, held)) return;
    const auto collected = shelf_.collect({1, true});
    if (collected)
        erased_ = std::move(held);
    else
        log::error("serve.withdrawn_not_erased", {{"detail", collected.error().detail}});
}

}  // namespace kolokol::serve
