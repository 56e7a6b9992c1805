#include "edition/manifest.hpp"

#include <charconv>

#include <fcntl.h>
#include <fmt/format.h>

#include "base/file_lock.hpp"
#include "base/text.hpp"

namespace kolokol::edition {
namespace {

constexpr std::string_view first_line = "kolokol-shelf 1";
constexpr std::size_t signed_files_kept = 4;
constexpr std::size_t longest = 64U << 20U;

std::string ranges(const std::vector<PackId>& ids) {
    std::string out;
    for (std::size_t i = 0; i < ids.size();) {
        std::size_t last = i;
        while (last + 1 < ids.size() && ids[last + 1] == ids[last] + 1)
            ++last;
        out += fmt::format(" {}-{}", ids[i], ids[last]);
        i = last + 1;
    }
    return out;
}

void append_signed(Bytes& out, std::string_view kind, const std::vector<SignedFile>& files) {
    for (const SignedFile& file : files)
        out += fmt::format("{} {} {}\n{}\n", kind, file.version, file.bytes.size(), file.bytes);
}

/// Lines of words, and byte strings whose length a line gave.
class Lines {
public:
    explicit Lines(BytesView bytes) : rest_(bytes) {}
    bool done() const { return rest_.empty(); }
    std::vector<std::string_view> words() {
        const std::size_t end = rest_.find('\n');
        if (end == rest_.npos) {
            rest_ = {};
            return {};
        }
        const BytesView line = rest_.substr(0, end);
        rest_.remove_prefix(end + 1);
        return split(line, ' ');
    }
    std::optional<Bytes> blob(std::uint64_t length) {
        if (length >= rest_.size() || rest_[length] != '\n') return std::nullopt;
        Bytes taken(rest_.substr(0, length));
        rest_.remove_prefix(length + 1);
        return taken;
    }

private:
    BytesView rest_;
};

template <class Number>
bool read_number(std::string_view text, Number& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size();
}

bool read_ranges(const std::vector<std::string_view>& words, std::vector<PackId>& ids) {
    for (std::size_t i = 1; i < words.size(); ++i) {
        const auto ends = split(words[i], '-');
        PackId first = 0;
        PackId last = 0;
        if (ends.size() != 2 || !read_number(ends[0], first) || !read_number(ends[1], last) ||
            first > last || last - first > 10'000'000)
            return false;
        for (PackId id = first; id <= last; ++id)
            ids.push_back(id);
    }
    return true;
}

bool read_signed(Lines& lines, const std::vector<std::string_view>& words,
                 std::vector<SignedFile>& files) {
    std::uint64_t length = 0;
    SignedFile file;
    if (words.size() != 3 || !read_number(words[1], file.version) || !read_number(words[2], length))
        return false;
    auto bytes = lines.blob(length);
    if (!bytes) return false;
    file.bytes = std::move(*bytes);
    files.push_back(std::move(file));
    return true;
}

bool read_line(Lines& lines, const std::vector<std::string_view>& words, Manifest& manifest) {
    const std::string_view what = words[0];
    const auto number = [&](auto& into) {
        return words.size() == 2 && read_number(words[1], into);
    };
    if (what == "commit") return number(manifest.commit);
    if (what == "closed") return read_ranges(words, manifest.closed);
    if (what == "open")
        return words.size() == 3 && read_number(words[1], manifest.open) &&
               read_number(words[2], manifest.open_length);
    if (what == "next-segment") return number(manifest.next_segment);
    if (what == "segment") return number(manifest.segments.emplace_back());
    if (what == "root") return number(manifest.root_version);
    if (what == "edition") {
        KeptEdition& kept = manifest.editions.emplace_back();
        if (words.size() != 3 || !read_number(words[1], kept.sequence)) return false;
        auto digest = Digest::from_hex(words[2]);
        if (digest) kept.digest = *digest;
        return digest.has_value();
    }
    if (what == "targets") return read_signed(lines, words, manifest.targets);
    if (what == "snapshot") return read_signed(lines, words, manifest.snapshots);
    if (what == "timestamp") return read_signed(lines, words, manifest.timestamps);
    return false;
}

auto damaged() {
    return refuse(Kind::invalid, "edition.damaged",
                  "the file `current` of the editions folder is damaged: restore it from a backup");
}

}  // namespace

std::filesystem::path manifest_path(const std::filesystem::path& shelf) {
    return shelf / "current";
}

Bytes encode(const Manifest& manifest) {
    Bytes out = fmt::format("{}\ncommit {}\nclosed{}\nopen {} {}\nnext-segment {}\nroot {}\n",
                            first_line, manifest.commit, ranges(manifest.closed), manifest.open,
                            manifest.open_length, manifest.next_segment, manifest.root_version);
    for (const std::uint64_t segment : manifest.segments)
        out += fmt::format("segment {}\n", segment);
    for (const KeptEdition& edition : manifest.editions)
        out += fmt::format("edition {} {}\n", edition.sequence, edition.digest.hex());
    append_signed(out, "targets", manifest.targets);
    append_signed(out, "snapshot", manifest.snapshots);
    append_signed(out, "timestamp", manifest.timestamps);
    out += fmt::format("check {}\n", crypto::sha256(out).hex());
    return out;
}

Result<Manifest> decode_manifest(BytesView bytes) {
    constexpr std::size_t check_length = 6 + 64 + 1;
    if (bytes.substr(0, bytes.find('\n')).substr(0, 14) == "kolokol-shelf " &&
        bytes.substr(0, bytes.find('\n')) != first_line)
        return refuse(Kind::invalid, "edition.newer_format",
                      "the editions folder is of a newer format: take a newer Kolokol");
    if (bytes.size() < check_length) return damaged();
    const BytesView body = bytes.substr(0, bytes.size() - check_length);
    if (bytes.substr(body.size()) != fmt::format("check {}\n", crypto::sha256(body).hex()))
        return damaged();
    Lines lines(body);
    if (lines.words() != split(first_line, ' ')) return damaged();
    Manifest manifest;
    while (!lines.done()) {
        const auto words = lines.words();
        if (words.empty() || !read_line(lines, words, manifest)) return damaged();
    }
    return manifest;
}

Result<Manifest> read_manifest(const std::filesystem::path& shelf) {
    auto bytes = read_file(manifest_path(shelf), longest);
    if (!bytes)
        return refuse(Kind::not_found, "edition.no_shelf",
                      fmt::format("{} holds no editions: run kolokol init first", shelf.string()));
    return decode_manifest(*bytes);
}

void write_manifest(const std::filesystem::path& shelf, Manifest& manifest) {
    ++manifest.commit;
    write_file(manifest_path(shelf), encode(manifest));
}

std::set<std::string> delta_names(const Manifest& manifest) {
    std::set<std::string> names;
    for (std::size_t i = 1; i < manifest.editions.size(); ++i)
        names.insert(
            fmt::format("{}-{}", manifest.editions[i].sequence, manifest.editions[i - 1].sequence));
    return names;
}

void add_signed(std::vector<SignedFile>& files, SignedFile newest) {
    files.insert(files.begin(), std::move(newest));
    if (files.size() > signed_files_kept) files.resize(signed_files_kept);
}

ShelfLock ShelfLock::for_commit(const std::filesystem::path& shelf) {
    const auto path = shelf / "commit.lock";
    Descriptor file = open_file(path, O_RDWR | O_CREAT);
    wait_for_lock(file, Lock::exclusive, path);
    return ShelfLock(std::move(file));
}

Result<ShelfLock> ShelfLock::for_press(const std::filesystem::path& shelf) {
    const auto path = shelf / "press.lock";
    Descriptor file = open_file(path, O_RDWR | O_CREAT);
    if (try_to_lock(file, Lock::exclusive, path)) return ShelfLock(std::move(file));
    return refuse(Kind::conflict, "edition.press_under_way",
                  "another press is under way: wait until it is done");
}

}  // namespace kolokol::edition
