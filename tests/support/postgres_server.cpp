#include "support/postgres_server.hpp"

#include <array>
#include <cstdlib>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <pwd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.hpp"
#include "base/text.hpp"

namespace kolokol::support {

namespace {

namespace fs = std::filesystem;

const fs::path programs = "/usr/lib/postgresql/15/bin";

/// Runs a program to its end, its output into `log`, as `postgres` where we are root. Its exit
/// code.
int run(const std::vector<std::string>& words, const fs::path& log) {
    std::vector<std::string> all = words;
    if (geteuid() == 0)
        all.insert(all.begin(),
                   {"setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"});
    const pid_t child = fork();
    if (child == 0) {
        const Descriptor output = open_file(log, O_WRONLY | O_CREAT | O_APPEND, 0644);
        dup2(output.get(), STDOUT_FILENO);
        dup2(output.get(), STDERR_FILENO);
        if (chdir("/") != 0) _exit(126);
        std::vector<char*> arguments;
        for (auto& word : all)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        execvp(arguments.front(), arguments.data());
        _exit(127);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

fs::path make_folder() {
    std::string name = (fs::temp_directory_path() / "kolokol-postgres-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    if (geteuid() == 0) {
        const passwd* user = getpwnam("postgres");
        if (user != nullptr && chown(name.c_str(), user->pw_uid, user->pw_gid) != 0)
            throw std::runtime_error("the temporary folder cannot be given to postgres");
    }
    return name;
}

bool is_running(const fs::path& folder, const fs::path& log) {
    return run({programs / "pg_ctl", "-D", folder / "data", "status"}, log) == 0;
}

tl::unexpected<Problem> no_postgres(const fs::path& state, const std::string& why) {
    write_file(state, "- " + why + "\n");
    return refuse(Kind::unavailable, "tests.no_postgresql", why);
}

}  // namespace

Outcome start_postgres(const fs::path& state) {
    const fs::path log = state.string() + ".log";
    if (!fs::exists(programs / "postgres"))
        return no_postgres(state, "PostgreSQL 15 is not installed (apt-get install postgresql-15)");
    const auto before = read_file(state);
    if (before && before->starts_with('/') && is_running(std::string(trim(*before)), log))
        return done();
    const fs::path folder = make_folder();
    const fs::path data = folder / "data";
    if (run({programs / "initdb", "-D", data, "-A", "trust", "-U", "kolokol", "--no-sync", "-E",
             "UTF8", "--locale=C.UTF-8"},
            log) != 0)
        return no_postgres(state, fmt::format("initdb failed; see {}", log.string()));
    const std::string options = fmt::format(
        "-k {} -c listen_addresses= -c fsync=off -c full_page_writes=off "
        "-c shared_buffers=64MB -c max_connections=200",
        folder.string());
    if (run({programs / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-t", "60", "-o", options,
             "start"},
            log) != 0)
        return no_postgres(state, fmt::format("PostgreSQL did not start; see {}", log.string()));
    write_file(state, folder.string() + "\n");
    return done();
}

void stop_postgres(const fs::path& state) {
    const auto folder = read_file(state);
    if (folder && folder->starts_with('/')) {
        const fs::path path = std::string(trim(*folder));
        run({programs / "pg_ctl", "-D", path / "data", "-m", "immediate", "-w", "stop"},
            state.string() + ".log");
        fs::remove_all(path);
    }
    fs::remove(state);
}

Result<std::string> postgres_address() {
    if (const char* given = std::getenv("KOLOKOL_TEST_POSTGRES")) return std::string(given);
    const auto state = read_file(fs::path(KOLOKOL_TEST_BINARY_DIR) / "tests/postgres.txt");
    if (!state)
        return refuse(Kind::unavailable, "tests.no_postgresql",
                      "no PostgreSQL: run the tests through ctest, which starts one, or set "
                      "KOLOKOL_TEST_POSTGRES to an address");
    if (!state->starts_with('/'))
        return refuse(Kind::unavailable, "tests.no_postgresql",
                      std::string(trim(std::string_view(*state).substr(2))));
    return fmt::format("postgresql:///postgres?user=kolokol&host={}", trim(*state));
}

}  // namespace kolokol::support
