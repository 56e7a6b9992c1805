#include <algorithm>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backup/archive.hpp"
#include "backup/layout.hpp"
#include "base/text.hpp"

namespace kolokol::backup {
namespace {

template <class Number>
Number number_in(BytesView bytes) {
    Number number = 0;
    for (std::size_t i = 0; i < sizeof number; ++i)
        number = static_cast<Number>(
            number | static_cast<Number>(static_cast<unsigned char>(bytes[i])) << (8 * i));
    return number;
}

}  // namespace

bool good_name(std::string_view name) {
    if (name.empty() || name.size() > longest_name || name.find('\0') != name.npos) return false;
    for (const std::string_view part : split(name, '/'))
        if (part.empty() || part == "." || part == "..") return false;
    return true;
}

struct ArchiveReader::State {
    State(std::filesystem::path file, Descriptor descriptor)
        : path(std::move(file)), handle(std::move(descriptor)) {}

    tl::unexpected<Problem> damaged(std::string_view why) const {
        return refuse(Kind::invalid, "backup.damaged",
                      fmt::format("the backup {} is damaged: {}. Take another copy of it",
                                  path.string(), why));
    }

    /// Exactly `count` bytes of the file, or fewer at its end.
    Bytes take(std::size_t count) {
        Bytes bytes(count, '\0');
        std::size_t got = 0;
        while (got < count) {
            const ssize_t some = ::read(handle.get(), bytes.data() + got, count - got);
            if (some < 0 && errno == EINTR) continue;
            if (some < 0)
                throw std::system_error(errno, std::generic_category(), "read " + path.string());
            if (some == 0) break;
            got += static_cast<std::size_t>(some);
        }
        bytes.resize(got);
        bytes_read += got;
        return bytes;
    }

    Outcome next_part() {
        const Bytes length_bytes = take(sizeof(std::uint32_t));
        if (length_bytes.size() != sizeof(std::uint32_t)) return damaged("it was cut short");
        const auto length = number_in<std::uint32_t>(length_bytes);
        if (length < crypto::OpeningStream::overhead ||
            length > part_size + crypto::OpeningStream::overhead)
            return damaged(fmt::format("a part of {} bytes cannot be", length));
        const Bytes sealed = take(length);
        if (sealed.size() != length) return damaged("it was cut short");
        auto part = stream->part(sealed);
        if (!part) return damaged("a byte of it was changed");
        buffer.erase(0, at);
        at = 0;
        buffer += part->bytes;
        last = part->last;
        return kolokol::done();
    }

    /// `count` bytes of what was sealed.
    Result<Bytes> opened(std::size_t count) {
        while (buffer.size() - at < count) {
            if (last) return damaged("it ends within an entry");
            auto more = next_part();
            if (!more) return refuse(more.error());
        }
        Bytes bytes = buffer.substr(at, count);
        at += count;
        return bytes;
    }

    /// Goes on to the next piece of the entry, which may be its end.
    Outcome next_piece() {
        auto length = opened(sizeof(std::uint32_t));
        if (!length) return refuse(length.error());
        piece_left = number_in<std::uint32_t>(*length);
        if (piece_left > longest_piece)
            return damaged(fmt::format("a piece of {} bytes cannot be", piece_left));
        in_entry = piece_left > 0;
        return kolokol::done();
    }

