#include "edition/edition.hpp"

#include <charconv>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "base/log.hpp"
#include "base/text.hpp"
#include "edition/delta_file.hpp"
#include "edition/edition_state.hpp"

namespace kolokol::edition {
namespace {

constexpr std::string_view json_type = "application/json";
constexpr std::string_view bytes_type = "application/octet-stream";

struct UnmapFile {
    std::size_t length;
    void operator()(void* base) const { ::munmap(base, length); }
};

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text[0] == '0')
        return std::nullopt;
    return value;
}

std::optional<Published> signed_file(const std::vector<SignedFile>& files, std::uint64_t version) {
    for (const SignedFile& file : files)
        if (file.version == version) return Published{file.bytes, json_type, true, nullptr};
    return std::nullopt;
}

std::optional<Published> metadata(const Opened& opened, std::string_view name) {
    const Manifest& manifest = opened.manifest();
    if (name == "timestamp.json") {
        if (manifest.timestamps.empty()) return std::nullopt;
        return Published{manifest.timestamps.front().bytes, json_type, false, nullptr};
    }
    const std::size_t dot = name.find('.');
    const auto version = number(name.substr(0, dot));
    if (dot == name.npos || !version) return std::nullopt;
    const std::string_view role = name.substr(dot);
    if (role == ".snapshot.json") return signed_file(manifest.snapshots, *version);
    if (role == ".targets.json") return signed_file(manifest.targets, *version);
    if (role != ".root.json" || *version > manifest.root_version) return std::nullopt;
    std::error_code missing;
    if (!std::filesystem::exists(root_path(opened.folder(), *version), missing))
        return std::nullopt;
    auto bytes = std::make_shared<const Bytes>(opened.root_metadata(*version));
    return Published{*bytes, json_type, true, bytes};
}

std::optional<Published> mapped_delta(const Opened& opened, std::string_view name) {
    // Of an edition that is not current yet it is written before: who fetched it then, for ever
    // keeping it, might get another edition of that number after a crash.
    if (!delta_names(opened.manifest()).contains(std::string(name))) return std::nullopt;
    const auto path = opened.folder() / "delta" / name;
    std::error_code missing;
    if (!std::filesystem::exists(path, missing)) return std::nullopt;
    const Descriptor file = open_file(path, O_RDONLY);
    struct stat facts {};
    if (::fstat(file.get(), &facts) != 0 || facts.st_size == 0) return std::nullopt;
    const auto length = static_cast<std::size_t>(facts.st_size);
    void* base = ::mmap(nullptr, length, PROT_READ, MAP_SHARED, file.get(), 0);
    if (base == MAP_FAILED) return std::nullopt;
    std::shared_ptr<const void> keeps(base, UnmapFile{length});
    const BytesView bytes(static_cast<const char*>(base), length);
    // It is not synced when it is written: after a power cut it may be cut short.
    if (!delta_is_whole(bytes)) return std::nullopt;
    return Published{bytes, bytes_type, true, std::move(keeps)};
}

}  // namespace

Result<std::shared_ptr<const Edition>> open_edition(std::shared_ptr<const Opened> opened,
                                                    const KeptEdition& kept) {
    auto bytes = opened->read(kept.digest);
    if (!bytes) return refuse(bytes.error());
    auto facts = decode_facts(*bytes);
    if (!facts) return refuse(facts.error());
    return std::make_shared<const Edition>(
        std::make_unique<const Edition::State>(std::move(opened), std::move(*facts), kept.digest));
}

Edition::Edition(std::unique_ptr<const State> state) : state_(std::move(state)) {}
Edition::~Edition() = default;

const EditionFacts& Edition::facts() const {
    return state_->facts;
}
const Digest& Edition::digest() const {
    return state_->digest;
}
const Index& Edition::index() const {
    return state_->index;
}

std::optional<Entry> Edition::find(std::string_view path) const {
    auto found = state_->index.find(path);
    if (found) return *found;
    log::error("edition.damaged", {{"problem", found.error().code}});
    return std::nullopt;
}

std::optional<Object> Edition::object(const Digest& digest) const {
    return state_->opened->object(digest);
}

std::optional<Content> Edition::content(const Entry& entry) const {
    if (entry.status == 301) return std::nullopt;
    const auto found = object(entry.digest);
    if (!found) return std::nullopt;
    if (!entry.chunked()) return Content{*found, {}};
    const auto list = decode_chunks(found->identity);
    if (!list) return std::nullopt;
    Content content;
    for (const Digest& name : list->chunks) {
        const auto chunk = object(name);
        if (!chunk) return std::nullopt;
        content.chunks.push_back(chunk->identity);
    }
    return content;
}

std::optional<Bytes> Edition::bytes(const Entry& entry) const {
    const auto found = content(entry);
    if (!found) return std::nullopt;
    Bytes all(found->whole.identity);
    for (const std::string_view chunk : found->chunks)
        all.append(chunk);
    return all;
}

std::optional<Published> Edition::published(std::string_view path) const {
    return published_file(*state_->opened, path);
}

std::optional<Published> published_file(const Opened& opened, std::string_view path) {
    const std::size_t slash = path.find('/');
    if (slash == path.npos) return std::nullopt;
    const std::string_view kind = path.substr(0, slash);
    const std::string_view name = path.substr(slash + 1);
    if (kind == "metadata") return metadata(opened, name);
    if (kind == "delta") return mapped_delta(opened, name);
    constexpr std::string_view tail = ".edition.json";
    const bool target =
        kind == "targets" && name.size() == 64 + tail.size() && name.substr(64) == tail;
    if (!target && kind != "objects") return std::nullopt;
    const auto digest = Digest::from_hex(target ? name.substr(0, 64) : name);
    const auto found = digest ? opened.object(*digest) : std::nullopt;
    if (!found) return std::nullopt;
    return Published{found->identity, target ? json_type : bytes_type, true, nullptr};
}

}  // namespace kolokol::edition
