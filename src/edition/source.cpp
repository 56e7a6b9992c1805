// Where editions are read from: a shelf, a folder of files, a host.

#include <fmt/format.h>

#include "base/file.hpp"
#include "edition/edition_state.hpp"
#include "edition/tuf.hpp"
#include "edition/verify.hpp"

namespace kolokol::edition {
namespace {

constexpr std::string_view public_folder = "/.well-known/kolokol/";

auto not_found(std::string_view path) {
    return refuse(Kind::not_found, "file.not_found", fmt::format("{} is missing", path));
}

class FolderSource final : public Source {
public:
    explicit FolderSource(std::filesystem::path folder) : folder_(std::move(folder)) {}
    Result<Bytes> read(std::string_view path, std::size_t limit) override {
        return read_file(folder_ / path, limit);
    }
    std::string name() const override { return folder_.string(); }

private:
    std::filesystem::path folder_;
};

/// Writes nothing into the shelf, and goes on where packs or segments of it are gone.
class ShelfSource final : public Source {
public:
    explicit ShelfSource(std::filesystem::path folder) : folder_(std::move(folder)) {}

    Result<Bytes> read(std::string_view path, std::size_t limit) override {
        auto ready = open();
        if (!ready) return refuse(ready.error());
        const auto found = published_file(*opened_, path);
        if (!found) return not_found(path);
        if (found->bytes.size() > limit)
            return refuse(Kind::invalid, "file.too_large",
                          fmt::format("{} has {} bytes, more than the {} announced", path,
                                      found->bytes.size(), limit));
        return Bytes(found->bytes);
    }
    std::string name() const override { return folder_.string(); }
    std::optional<Object> stored(const Digest& digest) override {
        return open() ? opened_->object(digest) : std::nullopt;
    }
    std::vector<Finding> faults() override {
        std::vector<Finding> all;
        if (!open()) return all;
        for (const Opened::BrokenPack& pack : opened_->broken_packs()) {
            const std::string where = "packs/" + pack_path(folder_, pack.id).filename().string();
            if (pack.missing)
                all.push_back({Verified::damaged, "edition.pack_missing", where,
                               where + " is missing: restore a backup"});
            else
                all.push_back({Verified::damaged, "edition.pack_damaged", where,
                               fmt::format("{} is cut short or damaged from its byte {} on: "
                                           "restore a backup",
                                           where, pack.whole)});
        }
        return all;
    }

private:
    /// One commit for the whole check, whatever is pressed meanwhile.
    Outcome open() {
        if (opened_) return done();
        auto opened = Opened::newest(folder_, nullptr, Mapping::what_is_there);
        if (!opened) return refuse(opened.error());
        if (!(*opened)->manifest().has_edition())
            return refuse(Kind::not_found, "edition.no_edition",
                          fmt::format("nothing was pressed into {} yet", folder_.string()));
        opened_ = *opened;
        return done();
    }
    std::filesystem::path folder_;
    // Shared as Opened::newest gives it.
    std::shared_ptr<const Opened> opened_;
};

class UrlSource final : public Source {
public:
    UrlSource(std::string address, Fetch fetch)
        : address_(std::move(address)), fetch_(std::move(fetch)) {}
    Result<Bytes> read(std::string_view path, std::size_t limit) override {
        return fetch_(std::string(public_folder) + std::string(path), limit);
    }
    std::string name() const override { return address_; }
    Page page() override { return fetch_; }

private:
    std::string address_;
    Fetch fetch_;
};

}  // namespace

Result<SiteId> site_of(const std::filesystem::path& shelf) {
    const auto first_root = read_file(root_path(shelf, 1), tuf::longest_root);
    if (!first_root) return refuse(first_root.error());
    return SiteId(crypto::sha256(*first_root));
}

Result<std::unique_ptr<Source>> open_source(const std::filesystem::path& folder) {
    if (std::filesystem::is_regular_file(folder))
        return refuse(Kind::unavailable, "verify.not_a_folder",
                      fmt::format("{} is a file: this version verifies folders and addresses",
                                  folder.string()));
    for (const auto& shelf : {folder, folder / "editions"})
        if (std::filesystem::exists(manifest_path(shelf)))
            return std::unique_ptr<Source>(std::make_unique<ShelfSource>(shelf));
    for (const auto& files : {folder, folder / ".well-known" / "kolokol"})
        if (std::filesystem::exists(files / "metadata"))
            return std::unique_ptr<Source>(std::make_unique<FolderSource>(files));
    return refuse(Kind::not_found, "verify.not_an_edition",
                  fmt::format("{} holds no edition: name the folder in which metadata/ or "
                              ".well-known/kolokol/ lies",
                              folder.string()));
}

std::unique_ptr<Source> url_source(std::string address, Fetch fetch) {
    return std::make_unique<UrlSource>(std::move(address), std::move(fetch));
}

}  // namespace kolokol::edition
