#pragma once
// The staff's pages, joined and served on a port of their own.

#include <filesystem>
#include <memory>

#include "app/house.hpp"
#include "app/press_on_call.hpp"
#include "base/clock.hpp"

namespace kolokol::app {

struct NewsroomWish {
    Listen listen;
    /// "https://newsroom.example.org", where it has a host of its own.
    std::optional<std::string> origin;
    bool demo = false;
};

class OpenNewsroom {
public:
    /// Serves when it returns. House, press and clock must outlive it. Refuses
    /// "http.cannot_listen", and "theme.broken" where the program's own files are damaged.
    static Result<std::unique_ptr<OpenNewsroom>> start(const House& house, const NewsroomWish& wish,
                                                       PressOnCall& press, const Clock& clock);
    ~OpenNewsroom();
    OpenNewsroom(const OpenNewsroom&) = delete;
    OpenNewsroom& operator=(const OpenNewsroom&) = delete;

    Listen listening() const;
    /// Carries out acts whose day of waiting is over.
    void look() const;
    void stop(std::chrono::milliseconds grace);

private:
    struct State;
    explicit OpenNewsroom(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// What invitations made in a terminal name: the newsroom's host, or localhost at its port.
std::string newsroom_origin(const Configuration& configuration);

}  // namespace kolokol::app
