#pragma once
// kolokol.toml apart from what readers see: where the database is, where to listen, whom to
// call. The sections that decide what is printed are content's
// (content/publication.hpp); both read the same file.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace kolokol::app {

/// An address and a port to listen on.
struct Listen {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    bool operator==(const Listen&) const = default;
};

/// "127.0.0.1:8080", "[::1]:8080", ":8080" (all addresses) or "8080" (loopback).
/// Refuses "configuration.not_an_address".
Result<Listen> parse_listen(std::string_view text);
std::string to_string(const Listen& listen);

struct Configuration {
    /// "sqlite:PATH" (relative to the publication's folder) or "postgresql://…".
    std::string database = "sqlite:kolokol.db";

    Listen listen;
    /// /healthz, /readyz and /metrics; never the readers' port.
    Listen health{"127.0.0.1", 9180};
    /// PEM files; both or neither. A certificate that is replaced is taken up without a restart.
    std::optional<std::filesystem::path> certificate;
    std::optional<std::filesystem::path> certificate_key;
    /// 1 to 64; as many as there are cores when absent.
    std::optional<int> threads;

    /// The staff's pages; never the readers' port. Its own host name,
    /// "https://newsroom.example.org", once it has one; on localhost it is reached in any case.
    Listen newsroom{"127.0.0.1", 8081};
    std::optional<std::string> newsroom_origin;

    /// A program run once, and then daily, when something is in danger; empty: none.
    std::vector<std::string> alarm_command;

    /// Where the newsroom side hands editions over, and where the public side takes them.
    std::optional<std::string> public_side;
    std::optional<Listen> handover;
    /// A machine that takes editions has no newsroom: no database, no edition key.
    bool is_public_side() const { return handover.has_value(); }

    /// Reads FOLDER/kolokol.toml. Refuses with file and line: "configuration.missing",
    /// "configuration.not_toml", "configuration.unknown_key" (with the key that was meant),
    /// "configuration.wrong_value".
    static Result<Configuration> read(const std::filesystem::path& folder);
};

}  // namespace kolokol::app
