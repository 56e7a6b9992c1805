#include "app/running_paper.hpp"

#include <algorithm>
#include <thread>

#include <fmt/format.h>

#include "app/editions.hpp"
#include "app/house.hpp"
#include "app/keys_in_use.hpp"
#include "app/open_newsroom.hpp"
#include "app/paper_dangers.hpp"
#include "app/paper_metrics.hpp"
#include "app/press_on_call.hpp"
#include "app/pressing.hpp"
#include "app/running_press.hpp"
#include "app/said_once.hpp"
#include "app/search_follower.hpp"
#include "app/search_results.hpp"
#include "base/log.hpp"
#include "serve/alarm.hpp"
#include "serve/edition_watcher.hpp"
#include "serve/handover_receiver.hpp"
#include "serve/handover_sender.hpp"
#include "serve/health_server.hpp"
#include "serve/heartbeat_keeper.hpp"
#include "serve/public_server.hpp"
#include "serve/rounds.hpp"

namespace kolokol::app {
namespace {

constexpr auto look_at_schedule = std::chrono::seconds(1);
constexpr auto look_at_signatures = std::chrono::seconds(1);
constexpr auto look_at_handover = std::chrono::seconds(1);
constexpr auto look_for_acts = std::chrono::seconds(30);
constexpr auto look_for_dangers = std::chrono::minutes(5);
constexpr auto grace = std::chrono::seconds(10);

}  // namespace

Result<ServeRole> parse_serve_role(std::string_view text) {
    if (text == "all") return ServeRole::all;
    if (text == "public") return ServeRole::public_side;
    if (text == "newsroom") return ServeRole::newsroom;
    return refuse(Kind::invalid, "serve.unknown_role",
                  fmt::format("'{}' is no role; there are all, public and newsroom", text));
}

/// Members end in the opposite order: servers first, then what they ask.
struct RunningPaper::State {
    State(const Clock& reads, ServeRole plays) : clock(reads), role(plays) {}

    const Clock& clock;
    ServeRole role;
    Configuration configuration;
    SaidOnce signatures_said;
    SaidOnce handover_said;
    std::unique_ptr<House> house;                  // all, newsroom
    std::unique_ptr<edition::Shelf> public_shelf;  // public
    std::unique_ptr<KeysInUse> keys;
    std::unique_ptr<search::SearchIndex> index;
    std::unique_ptr<SearchLook> look;
    std::unique_ptr<SearchFollower> follower;
    std::unique_ptr<serve::EditionWatcher> watcher;
    std::unique_ptr<serve::PublicServer> readers;
    std::unique_ptr<serve::HealthServer> health;
    std::unique_ptr<RunningPress> press;     // all, newsroom
    std::unique_ptr<PressOnCall> on_call;    // all, newsroom
    std::unique_ptr<OpenNewsroom> newsroom;  // all, newsroom
    std::unique_ptr<serve::Alarm> alarm;
    std::unique_ptr<serve::Rounds> rounds;
    std::unique_ptr<serve::HandoverReceiver> receiver;  // public
    std::unique_ptr<serve::HandoverSender> sender;      // newsroom
    std::unique_ptr<serve::Rounds> handovers;
    std::optional<Listen> listening;

    bool serves_readers() const { return role != ServeRole::newsroom; }
    bool presses() const { return role != ServeRole::public_side; }
    edition::Shelf& shelf() const { return house ? house->editions() : *public_shelf; }

