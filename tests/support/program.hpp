#pragma once
// The built program as people use it: started with arguments, waited for, or left running.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <sys/types.h>

namespace kolokol::testing {

struct Ended {
    int exit_code = 0;  // 128 + signal for one that was killed
    std::string out;
    std::string err;
};

/// build/…/bin/kolokol
std::filesystem::path kolokol_program();

using Environment = std::map<std::string, std::string>;  // added to our own

/// Runs `program` to its end. Throws std::system_error when it cannot be started.
Ended run(const std::filesystem::path& program, const std::vector<std::string>& arguments,
          const Environment& environment = {}, const std::string& input = {});

/// kolokol with these arguments.
inline Ended kolokol(const std::vector<std::string>& arguments, const Environment& environment = {},
                     const std::string& input = {}) {
    return run(kolokol_program(), arguments, environment, input);
}

/// A program that goes on; ended with SIGTERM, and waited for, when this leaves its scope.
class Running {
public:
    Running(const std::filesystem::path& program, const std::vector<std::string>& arguments,
            const Environment& environment = {});
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running();

    /// Reads standard error or output until a line holds `text`, and gives that line; throws
    /// std::runtime_error with what was said when the program ends first.
    std::string wait_for(const std::string& text);
    /// What it says from here to its end, which this waits for.
    std::string rest();
    void signal(int number);
    /// The exit code, as in Ended.
    int wait();
    pid_t pid() const { return pid_; }

private:
    pid_t pid_ = -1;
    int out_ = -1;  // both streams of the program
    std::string said_;
};

}  // namespace kolokol::testing
