#pragma once
// `kolokol serve`: everything that goes on while a paper is served, joined for one of the roles of
// docs/operating, until it is told to stop.

#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "app/configuration.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"

namespace kolokol::app {

enum class ServeRole { all, public_side, newsroom };
/// "all", "public", "newsroom". Refuses "serve.unknown_role".
Result<ServeRole> parse_serve_role(std::string_view text);

struct ServeWish {
    ServeRole role = ServeRole::all;
    /// Where set, these go before what kolokol.toml says.
    std::optional<Listen> listen;
    std::optional<Listen> health;
    std::optional<Listen> newsroom;
    /// The newsroom lets anybody in as anybody, and says so.
    bool demo = false;
};

class RunningPaper {
public:
    /// Serves when it returns. `clock` must outlive it. Refuses what its parts refuse.
    static Result<std::unique_ptr<RunningPaper>> start(const std::filesystem::path& folder,
                                                       const ServeWish& wish, const Clock& clock);
    ~RunningPaper();
    RunningPaper(const RunningPaper&) = delete;
    RunningPaper& operator=(const RunningPaper&) = delete;

    /// Where readers are served; nothing in the newsroom role.
    std::optional<Listen> readers() const;
    /// Where editions are taken; in the public role, if kolokol.toml says so.
    std::optional<Listen> handover() const;
    /// Where the staff work; nothing in the public role.
    std::optional<Listen> newsroom() const;
    /// Where /healthz is.
    Listen health() const;
    /// Running answers are finished, then all ends.
    void stop();

private:
    struct State;
    explicit RunningPaper(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace kolokol::app
