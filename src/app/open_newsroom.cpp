#include "app/open_newsroom.hpp"

#include <fmt/format.h>

#include "app/data_folder.hpp"
#include "app/writing.hpp"
#include "http/server.hpp"
#include "newsroom/act_kinds.hpp"
#include "newsroom/routes.hpp"

namespace kolokol::app {
namespace {

constexpr int workers = 4;
/// How long a form waits for the press that it asked for; then the page says that it is at work.
constexpr std::chrono::milliseconds patience{1000};

std::vector<Language> spoken() {
    return {Language(), Language::parse("ru").value(), Language::parse("ar").value()};
}

/// The name under which a browser knows it, without the port.
staff::RelyingParty party_of(const std::string& origin) {
    const std::string host = origin.substr(origin.find("://") + 3);
    return {host.substr(0, host.find(':')), origin};
}

}  // namespace

/// Members end in the opposite order: the server first.
struct OpenNewsroom::State {
    State(theme::Theme own, const House& house, const NewsroomWish& wish, PressOnCall& press,
          const Clock& clock)
        : look(std::move(own)),
          desk{house.database(),
               look,
               clock,
               house.publication().words_in(house.publication().languages.front()).name,
               house.publication().zone,
               {},
               spoken(),
               wish.demo,
               newsroom::staff_executors(),
               [&press] { return press.ask(patience); },
               [&press] { return press.news(); },
               &house.pictures(),
               writing_for(house)},
          listen(wish.listen) {
        if (wish.origin) desk.host = party_of(*wish.origin);
        for (http::Route& route : newsroom::routes(desk))
            router.add(std::move(route));
    }

    theme::Theme look;
    newsroom::Desk desk;
    http::Router router;
    Listen listen;
    std::unique_ptr<http::Server> server;
};

Result<std::unique_ptr<OpenNewsroom>> OpenNewsroom::start(const House& house,
                                                          const NewsroomWish& wish,
                                                          PressOnCall& press, const Clock& clock) {
    // the editor's script is bundled when the program is built (cmake/editor.cmake)
    auto own = theme::Theme::load(
        {data_folder() / "web" / "newsroom", data_folder() / "built" / "newsroom"});
    if (!own) return refuse(own.error());
    auto state = std::make_unique<State>(std::move(*own), house, wish, press, clock);
    newsroom::prepare(state->desk);
    http::ServerSettings settings;
    settings.address = wish.listen.address;
    settings.port = wish.listen.port;
    settings.workers = workers;
    settings.fields = newsroom::security_lines(state->desk);
    auto started = http::Server::start(std::move(settings), state->router);
    if (!started) return refuse(started.error());
    state->server = std::move(*started);
    state->listen.port = state->server->port();
    return std::unique_ptr<OpenNewsroom>(new OpenNewsroom(std::move(state)));
}

OpenNewsroom::OpenNewsroom(std::unique_ptr<State> state) : state_(std::move(state)) {}
OpenNewsroom::~OpenNewsroom() = default;

Listen OpenNewsroom::listening() const {
    return state_->listen;
}

void OpenNewsroom::look() const {
    newsroom::carry_out_ready_acts(state_->desk);
}

void OpenNewsroom::stop(std::chrono::milliseconds grace) {
    state_->server->stop(grace);
}

std::string newsroom_origin(const Configuration& configuration) {
    return configuration.newsroom_origin.value_or(
        fmt::format("http://localhost:{}", configuration.newsroom.port));
}

}  // namespace kolokol::app
