#include "edition/locator.hpp"

#include <algorithm>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "edition/wire.hpp"

namespace kolokol::edition {
namespace {

constexpr BytesView segment_mark("KOLOSEG\x01", 8);
constexpr std::size_t header_size = 16;  // mark, count
constexpr std::size_t row_size = 40;     // digest, pack, offset
constexpr std::size_t buffer_size = 1U << 20U;

/// Rows in order into a file.
class SegmentWriter {
public:
    SegmentWriter(std::filesystem::path file, std::uint64_t count)
        : path_(std::move(file)), file_(open_file(path_, O_WRONLY | O_CREAT | O_TRUNC)) {
        buffer_.assign(segment_mark);
        append_fixed(buffer_, count);
    }
    void add(const Located& row) {
        buffer_.append(row.digest.bytes());
        append_fixed(buffer_, row.place.pack);
        append_fixed(buffer_, row.place.offset);
        if (buffer_.size() >= buffer_size) flush();
    }
    void flush() {
        write_all(file_, buffer_, path_);
        buffer_.clear();
    }

private:
    std::filesystem::path path_;
    Descriptor file_;
    Bytes buffer_;
};

/// The first eight bytes as a number: where between 0 and 1 a digest lies.
std::uint64_t leading(BytesView digest) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i)
        number = number << 8U | static_cast<unsigned char>(digest[i]);
    return number;
}

}  // namespace

void Segment::write(const std::filesystem::path& file, std::vector<Located> located) {
    std::sort(located.begin(), located.end(),
              [](const Located& left, const Located& right) { return left.digest < right.digest; });
    SegmentWriter writer(file, located.size());
    for (const Located& row : located)
        writer.add(row);
    writer.flush();
}

void Segment::merge(const std::filesystem::path& file, const Segment& left, const Segment& right) {
    SegmentWriter writer(file, left.size() + right.size());
    std::uint64_t l = 0;
    std::uint64_t r = 0;
    while (l < left.size() || r < right.size()) {
        const bool from_left =
            r == right.size() || (l < left.size() && left.digest_at(l) <= right.digest_at(r));
        writer.add(from_left ? left.at(l++) : right.at(r++));
    }
    writer.flush();
}

Result<std::shared_ptr<const Segment>> Segment::open(const std::filesystem::path& file) {
    const auto damaged = [&] {
        return refuse(Kind::invalid, "edition.damaged",
                      fmt::format("{} is not a whole segment of the locator", file.string()));
    };
    std::error_code missing;
    if (!std::filesystem::exists(file, missing)) return damaged();
    const Descriptor handle = open_file(file, O_RDONLY);
    struct stat facts {};
    if (::fstat(handle.get(), &facts) != 0) fail_on_file("fstat", file);
    const auto size = static_cast<std::size_t>(facts.st_size);
    if (size < header_size) return damaged();
    void* base = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, handle.get(), 0);
    if (base == MAP_FAILED) fail_on_file("mmap", file);
    const BytesView bytes(static_cast<const char*>(base), size);
    WireReader in(bytes);
    const bool marked = in.take(segment_mark.size()) == segment_mark;
    const auto count = in.fixed<std::uint64_t>();
    std::shared_ptr<const Segment> segment(new Segment(bytes.data(), size, count));
    if (!marked || count != (size - header_size) / row_size || (size - header_size) % row_size != 0)
        return damaged();
    return segment;
}

Segment::~Segment() {
    ::munmap(const_cast<char*>(base_), mapped_);
}

BytesView Segment::digest_at(std::uint64_t i) const {
    return {base_ + header_size + i * row_size, Digest::size};
}

Located Segment::at(std::uint64_t i) const {
    WireReader in({base_ + header_size + i * row_size, row_size});
    Located row;
    row.digest = in.digest();
    row.place.pack = in.fixed<std::uint32_t>();
    row.place.offset = in.fixed<std::uint32_t>();
    return row;
}

std::optional<Place> Segment::find(const Digest& digest) const {
    // Interpolation narrows to the place in a few steps; should rows not be uniform, halving ends
    // it.
    const std::uint64_t wanted = leading(digest.bytes());
    std::uint64_t low = 0;
    std::uint64_t high = count_;
    std::uint64_t least = 0;
    std::uint64_t most = UINT64_MAX;
    for (int step = 0; low < high; ++step) {
        const std::uint64_t span = high - low;
        std::uint64_t middle = low + span / 2;
        if (step < 8 && most > least)
            middle =
                low + std::min<std::uint64_t>(
                          span - 1, static_cast<std::uint64_t>(static_cast<double>(wanted - least) /
                                                               static_cast<double>(most - least) *
                                                               static_cast<double>(span)));
        const BytesView there = digest_at(middle);
        const int order = there.compare(digest.bytes());
        if (order == 0) return at(middle).place;
        if (order < 0) {
            low = middle + 1;
            least = leading(there);
        } else {
            high = middle;
            most = leading(there);
        }
    }
    return std::nullopt;
}

std::filesystem::path segment_path(const std::filesystem::path& shelf, std::uint64_t number) {
    return shelf / "segments" / fmt::format("{:08}.segment", number);
}

std::optional<Place> Locator::find(const Digest& digest) const {
    const auto place = open_.find(digest);
    if (place != open_.end()) return place->second;
    for (auto segment = segments_.rbegin(); segment != segments_.rend(); ++segment)
        if (auto found = segment->segment->find(digest)) return found;
    return std::nullopt;
}

Outcome Locator::scan(PackId id, BytesView pack, std::uint64_t offset) {
    return each_record(pack, offset, [&](const Record& record) {
        add(record.digest, {id, record.offset});
    });
}

Outcome Locator::settle(const std::filesystem::path& shelf, std::uint64_t& next) {
    const std::uint64_t first = next;
    std::vector<Located> rows;
    rows.reserve(open_.size());
    for (const auto& [digest, place] : open_)
        rows.push_back({digest, place});
    Segment::write(segment_path(shelf, next), std::move(rows));
    while (true) {
        auto opened = Segment::open(segment_path(shelf, next));
        if (!opened) return refuse(opened.error());
        const Numbered newest{next++, *opened};
        if (segments_.empty() || segments_.back().segment->size() > 2 * newest.segment->size()) {
            segments_.push_back(newest);
            break;
        }
        Segment::merge(segment_path(shelf, next), *segments_.back().segment, *newest.segment);
        segments_.pop_back();
    }
    unsynced_from_ = std::min(unsynced_from_, first);
    open_.clear();
    return done();
}

void Locator::sync(const std::filesystem::path& shelf) {
    if (unsynced_from_ == none_unsynced) return;
    for (const Numbered& segment : segments_) {
        if (segment.number < unsynced_from_) continue;
        const auto path = segment_path(shelf, segment.number);
        sync_file(open_file(path, O_RDONLY), path);
    }
    sync_folder(shelf / "segments");
    unsynced_from_ = none_unsynced;
}

}  // namespace kolokol::edition
