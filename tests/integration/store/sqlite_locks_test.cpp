#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.hpp"
#include "store/database.hpp"

namespace kolokol::store {
namespace {

/// Whether another process sees a lock on the file; asked in one, since nobody sees their own.
bool is_locked(const std::filesystem::path& file) {
    const pid_t child = fork();
    if (child == 0) {
        const int fd = ::open(file.c_str(), O_RDWR);
        struct flock lock {};
        lock.l_type = F_WRLCK;
        fcntl(fd, F_GETLK, &lock);
        _exit(lock.l_type == F_UNLCK ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WEXITSTATUS(status) == 1;
}

TEST(Sqlite, KeepsItsLocksWhenTheSameFileIsOpenedOnceMore) {
    TemporaryFolder folder;
    const auto file = folder.path() / "kolokol.db";
    const auto address = "sqlite:" + file.string();
    const auto first = open(address).value();
    const auto reading = first->read();
    ASSERT_TRUE(is_locked(file));
    open(address).value().reset();
    EXPECT_TRUE(is_locked(file));
}

}  // namespace
}  // namespace kolokol::store
