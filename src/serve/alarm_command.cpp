#include "serve/alarm_command.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>

#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.hpp"

extern char** environ;

namespace kolokol::serve {
namespace {

auto failed(const std::string& program, const std::string& how) {
    return refuse(Kind::unavailable, "serve.command_failed",
                  fmt::format("the alarm command {} {}", program, how));
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> all;
    for (std::string& text : texts)
        all.push_back(text.data());
    all.push_back(nullptr);
    return all;
}

/// In a process group of its own, so that it can be ended with its children, and with signals as
/// programs expect them: `serve` ignores SIGPIPE and blocks those that stop it. Gives errno.
int spawn(std::vector<std::string> words, std::vector<std::string> environment, pid_t& child) {
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t usual;
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(
        &attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    const int error = ::posix_spawnp(&child, words.front().c_str(), nullptr, &attributes,
                                     pointers(words).data(), pointers(environment).data());
    posix_spawnattr_destroy(&attributes);
    return error;
}

/// False: it still ran at the end of `most`.
bool wait_for(pid_t child, std::chrono::milliseconds most) {
    const Descriptor process(static_cast<int>(::syscall(SYS_pidfd_open, child, 0)));
    pollfd ended{process.get(), POLLIN, 0};
    const auto until = std::chrono::steady_clock::now() + most;
    while (true) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left.count() <= 0) return false;
        const int events = ::poll(&ended, 1, static_cast<int>(left.count()));
        if (events == 1) return true;
        if (events < 0 && errno != EINTR) return false;
    }
}

}  // namespace

Outcome run_alarm_command(const std::vector<std::string>& command,
                          const std::vector<std::pair<std::string, std::string>>& variables,
                          std::chrono::milliseconds most) {
    // The first of two equal names counts.
    std::vector<std::string> environment;
    for (const auto& [name, value] : variables)
        environment.push_back(fmt::format("{}={}", name, value));
    for (char** variable = environ; *variable != nullptr; ++variable)
        environment.emplace_back(*variable);
    pid_t child = 0;
    const int error = spawn(command, std::move(environment), child);
    if (error != 0)
        return failed(command.front(), fmt::format("cannot be started: {}", std::strerror(error)));
    const bool in_time = wait_for(child, most);
    if (!in_time) ::kill(-child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!in_time) return failed(command.front(), fmt::format("took more than {} ms", most.count()));
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return failed(command.front(), fmt::format("ended with status {}", status));
    return done();
}

}  // namespace kolokol::serve
