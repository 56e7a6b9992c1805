#include "base/file_lock.hpp"

#include <cerrno>

#include <sys/file.h>

namespace kolokol {
namespace {

int operation(Lock lock) {
    return lock == Lock::shared ? LOCK_SH : LOCK_EX;
}

}  // namespace

void wait_for_lock(const Descriptor& file, Lock lock, const std::filesystem::path& named) {
    while (::flock(file.get(), operation(lock)) != 0)
        if (errno != EINTR) fail_on_file("flock", named);
}

bool try_to_lock(const Descriptor& file, Lock lock, const std::filesystem::path& named) {
    while (::flock(file.get(), operation(lock) | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) return false;
        if (errno != EINTR) fail_on_file("flock", named);
    }
    return true;
}

}  // namespace kolokol