    Outcome open(const std::filesystem::path& folder);
    Outcome open_keys(const std::filesystem::path& folder);
    Outcome start_readers(const std::filesystem::path& folder);
    Outcome start_handover();
    void say_handover(const Result<serve::HandedOver>& handed);
    Outcome start_health();
    Outcome start_newsroom(bool demo);
    void start_rounds(const std::filesystem::path& folder);
    void renew(Instant now);
    Result<bool> renew_if_due(Instant now);
};

Outcome RunningPaper::State::open(const std::filesystem::path& folder) {
    if (presses()) {
        auto opened = House::open(folder, clock.now());
        if (!opened) return refuse(opened.error());
        house = std::make_unique<House>(std::move(*opened));
        configuration = house->configuration();
        return done();
    }
    auto read = Configuration::read(folder);
    if (!read) return refuse(read.error());
    configuration = std::move(*read);
    auto editions = open_editions(folder);
    if (!editions) return refuse(editions.error());
    public_shelf = std::make_unique<edition::Shelf>(std::move(*editions));
    return done();
}

Outcome RunningPaper::State::open_keys(const std::filesystem::path& folder) {
    const auto which = house ? KeysInUse::Which::all : KeysInUse::Which::heartbeat;
    keys = std::make_unique<KeysInUse>(shelf(), edition::KeyFolder(folder / "keys"), which);
    const auto opened = keys->current();
    if (!opened) return refuse(opened.error());
    return done();
}

Outcome RunningPaper::State::start_readers(const std::filesystem::path& folder) {
    auto loaded = SearchLook::open(folder);
    if (!loaded) return refuse(loaded.error());
    look = std::move(*loaded);
    auto opened = search::SearchIndex::open(search_folder(folder));
    if (!opened) return refuse(opened.error());
    index = std::move(*opened);
    follower = std::make_unique<SearchFollower>(*index, shelf());
    watcher = std::make_unique<serve::EditionWatcher>(
        shelf(), [this](const std::shared_ptr<const edition::Edition>&) {
            look->load_again();
            follower->wake();
        });

    serve::PublicServerSettings settings;
    settings.address = listening->address;
    settings.port = listening->port;
    settings.threads = configuration.threads.value_or(
        static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 64U)));
    if (configuration.certificate)
        settings.tls = http::TlsFiles{*configuration.certificate, *configuration.certificate_key};
    auto started = serve::PublicServer::start(settings, *watcher, search_results(*index, *look));
    if (!started) return refuse(started.error());
    readers = std::move(*started);
    listening->port = readers->port();
    return done();
}

/// The public side takes editions, the newsroom side brings them.
Outcome RunningPaper::State::start_handover() {
    if (role == ServeRole::public_side && configuration.handover) {
        serve::HandoverReceiverSettings settings;
        settings.address = configuration.handover->address;
        settings.port = configuration.handover->port;
        if (configuration.certificate)
            settings.tls =
                http::TlsFiles{*configuration.certificate, *configuration.certificate_key};
        auto started = serve::HandoverReceiver::start(settings, *public_shelf, clock,
                                                      [this] { watcher->look(); });
        if (!started) return refuse(started.error());
        receiver = std::move(*started);
        configuration.handover->port = receiver->port();
    }
    if (role != ServeRole::newsroom || !configuration.public_side) return done();
    auto there = http::Url::parse(*configuration.public_side);
    if (!there) return refuse(there.error());
    sender = std::make_unique<serve::HandoverSender>(
        shelf(), [this] { return keys->heartbeat(); }, serve::HandoverSettings{*there, {}});
    // of their own, because a slow line must not hold up the schedule
    handovers = std::make_unique<serve::Rounds>(
        clock, std::vector<serve::Duty>{{"handover", look_at_handover, [this](Instant now) {
                                             say_handover(sender->hand_over_if_due(now));
                                         }}});
    return done();
}

/// No detail of a refusal: it may name a machine.
void RunningPaper::State::say_handover(const Result<serve::HandedOver>& handed) {
    if (!handed) {
        if (handover_said.is_new(handed.error().code))
            log::warning("handover.refused",
                         {{"code", handed.error().code}, {"see", "kolokol doctor"}});
        return;
    }
    if (handed->sequence == 0) return;  // nothing was due
    const bool mended = handover_said.is_over();
    if (handed->anything)
        log::info("handover.done", {{"edition", handed->sequence},
                                    {"objects", handed->objects},
                                    {"bytes", handed->bytes}});
    else if (mended)
        log::info("handover.nothing_left", {{"edition", handed->sequence}});
}

Outcome RunningPaper::State::start_health() {
    serve::Health about;
    about.not_ready = [this]() -> std::optional<std::string> {
        if (!shelf().current()) return "nothing has been pressed yet";
        return std::nullopt;
    };
    about.metrics = [this] { return paper_metrics(shelf(), readers.get(), index.get()); };
    auto started = serve::HealthServer::start(configuration.health.address,
                                              configuration.health.port, std::move(about));
    if (!started) return refuse(started.error());
    health = std::move(*started);
    return done();
}

