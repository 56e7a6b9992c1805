// Presses papers as `kolokol press` does, each once in a process of its own: the program that
// crash_test.cpp kills. Processes are forked from one that was loaded and has done nothing yet,
// because loading takes longer than such a press.
//
//     echo "CALL MILLISECONDS FOLDER" | press_once
//
// is answered with the exit code, 128 + signal for one that was killed (at that call; 0: at none,
// see support/faults). How many calls a press made that came to its end is in FOLDER/count.txt.
#include <cstdlib>
#include <iostream>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "paper.hpp"

namespace {

using namespace kolokol;

int press(const std::filesystem::path& folder, Instant at) {
    const auto database = store::open("sqlite:" + (folder / "kolokol.db").string()).value();
    press::proof::Works works(folder / "editions");
    const auto paper = press::proof::bell();
    const press::proof::PlainPrinter printer(paper);
    const auto pressed = works.press(*database, printer, paper, {false, at, {}});
    if (pressed) return 0;
    std::cerr << pressed.error().detail << "\n";
    return 1;
}

/// Never returns in the process that presses.
int code_of_press(const std::string& call, std::int64_t millis, const std::string& folder) {
    const pid_t child = ::fork();
    if (child == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::setenv("KOLOKOL_KILL_AT", call.c_str(), 1);
        ::setenv("KOLOKOL_COUNT", (folder + "/count.txt").c_str(), 1);
        std::exit(press(folder, from_millis(millis)));
    }
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child) return 127;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

int main() {
    std::string call;
    std::int64_t millis = 0;
    std::string folder;
    while (std::cin >> call >> millis >> folder)
        std::cout << code_of_press(call, millis, folder) << std::endl;
    return 0;
}
