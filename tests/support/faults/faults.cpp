// Kills the process at one of its writes, so that a test can see what a crash there leaves behind.
// Loaded with LD_PRELOAD: the program that is killed is the one that people run.
//
//     KOLOKOL_KILL_AT=17   SIGKILL at the 17th call; a write is done by half first
//     KOLOKOL_FULL_AT=17   no kill: from the 17th call on the disk is full (ENOSPC)
//     KOLOKOL_COUNT=FILE   no kill: how many calls there were is written to FILE at the end
//
// Counted are calls that change a file or make a change endure: write, pwrite, writev, fsync,
// fdatasync, ftruncate, rename, link, unlink, mkdir. What is written to standard output and error
// is not.
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

std::atomic<long> calls{0};

long number_in(const char* variable) {
    const char* text = std::getenv(variable);
    return text != nullptr ? std::atol(text) : 0L;
}

long kill_at() {
    static const long number = number_in("KOLOKOL_KILL_AT");
    return number;
}

/// Whether the call that was counted last finds no room.
bool is_full() {
    static const long number = number_in("KOLOKOL_FULL_AT");
    if (number == 0 || calls < number) return false;
    errno = ENOSPC;
    return true;
}

template <class Function>
Function next(const char* name) {
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

/// Whether this call is the one.
bool is_last() {
    return ++calls == kill_at();
}

[[noreturn]] void die() {
    kill(getpid(), SIGKILL);
    for (;;)
        pause();
}

void die_here() {
    if (is_last()) die();
}

bool is_counted(int fd) {
    return fd > 2;
}

struct Report {
    ~Report() {
        const char* file = std::getenv("KOLOKOL_COUNT");
        if (file == nullptr) return;
        const long counted = calls;
        if (std::FILE* out = std::fopen(file, "w")) {
            std::fprintf(out, "%ld\n", counted);
            std::fclose(out);
        }
    }
} report;

}  // namespace

extern "C" {

ssize_t write(int fd, const void* bytes, size_t size) {
    static const auto real = next<ssize_t (*)(int, const void*, size_t)>("write");
    if (!is_counted(fd)) return real(fd, bytes, size);
    if (!is_last()) return is_full() ? -1 : real(fd, bytes, size);
    real(fd, bytes, size / 2);
    die();
}

ssize_t pwrite(int fd, const void* bytes, size_t size, off_t at) {
    static const auto real = next<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite");
    if (!is_last()) return is_full() ? -1 : real(fd, bytes, size, at);
    real(fd, bytes, size / 2, at);
    die();
}

ssize_t pwrite64(int fd, const void* bytes, size_t size, off64_t at) {
    static const auto real = next<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
    if (!is_last()) return is_full() ? -1 : real(fd, bytes, size, at);
    real(fd, bytes, size / 2, at);
    die();
}

ssize_t writev(int fd, const iovec* pieces, int count) {
    static const auto real = next<ssize_t (*)(int, const iovec*, int)>("writev");
    if (!is_counted(fd)) return real(fd, pieces, count);
    if (!is_last()) return is_full() ? -1 : real(fd, pieces, count);
    real(fd, pieces, count / 2);
    die();
}

int fsync(int fd) {
    static const auto real = next<int (*)(int)>("fsync");
    die_here();
    return real(fd);
}

int fdatasync(int fd) {
    static const auto real = next<int (*)(int)>("fdatasync");
    die_here();
    return real(fd);
}

int ftruncate(int fd, off_t size) noexcept {
    static const auto real = next<int (*)(int, off_t)>("ftruncate");
    die_here();
    return is_full() ? -1 : real(fd, size);
}

int ftruncate64(int fd, off64_t size) noexcept {
    static const auto real = next<int (*)(int, off64_t)>("ftruncate64");
    die_here();
    return is_full() ? -1 : real(fd, size);
}

int rename(const char* from, const char* to) noexcept {
    static const auto real = next<int (*)(const char*, const char*)>("rename");
    die_here();
    return real(from, to);
}

int renameat(int from_fd, const char* from, int to_fd, const char* to) noexcept {
    static const auto real = next<int (*)(int, const char*, int, const char*)>("renameat");
    die_here();
    return real(from_fd, from, to_fd, to);
}

int link(const char* from, const char* to) noexcept {
    static const auto real = next<int (*)(const char*, const char*)>("link");
    die_here();
    return real(from, to);
}

int unlink(const char* path) noexcept {
    static const auto real = next<int (*)(const char*)>("unlink");
    die_here();
    return real(path);
}

int unlinkat(int fd, const char* path, int flags) noexcept {
    static const auto real = next<int (*)(int, const char*, int)>("unlinkat");
    die_here();
    return real(fd, path, flags);
}

int mkdir(const char* path, mode_t mode) noexcept {
    static const auto real = next<int (*)(const char*, mode_t)>("mkdir");
    die_here();
    return is_full() ? -1 : real(path, mode);
}

}  // extern "C"
