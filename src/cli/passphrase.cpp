#include "cli/passphrase.hpp"

#include <cstdio>
#include <iostream>

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

namespace kolokol::cli {
namespace {

/// Puts the terminal back as it was, whatever happens.
class NoEcho {
public:
    NoEcho() : changed_(tcgetattr(STDIN_FILENO, &before_) == 0) {
        if (!changed_) return;
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;
    ~NoEcho() {
        if (!changed_) return;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
        std::fputc('\n', stderr);
    }

private:
    termios before_{};
    bool changed_;
};

}  // namespace

Secret ask_secret(const std::string& question) {
    std::fputs(question.c_str(), stderr);
    std::fflush(stderr);
    const NoEcho silent;
    std::string line;
    std::getline(std::cin, line);
    return Secret(std::move(line));
}

Result<Secret> ask_new_passphrase(const std::string& question) {
    Secret first = ask_secret(question);
    const Secret again = ask_secret("Again: ");
    if (first.empty() || first.expose() != again.expose())
        return refuse(Kind::invalid, "passphrase.differs",
                      "the two passphrases differ, or are empty; nothing was made, try again");
    return first;
}

Secret ask_passphrase(const std::filesystem::path& file) {
    return ask_secret(fmt::format("Passphrase of {}: ", file.string()));
}

}  // namespace kolokol::cli