Outcome RunningPaper::State::start_newsroom(bool demo) {
    press = std::make_unique<RunningPress>(*house, *keys, [this] {
        if (watcher) watcher->look();
    });
    on_call = std::make_unique<PressOnCall>([this] { return press->press(clock.now()); }, clock);
    auto started = OpenNewsroom::start(
        *house, {configuration.newsroom, configuration.newsroom_origin, demo}, *on_call, clock);
    if (!started) return refuse(started.error());
    newsroom = std::move(*started);
    return done();
}

Result<bool> RunningPaper::State::renew_if_due(Instant now) {
    const auto current = keys->current();
    if (!current) return refuse(current.error());
    if (house) return renew_signatures(shelf(), **current, now);
    return serve::HeartbeatKeeper(shelf(), *(*current)->heartbeat).renew_if_due(now);
}

void RunningPaper::State::renew(Instant now) {
    const auto renewed = renew_if_due(now);
    if (renewed)
        signatures_said.is_over();
    else if (signatures_said.is_new(renewed.error().code))
        log::error("signatures.not_renewed", {{"code", renewed.error().code}});
}

void RunningPaper::State::start_rounds(const std::filesystem::path& folder) {
    std::vector<serve::DangerCheck> checks{serve::signatures_in_danger(shelf()),
                                           serve::disk_in_danger(folder), keys_in_danger(*keys),
                                           settings_in_danger(folder)};
    if (configuration.certificate)
        checks.push_back(serve::certificate_in_danger(*configuration.certificate));
    if (house) checks.push_back(jobs_in_danger(house->database()));
    serve::AlarmSettings settings;
    settings.command = configuration.alarm_command;
    settings.memory = folder / "alarms.json";
    alarm = std::make_unique<serve::Alarm>(std::move(settings), std::move(checks));

    std::vector<serve::Duty> duties;
    duties.push_back({"signatures", look_at_signatures, [this](Instant now) { renew(now); }});
    if (house) {
        duties.push_back({"schedule", look_at_schedule, [this](Instant now) {
                              press->look(now);
                              if (press->found_settings_broken()) alarm->look(now);
                          }});
    }
    if (newsroom) duties.push_back({"acts", look_for_acts, [this](Instant) { newsroom->look(); }});
    duties.push_back({"alarm", look_for_dangers, [this](Instant now) { alarm->look(now); }});
    rounds = std::make_unique<serve::Rounds>(clock, std::move(duties));
}

Result<std::unique_ptr<RunningPaper>> RunningPaper::start(const std::filesystem::path& folder,
                                                          const ServeWish& wish,
                                                          const Clock& clock) {
    auto state = std::make_unique<State>(clock, wish.role);
    if (const auto opened = state->open(folder); !opened) return refuse(opened.error());
    if (wish.listen) state->configuration.listen = *wish.listen;
    if (wish.health) state->configuration.health = *wish.health;
    if (wish.newsroom) state->configuration.newsroom = *wish.newsroom;
    if (const auto opened = state->open_keys(folder); !opened) return refuse(opened.error());
    if (state->serves_readers()) {
        state->listening = state->configuration.listen;
        if (const auto started = state->start_readers(folder); !started)
            return refuse(started.error());
    }
    if (const auto started = state->start_handover(); !started) return refuse(started.error());
    if (const auto started = state->start_health(); !started) return refuse(started.error());
    if (state->house)
        if (const auto started = state->start_newsroom(wish.demo); !started)
            return refuse(started.error());
    state->start_rounds(folder);
    return std::unique_ptr<RunningPaper>(new RunningPaper(std::move(state)));
}

RunningPaper::RunningPaper(std::unique_ptr<State> state) : state_(std::move(state)) {}
RunningPaper::~RunningPaper() = default;

std::optional<Listen> RunningPaper::readers() const {
    return state_->listening;
}

std::optional<Listen> RunningPaper::handover() const {
    if (!state_->receiver) return std::nullopt;
    return state_->configuration.handover;
}

std::optional<Listen> RunningPaper::newsroom() const {
    if (!state_->newsroom) return std::nullopt;
    return state_->newsroom->listening();
}

Listen RunningPaper::health() const {
    return {state_->configuration.health.address, state_->health->port()};
}

void RunningPaper::stop() {
    if (state_->newsroom) state_->newsroom->stop(grace);
    if (state_->readers) state_->readers->stop(grace);
    state_->handovers.reset();
    state_->rounds.reset();
}

}  // namespace kolokol::app
