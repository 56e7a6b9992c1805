#include <cstdio>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "backup/archive.hpp"
#include "backup/layout.hpp"

namespace kolokol::backup {
namespace {

template <class Number>
void append_number(Bytes& out, Number number) {
    for (std::size_t i = 0; i < sizeof number; ++i)
        out += static_cast<char>(number >> (8 * i) & 0xFFU);
}

}  // namespace

struct ArchiveWriter::State {
    State(const std::filesystem::path& named, const Secret& key)
        : file(named), rough(named.string() + ".part"), stream(key) {
        std::error_code nothing_there;
        std::filesystem::remove(rough, nothing_there);
        handle = open_file(rough, O_WRONLY | O_CREAT | O_EXCL, 0600);
    }
    ~State() {
        std::error_code ignored;
        if (!finished) std::filesystem::remove(rough, ignored);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    void put(BytesView bytes) {
        write_all(handle, bytes, rough);
        written += bytes.size();
    }
    void put_part(BytesView bytes, bool last) {
        const Bytes sealed = stream.part(bytes, last);
        Bytes length;
        append_number(length, static_cast<std::uint32_t>(sealed.size()));
        put(length);
        put(sealed);
    }
    void add(BytesView bytes) {
        while (!bytes.empty()) {
            const BytesView taken = bytes.substr(0, part_size - buffer.size());
            buffer += taken;
            bytes.remove_prefix(taken.size());
            if (buffer.size() < part_size) continue;
            put_part(buffer, false);
            buffer.clear();
        }
    }

    std::filesystem::path file;
    std::filesystem::path rough;
    crypto::SealingStream stream;
    Descriptor handle;
    Bytes buffer;
    std::uint64_t written = 0;
    bool finished = false;
};

Result<ArchiveWriter> ArchiveWriter::create(const std::filesystem::path& file,
                                            const crypto::BoxPublicKey& recovery) {
    const Secret key = crypto::make_lock_key();
    auto sealed_key = crypto::seal(recovery, key.expose());
    if (!sealed_key) return refuse(sealed_key.error());
    ArchiveWriter writer(std::make_unique<State>(file, key));
    writer.state_->put(first_line);
    writer.state_->put(*sealed_key);
    writer.state_->put(writer.state_->stream.header());
    return writer;
}

ArchiveWriter::ArchiveWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
ArchiveWriter::ArchiveWriter(ArchiveWriter&&) noexcept = default;
ArchiveWriter::~ArchiveWriter() = default;

void ArchiveWriter::begin(const Head& head) {
    Bytes bytes;
    append_number(bytes, static_cast<std::uint8_t>(head.kind));
    append_number(bytes, static_cast<std::uint8_t>(head.access == Access::owner_only ? 1 : 0));
    append_number(bytes, static_cast<std::uint16_t>(head.name.size()));
    bytes += head.name;
    state_->add(bytes);
}

void ArchiveWriter::write(BytesView bytes) {
    while (!bytes.empty()) {
        const BytesView piece = bytes.substr(0, longest_piece);
        Bytes length;
        append_number(length, static_cast<std::uint32_t>(piece.size()));
        state_->add(length);
        state_->add(piece);
        bytes.remove_prefix(piece.size());
    }
}

void ArchiveWriter::end() {
    Bytes length;
    append_number(length, std::uint32_t{0});
    state_->add(length);
}

std::uint64_t ArchiveWriter::finish() {
    begin({Head::Kind::end, Access::everyone_reads, {}});
    state_->put_part(state_->buffer, true);
    sync_file(state_->handle, state_->rough);
    std::filesystem::rename(state_->rough, state_->file);
    state_->finished = true;
    const auto folder = std::filesystem::absolute(state_->file).parent_path();
    sync_folder(folder);
    return state_->written;
}

}  // namespace kolokol::backup
