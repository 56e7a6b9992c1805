#include "support/program.hpp"

#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace kolokol::testing {
namespace {

struct Pipe {
    int read = -1;
    int write = -1;
};

Pipe make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        throw std::system_error(errno, std::generic_category(), "pipe2");
    return {ends[0], ends[1]};
}

/// Forks and execs with the given three streams; nothing but async-signal-safe calls in the child.
pid_t start(const std::filesystem::path& program, const std::vector<std::string>& arguments,
            const Environment& environment, int in, int out, int err) {
    std::vector<std::string> words{program.string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);

    std::vector<std::string> settings;
    for (const auto& [name, value] : environment)
        settings.push_back(name + "=" + value);
    std::vector<char*> envp;
    for (std::string& setting : settings)
        envp.push_back(setting.data());
    for (char** inherited = environ; *inherited != nullptr; ++inherited) {
        const std::string name =
            std::string(*inherited).substr(0, std::string(*inherited).find('='));
        if (environment.count(name) == 0) envp.push_back(*inherited);
    }
    envp.push_back(nullptr);

    const pid_t pid = ::fork();
    if (pid < 0) throw std::system_error(errno, std::generic_category(), "fork");
    if (pid == 0) {
        ::dup2(in, STDIN_FILENO);
        ::dup2(out, STDOUT_FILENO);
        ::dup2(err, STDERR_FILENO);
        ::execve(argv[0], argv.data(), envp.data());
        ::_exit(127);
    }
    return pid;
}

int code_of(int status) {
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

void write_input(int fd, const std::string& input) {
    std::size_t written = 0;
    while (written < input.size()) {
        const ssize_t n = ::write(fd, input.data() + written, input.size() - written);
        if (n <= 0) break;  // a program that does not read its input is free not to
        written += static_cast<std::size_t>(n);
    }
    ::close(fd);
}

void read_both(int out, int err, Ended& ended) {
    std::array<pollfd, 2> streams{pollfd{out, POLLIN, 0}, pollfd{err, POLLIN, 0}};
    std::array<std::string*, 2> texts{&ended.out, &ended.err};
    std::array<char, 65536> buffer{};
    int open = 2;
    while (open > 0 && ::poll(streams.data(), streams.size(), -1) > 0)
        for (std::size_t i = 0; i < streams.size(); ++i) {
            if (streams[i].revents == 0) continue;
            const ssize_t n = ::read(streams[i].fd, buffer.data(), buffer.size());
            if (n > 0) {
                texts[i]->append(buffer.data(), static_cast<std::size_t>(n));
            } else {
                ::close(streams[i].fd);
                streams[i].fd = -1;
                --open;
            }
        }
}

}  // namespace

std::filesystem::path kolokol_program() {
    return std::filesystem::path(KOLOKOL_TEST_BINARY_DIR) / "bin" / "kolokol";
}

Ended run(const std::filesystem::path& program, const std::vector<std::string>& arguments,
          const Environment& environment, const std::string& input) {
    ::signal(SIGPIPE, SIG_IGN);
    const Pipe in = make_pipe();
    const Pipe out = make_pipe();
    const Pipe err = make_pipe();
    const pid_t pid = start(program, arguments, environment, in.read, out.write, err.write);
    ::close(in.read);
    ::close(out.write);
    ::close(err.write);
    write_input(in.write, input);  // tests hand in less than a pipe holds

    Ended ended;
    read_both(out.read, err.read, ended);
    int status = 0;
    ::waitpid(pid, &status, 0);
    ended.exit_code = code_of(status);
    return ended;
}

Running::Running(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                 const Environment& environment) {
    const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    const Pipe out = make_pipe();
    pid_ = start(program, arguments, environment, nothing, out.write, out.write);
    ::close(out.write);
    ::close(nothing);
    out_ = out.read;
}

Running::~Running() {
    if (pid_ > 0) {
        ::kill(pid_, SIGTERM);
        wait();
    }
    ::close(out_);
}

std::string Running::wait_for(const std::string& text) {
    std::array<char, 4096> buffer{};
    for (;;) {
        const std::size_t found = said_.find(text);
        const std::size_t end =
            found == std::string::npos ? std::string::npos : said_.find('\n', found);
        if (end != std::string::npos) {
            const std::size_t before = said_.rfind('\n', found);
            const std::size_t start_of_line = before == std::string::npos ? 0 : before + 1;
            std::string line = said_.substr(start_of_line, end - start_of_line);
            said_.erase(0, end + 1);
            return line;
        }
        const ssize_t n = ::read(out_, buffer.data(), buffer.size());
        if (n <= 0)
            throw std::runtime_error("the program ended without saying '" + text + "': " + said_);
        said_.append(buffer.data(), static_cast<std::size_t>(n));
    }
}

std::string Running::rest() {
    std::array<char, 4096> buffer{};
    for (ssize_t n = 0; (n = ::read(out_, buffer.data(), buffer.size())) > 0;)
        said_.append(buffer.data(), static_cast<std::size_t>(n));
    return std::exchange(said_, {});
}

void Running::signal(int number) {
    ::kill(pid_, number);
}

int Running::wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return code_of(status);
}

}  // namespace kolokol::testing
