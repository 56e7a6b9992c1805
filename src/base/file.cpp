#include "base/file.hpp"

#include <cerrno>
#include <cstdlib>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kolokol {
namespace {

std::string named(const char* call, const std::filesystem::path& path) {
    return fmt::format("{} {}", call, path.string());
}

}  // namespace

DiskFull::DiskFull(int error, const char* what, std::filesystem::path path)
    : std::system_error(error, std::generic_category(), named(what, path)),
      path_(std::move(path)) {}

void fail_on_file(const char* call, const std::filesystem::path& path) {
    const int error = errno;
    if (error == ENOSPC || error == EDQUOT) throw DiskFull(error, call, path);
    throw std::system_error(error, std::generic_category(), named(call, path));
}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    if (this != &other) {
        reset();
        fd_ = other.release();
    }
    return *this;
}

int Descriptor::release() {
    const int fd = fd_;
    fd_ = -1;
    return fd;
}

void Descriptor::reset() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
}

Descriptor open_file(const std::filesystem::path& path, int flags, int mode) {
    Descriptor file(::open(path.c_str(), flags | O_CLOEXEC, mode));
    if (!file) fail_on_file("open", path);
    return file;
}

void write_all(const Descriptor& file, BytesView bytes, const std::filesystem::path& named) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail_on_file("write", named);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void sync_file(const Descriptor& file, const std::filesystem::path& named) {
    if (::fdatasync(file.get()) != 0) fail_on_file("fdatasync", named);
}

Result<Bytes> read_file(const std::filesystem::path& path, std::size_t limit) {
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file) {
        if (errno == ENOENT || errno == ENOTDIR)
            return refuse(Kind::not_found, "file.not_found",
                          fmt::format("{} does not exist", path.string()));
        fail_on_file("open", path);
    }
    struct stat facts {};
    if (::fstat(file.get(), &facts) != 0) fail_on_file("fstat", path);
    if (static_cast<std::uintmax_t>(facts.st_size) > limit)
        return refuse(Kind::invalid, "file.too_large",
                      fmt::format("{} has {} bytes, more than the {} allowed", path.string(),
                                  facts.st_size, limit));
    Bytes bytes(static_cast<std::size_t>(facts.st_size), '\0');
    std::size_t have = 0;
    while (have < bytes.size()) {
        const ssize_t got = ::read(file.get(), bytes.data() + have, bytes.size() - have);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail_on_file("read", path);
        if (got == 0) break;
        have += static_cast<std::size_t>(got);
    }
    bytes.resize(have);
    return bytes;
}

void sync_folder(const std::filesystem::path& folder) {
    const Descriptor handle = open_file(folder, O_RDONLY | O_DIRECTORY);
    if (::fsync(handle.get()) != 0) fail_on_file("fsync", folder);
}

void write_file(const std::filesystem::path& path, BytesView bytes, Access access) {
    const std::filesystem::path beside = path.string() + ".new";
    {
        const int mode = access == Access::owner_only ? 0600 : 0644;
        const Descriptor file = open_file(beside, O_WRONLY | O_CREAT | O_TRUNC, mode);
        write_all(file, bytes, beside);
        if (::fsync(file.get()) != 0) fail_on_file("fsync", beside);
    }
    if (::rename(beside.c_str(), path.c_str()) != 0) fail_on_file("rename", path);
    sync_folder(path.has_parent_path() ? path.parent_path() : std::filesystem::path("."));
}

TemporaryFolder::TemporaryFolder(std::string_view prefix) {
    std::string shape =
        (std::filesystem::temp_directory_path() / fmt::format("{}-XXXXXX", prefix)).string();
    if (::mkdtemp(shape.data()) == nullptr) fail_on_file("mkdtemp", shape);
    path_ = shape;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;  // a folder that stays behind is no reason to stop
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace kolokol
