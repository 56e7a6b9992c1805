#pragma once
// A publication of its own for one journey, made with the built program.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "support/program.hpp"
#include "support/wire.hpp"

namespace kolokol::testing {

class Paper {
public:
    /// `kolokol init` with the languages of the gazette; ports are any free ones.
    explicit Paper(std::vector<std::string> more_for_init = {});
    std::filesystem::path folder() const { return home_.path() / "paper"; }
    std::filesystem::path home() const { return home_.path(); }
    const std::string& recovery() const { return recovery_; }
    const std::string& site() const { return site_; }

    /// kolokol WORDS… --site FOLDER, with a memory of verified editions of its own.
    Ended run(std::vector<std::string> words, const std::string& input = {}) const;
    /// The same with --json; fails the test where it is not 0.
    nlohmann::json json(std::vector<std::string> words) const;
    /// Imports the gazette and presses it as of a fixed moment.
    void print_gazette() const;

    static std::filesystem::path gazette();
    Environment environment() const;

private:
    TemporaryFolder home_;
    std::string recovery_;
    std::string site_;
};

/// `kolokol serve` of a paper, from when it answers until it leaves its scope.
class ServedPaper {
public:
    explicit ServedPaper(const Paper& paper, const std::vector<std::string>& more = {});
    std::uint16_t port() const { return port_; }
    std::uint16_t health() const { return health_; }
    std::uint16_t newsroom() const { return newsroom_; }
    Running& program() { return *program_; }
    Reply get(std::string_view target, std::string_view fields = {}) const {
        return testing::get(port_, target, fields);
    }

private:
    std::unique_ptr<Running> program_;
    std::uint16_t port_ = 0;
    std::uint16_t newsroom_ = 0;
    std::uint16_t health_ = 0;
};

/// The number behind the last colon of a line.
std::uint16_t port_of(const std::string& line);

/// Replaces `from` by `to` in a file; fails the test where it does not stand there.
void edit(const std::filesystem::path& file, const std::string& from, const std::string& to);

}  // namespace kolokol::testing
