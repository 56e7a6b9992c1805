#include "serve/handover_sender.hpp"

#include <fmt/format.h>

#include "base/log.hpp"
#include "edition/offer.hpp"

namespace kolokol::serve {
namespace {

constexpr auto again_after_refusal = std::chrono::seconds(10);
constexpr auto look_anyway = std::chrono::minutes(5);
constexpr std::size_t longest_timestamp = 16'384;

http::ClientSettings client_settings(const HandoverSettings& handover) {
    http::ClientSettings settings;
    settings.total_time = handover.request_time;
    settings.body_limit = 8U << 20U;  // the longest metadata is 5 MB
    settings.redirects = 0;
    settings.trusted_certificates = handover.trusted_certificates;
    return settings;
}

auto bad_answer(std::string detail) {
    return refuse(Kind::unavailable, "handover.bad_answer", std::move(detail));
}

/// What the receiver's refusal() wrote.
Problem refusal_in(const http::Response& response) {
    const std::string_view body = response.body;
    const std::size_t end = body.find('\n');
    const std::string_view code = body.substr(0, end);
    const bool ours = end != body.npos && code.find('.') != code.npos &&
                      code.find_first_not_of("abcdefghijklmnopqrstuvwxyz._") == code.npos;
    if (!ours)
        return {Kind::unavailable, "handover.bad_answer",
                fmt::format("the public side answered {}: is it kolokol serve --role public that "
                            "listens there?",
                            response.status)};
    std::string detail(body.substr(end + 1));
    while (!detail.empty() && detail.back() == '\n')
        detail.pop_back();
    return {response.status == 403 ? Kind::forbidden : Kind::unavailable, std::string(code),
            "the public side refused the edition: " + detail};
}

Result<edition::TrustState> state_of(edition::Source& source, const edition::SiteId& site,
                                     Instant now) {
    edition::TrustState state;
    const auto verdict = edition::verify(source, site, &state, now, {false, {}});
    for (const edition::Finding& finding : verdict.findings)
        if (finding.code != edition::Verified::expired)
            return refuse(Kind::forbidden, finding.what,
                          fmt::format("{}: {}", source.name(), finding.text));
    return state;
}

bool same_edition(const edition::TrustState& left, const edition::TrustState& right) {
    const auto digest = [](const edition::TrustState& state) {
        const auto found = state.editions.find(state.sequence);
        return found == state.editions.end() ? edition::Digest() : found->second;
    };
    return left.sequence == right.sequence && digest(left) == digest(right) &&
           left.targets_version == right.targets_version && left.root == right.root;
}

}  // namespace

HandoverSender::HandoverSender(edition::Shelf& shelf, HeartbeatKey heartbeat,
                               HandoverSettings settings)
    : shelf_(shelf),
      heartbeat_(std::move(heartbeat)),
      settings_(std::move(settings)),
      client_(client_settings(settings_)) {}

Result<HandedOver> HandoverSender::hand_over(Instant now) {
    if (!shelf_.current()) return HandedOver{};
    const auto our = ours(now);
    if (!our) return refuse(our.error());
    const auto their = theirs(now);
    if (!their) return refuse(their.error());
    if (same_edition(*our, *their)) return HandedOver{our->sequence, 0, 0, false};
    // A later root may have revoked what the public side has.
    if (their->sequence > our->sequence && their->root == our->root)
        return refuse(Kind::conflict, "handover.newsroom_is_behind",
                      fmt::format("the public side has edition {}, this shelf only {}: was it "
                                  "restored from a backup? Press again until it is past that one",
                                  their->sequence, our->sequence));
    // Both sides renew the heartbeat, each counting on from what it has.
    if (their->timestamp_version >= our->timestamp_version ||
        their->snapshot_version >= our->snapshot_version) {
        const auto key = heartbeat_();
        if (!key) return refuse(key.error());
        const auto renewed =
            shelf_.renew_past({their->snapshot_version, their->timestamp_version}, **key, now);
        if (!renewed) return refuse(renewed.error());
    }
    return deliver();
}

Result<BothSides> HandoverSender::compare(Instant now) {
    edition::TrustState our;
    if (shelf_.current()) {
        auto read = ours(now);
        if (!read) return refuse(read.error());
        our = std::move(*read);
    }
    const auto their = theirs(now);
    if (!their) return refuse(their.error());
    return BothSides{our.sequence, their->sequence, same_edition(our, *their)};
}

Result<HandedOver> HandoverSender::hand_over_if_due(Instant now) {
    const auto current = shelf_.current();
    // A wait longer than any is a clock that was set back.
    const bool waits = next_ && now < *next_ && *next_ - now <= look_anyway;
    if (!current || (waits && (current == handed_ || !handed_))) return HandedOver{};
    auto handed = hand_over(now);
    handed_ = handed ? shelf_.current() : nullptr;
    next_ = now + (handed ? std::chrono::milliseconds(look_anyway) : again_after_refusal);
    return handed;
}

Result<edition::TrustState> HandoverSender::ours(Instant now) const {
    auto source = edition::open_source(shelf_.folder());
    if (!source) return refuse(source.error());
    return state_of(**source, edition::SiteId(shelf_.site()), now);
}

/// What the public side has, as far as it is signed; an empty state where it has no edition yet.
Result<edition::TrustState> HandoverSender::theirs(Instant now) {
    const auto fetch = [this](std::string_view path, std::size_t limit) -> Result<Bytes> {
        auto response = client_.get(settings_.public_side.with_target(path));
        if (!response) return refuse(response.error());
        if (response->status == 404)
            return refuse(Kind::not_found, "file.not_found", std::string(path));
        if (response->status != 200) return refuse(refusal_in(*response));
        if (response->body.size() > limit)
            return refuse(Kind::invalid, "file.too_large", std::string(path));
        return std::move(response->body);
    };
    const auto newest =
        fetch(std::string(published_folder) + "metadata/timestamp.json", longest_timestamp);
    if (!newest && newest.error().code == "file.not_found") return edition::TrustState{};
    if (!newest) return refuse(newest.error());
    const auto source = edition::url_source(settings_.public_side.text(), fetch);
    return state_of(*source, edition::SiteId(shelf_.site()), now);
}

Result<http::Response> HandoverSender::post(std::string_view path, BytesView body) {
    auto response = client_.send(http::Method::post, settings_.public_side.with_target(path),
                                 {{"Content-Type", "application/octet-stream"}}, body);
    if (!response) return refuse(response.error());
    if (response->status == 204) return std::move(*response);
    if (response->status != 200) return refuse(refusal_in(*response));
    if (response->body.empty() || response->body.size() % edition::Digest::size != 0)
        return bad_answer("the public side's list of what it lacks is damaged");
    return std::move(*response);
}

Result<HandedOver> HandoverSender::deliver() {
    const auto offer = shelf_.offer();
    if (!offer) return refuse(offer.error());
    const auto edition = shelf_.current();  // of the offer, or a later one, which has its objects
    HandedOver handed{edition->facts().sequence, 0, 0, true};
    auto answer = post(offer_path, edition::encode(*offer));
    Bytes wanted_before;
    while (answer && answer->status == 200) {
        if (answer->body == wanted_before)
            return bad_answer("the public side asks for the same objects again");
        wanted_before = answer->body;
        Bytes parcel;
        BytesView wanted = answer->body;
        while (!wanted.empty() && parcel.size() < parcel_size) {
            const auto digest =
                edition::Digest::from_bytes(wanted.substr(0, edition::Digest::size));
            wanted.remove_prefix(edition::Digest::size);
            const auto object = edition->object(digest);
            if (!object)
                return bad_answer(
                    "the public side asks for an object that this shelf does not "
                    "hold: run kolokol edition verify here");
            edition::append_object(parcel, digest, *object);
            ++handed.objects;
        }
        handed.bytes += parcel.size();
        answer = post(objects_path, parcel);
    }
    if (!answer) return refuse(answer.error());
    log::info(
        "serve.edition_handed_over",
        {{"sequence", handed.sequence}, {"objects", handed.objects}, {"bytes", handed.bytes}});
    return handed;
}

}  // namespace kolokol::serve