    std::filesystem::path path;
    Descriptor handle;
    std::optional<crypto::OpeningStream> stream;
    Bytes buffer;
    std::size_t at = 0;
    bool last = false;
    bool in_entry = false;
    std::uint32_t piece_left = 0;
    std::uint64_t bytes_read = 0;
    std::uint64_t size = 0;
};

/// Up to the first byte that is sealed.
Result<std::unique_ptr<ArchiveReader::State>> ArchiveReader::begin(
    const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
        return refuse(Kind::not_found, "backup.not_found",
                      fmt::format("there is no backup file {}", file.string()));
    auto state = std::make_unique<State>(file, open_file(file, O_RDONLY));
    state->size = std::filesystem::file_size(file);
    const Bytes line = state->take(first_line.size());
    if (!line.starts_with(first_words.substr(0, line.size())) || line.empty())
        return refuse(Kind::invalid, "backup.not_ours",
                      fmt::format("{} is no backup that Kolokol wrote", file.string()));
    if (line.size() < first_line.size()) return state->damaged("it was cut short");
    if (line != first_line)
        return refuse(Kind::invalid, "backup.newer",
                      fmt::format("the backup {} was written by a newer Kolokol: restore it with "
                                  "that one",
                                  file.string()));
    return state;
}

Outcome ArchiveReader::check(const std::filesystem::path& file) {
    const auto begun = begin(file);
    return begun ? kolokol::done() : refuse(begun.error());
}

Result<ArchiveReader> ArchiveReader::open(const std::filesystem::path& file,
                                          const crypto::BoxKeyPair& recovery) {
    auto begun = begin(file);
    if (!begun) return refuse(begun.error());
    auto state = std::move(*begun);
    const Bytes sealed_key = state->take(sealed_key_size);
    const Bytes header = state->take(crypto::OpeningStream::header_size);
    if (header.size() < crypto::OpeningStream::header_size)
        return state->damaged("it was cut short");
    const auto key = crypto::open_sealed(recovery, sealed_key);
    if (!key || key->expose().size() != stream_key_size)
        return refuse(Kind::forbidden, "backup.wrong_key",
                      fmt::format("this recovery key does not open {}: it is another paper's, or "
                                  "the file's first bytes were changed",
                                  file.string()));
    auto stream = crypto::OpeningStream::start(*key, header);
    if (!stream) return state->damaged("a byte of it was changed");
    state->stream.emplace(std::move(*stream));
    return ArchiveReader(std::move(state));
}

ArchiveReader::ArchiveReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
ArchiveReader::ArchiveReader(ArchiveReader&&) noexcept = default;
ArchiveReader::~ArchiveReader() = default;

Result<Head> ArchiveReader::next() {
    while (state_->in_entry) {
        auto rest = read(longest_piece);
        if (!rest) return refuse(rest.error());
    }
    auto fixed = state_->opened(4);
    if (!fixed) return refuse(fixed.error());
    const auto kind = static_cast<std::uint8_t>((*fixed)[0]);
    const auto access = static_cast<std::uint8_t>((*fixed)[1]);
    if (kind < 1 || kind > 4 || access > 1) return state_->damaged("an entry of an unknown kind");
    Head head{static_cast<Head::Kind>(kind),
              access == 1 ? Access::owner_only : Access::everyone_reads,
              {}};
    auto name = state_->opened(number_in<std::uint16_t>(BytesView(*fixed).substr(2)));
    if (!name) return refuse(name.error());
    head.name = std::move(*name);
    const bool named = head.kind == Head::Kind::file;
    if (named ? !good_name(head.name) : !head.name.empty())
        return state_->damaged("an entry has a name that leads out of the publication");
    if (head.kind == Head::Kind::end) {
        if (!state_->last || state_->at != state_->buffer.size() || !state_->take(1).empty())
            return state_->damaged("something follows its end");
        return head;
    }
    auto piece = state_->next_piece();
    if (!piece) return refuse(piece.error());
    return head;
}

Result<Bytes> ArchiveReader::read(std::size_t limit) {
    if (!state_->in_entry) return Bytes{};
    const auto count = static_cast<std::uint32_t>(std::min<std::size_t>(limit, state_->piece_left));
    auto bytes = state_->opened(count);
    if (!bytes) return bytes;
    state_->piece_left -= count;
    if (state_->piece_left == 0) {
        auto piece = state_->next_piece();
        if (!piece) return refuse(piece.error());
    }
    return bytes;
}

std::uint64_t ArchiveReader::done() const {
    return state_->bytes_read;
}

std::uint64_t ArchiveReader::size() const {
    return state_->size;
}

}  // namespace kolokol::backup
