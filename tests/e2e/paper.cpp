#include "e2e/paper.hpp"

#include <gtest/gtest.h>

namespace kolokol::testing {

std::uint16_t port_of(const std::string& line) {
    std::size_t at = line.rfind(':');
    while (at != std::string::npos &&
           (at + 1 >= line.size() || line[at + 1] < '0' || line[at + 1] > '9'))
        at = at == 0 ? std::string::npos : line.rfind(':', at - 1);
    return static_cast<std::uint16_t>(std::stoi(line.substr(at + 1)));
}

void edit(const std::filesystem::path& file, const std::string& from, const std::string& to) {
    Bytes text = read_file(file).value();
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from << " is not in " << file;
    text.replace(at, from.size(), to);
    write_file(file, text, Access::owner_only);
}

Paper::Paper(std::vector<std::string> more_for_init) {
    std::vector<std::string> words{"init",
                                   folder().string(),
                                   "--json",
                                   "--name",
                                   "The Gazette",
                                   "--language",
                                   "en",
                                   "--language",
                                   "ru",
                                   "--language",
                                   "ar",
                                   "--zone",
                                   "Europe/Moscow",
                                   "--contact",
                                   "mailto:desk@gazette.example",
                                   "--origin",
                                   "https://gazette.example"};
    words.insert(words.end(), more_for_init.begin(), more_for_init.end());
    const Ended made = kolokol(words);
    EXPECT_EQ(made.exit_code, 0) << made.err << made.out;
    const auto about = nlohmann::json::parse(made.out);
    recovery_ = about.at("recovery");
    site_ = about.at("site");
    edit(folder() / "kolokol.toml", "127.0.0.1:8080", "127.0.0.1:0");
    edit(folder() / "kolokol.toml", "127.0.0.1:9180", "127.0.0.1:0");
    edit(folder() / "kolokol.toml", "127.0.0.1:8081", "127.0.0.1:0");
}

Environment Paper::environment() const {
    return {{"XDG_STATE_HOME", (home_.path() / "state").string()}};
}

std::filesystem::path Paper::gazette() {
    return std::filesystem::path(KOLOKOL_TEST_SOURCE_DIR) / "tests" / "fixtures" / "gazette";
}

Ended Paper::run(std::vector<std::string> words, const std::string& input) const {
    words.push_back("--site");
    words.push_back(folder().string());
    return testing::kolokol(words, environment(), input);
}

nlohmann::json Paper::json(std::vector<std::string> words) const {
    words.push_back("--json");
    const Ended ended = run(words);
    EXPECT_EQ(ended.exit_code, 0) << words.front() << ": " << ended.err << ended.out;
    return nlohmann::json::parse(ended.out, nullptr, false);
}

void Paper::print_gazette() const {
    const auto report = json({"import", "markdown", gazette().string()});
    ASSERT_TRUE(report.at("refused").empty()) << report.dump(2);
    json({"press", "--at", "2026-03-01T12:00:00Z"});
}

ServedPaper::ServedPaper(const Paper& paper, const std::vector<std::string>& more) {
    std::vector<std::string> words{"serve", "--site", paper.folder().string()};
    words.insert(words.end(), more.begin(), more.end());
    program_ = std::make_unique<Running>(kolokol_program(), words, paper.environment());
    port_ = port_of(program_->wait_for("Readers are served on"));
    newsroom_ = port_of(program_->wait_for("The newsroom is on"));
    health_ = port_of(program_->wait_for("Health and metrics on"));
}

}  // namespace kolokol::testing
