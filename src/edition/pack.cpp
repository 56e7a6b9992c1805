#include "edition/pack.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "edition/wire.hpp"

namespace kolokol::edition {
namespace {

constexpr BytesView pack_mark("KOLOPACK\x01\0\0\0\0\0\0\0", pack_header_size);
constexpr BytesView record_mark("KOBJ");
constexpr std::uint64_t record_header_size = 48;
constexpr std::size_t buffer_size = 1U << 20U;
/// Closed packs that are not known to be on the disk: each holds a descriptor.
constexpr std::size_t most_waiting = 16;

std::uint64_t padded(std::uint64_t length) {
    return (length + 7) & ~std::uint64_t{7};
}

auto damaged(std::string detail) {
    return refuse(Kind::invalid, "edition.damaged", std::move(detail));
}

}  // namespace

std::optional<Record> read_record(BytesView pack, std::uint64_t offset) {
    if (offset > pack.size()) return std::nullopt;
    WireReader in(pack.substr(offset));
    if (in.take(4) != record_mark) return std::nullopt;
    const auto identity = in.fixed<std::uint32_t>();
    const auto br = in.fixed<std::uint32_t>();
    const auto gzip = in.fixed<std::uint32_t>();
    Record record;
    record.digest = in.digest();
    record.object.identity = in.take(identity);
    record.object.br = in.take(br);
    record.object.gzip = in.take(gzip);
    const std::uint64_t length = record_header_size + identity + br + gzip;
    in.take(padded(length) - length);
    if (in.failed()) return std::nullopt;
    record.offset = static_cast<std::uint32_t>(offset);
    record.length = padded(length);
    return record;
}

Outcome each_record(BytesView pack, std::uint64_t offset,
                    const std::function<void(const Record&)>& visit) {
    if (pack.substr(0, pack_header_size) != pack_mark)
        return damaged("a file in packs/ does not begin as a pack does");
    while (offset < pack.size()) {
        const auto record = read_record(pack, offset);
        if (!record)
            return damaged(fmt::format("a pack has no whole object at its byte {}", offset));
        visit(*record);
        offset += record->length;
    }
    return done();
}

std::filesystem::path pack_path(const std::filesystem::path& shelf, PackId id) {
    return shelf / "packs" / fmt::format("{:08}.pack", id);
}

Pack::~Pack() {
    if (map_.base != nullptr) ::munmap(const_cast<char*>(map_.base), longest_pack);
}

const Pack::Map& Pack::map() const {
    std::call_once(once_, [this] {
        const Descriptor file = open_file(path_, O_RDONLY);
        struct stat facts {};
        if (::fstat(file.get(), &facts) != 0) fail_on_file("fstat", path_);
        // As long as a pack can get, so that what is appended later shows without mapping anew.
        void* base = ::mmap(nullptr, longest_pack, PROT_READ, MAP_SHARED, file.get(), 0);
        if (base == MAP_FAILED) fail_on_file("mmap", path_);
        map_.length = static_cast<std::uint64_t>(facts.st_size);
        map_.base = static_cast<const char*>(base);
    });
    return map_;
}

BytesView Pack::bytes(std::uint64_t length) const {
    return {map().base, length};
}

Result<PackWriter> PackWriter::open(const std::filesystem::path& shelf, PackId id,
                                    std::uint64_t length, OnClose on_close) {
    PackWriter writer(shelf, std::move(on_close));
    if (length == 0) {
        writer.start_pack(id);
        return writer;
    }
    const auto path = pack_path(shelf, id);
    writer.file_ = open_file(path, O_RDWR);
    struct stat facts {};
    if (::fstat(writer.file_.get(), &facts) != 0) fail_on_file("fstat", path);
    const auto size = static_cast<std::uint64_t>(facts.st_size);
    if (size < length)
        return damaged(fmt::format("{} has {} bytes where {} were committed: restore a backup",
                                   path.string(), size, length));
    if (size > length && ::ftruncate(writer.file_.get(), static_cast<off_t>(length)) != 0)
        fail_on_file("ftruncate", path);
    if (::lseek(writer.file_.get(), 0, SEEK_END) < 0) fail_on_file("lseek", path);
    writer.id_ = id;
    writer.length_ = length;
    return writer;
}

void PackWriter::start_pack(PackId id) {
    const auto path = pack_path(shelf_, id);
    file_ = open_file(path, O_RDWR | O_CREAT | O_TRUNC);
    is_new_ = true;
    id_ = id;
    buffer_.assign(pack_mark);
    length_ = pack_header_size;
}

Place PackWriter::append(const Digest& digest, const Object& object) {
    if (length_ >= pack_closes_at) close_pack();
    const Place place{id_, static_cast<std::uint32_t>(length_)};
    Bytes header(record_mark);
    for (const std::string_view form : {object.identity, object.br, object.gzip})
        append_fixed(header, static_cast<std::uint32_t>(form.size()));
    header.append(digest.bytes());
    const std::size_t before = buffer_.size();
    buffer_.append(header).append(object.identity).append(object.br).append(object.gzip);
    const std::uint64_t length = buffer_.size() - before;
    buffer_.append(padded(length) - length, '\0');
    length_ += padded(length);
    written_ += padded(length);
    if (buffer_.size() >= buffer_size) flush();
    return place;
}

void PackWriter::flush() {
    write_all(file_, buffer_, pack_path(shelf_, id_));
    buffer_.clear();
}

void PackWriter::sync() {
    flush();
    while (!waiting_.empty())
        sync_oldest();
    sync_file(file_, pack_path(shelf_, id_));
    if (is_new_) sync_folder(pack_path(shelf_, id_).parent_path());
    is_new_ = false;
}

void PackWriter::sync_oldest() {
    sync_file(waiting_.front().file, pack_path(shelf_, waiting_.front().id));
    waiting_.pop_front();
}

void PackWriter::close_pack() {
    flush();
    // The kernel begins to write, while the press goes on; only sync() has to wait for it.
    ::sync_file_range(file_.get(), 0, 0, SYNC_FILE_RANGE_WRITE);
    waiting_.push_back({id_, std::move(file_)});
    if (waiting_.size() > most_waiting) sync_oldest();
    on_close_({id_, length_});
    start_pack(id_ + 1);
}

}  // namespace kolokol::edition
