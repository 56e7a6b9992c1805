#pragma once
// Makes the next edition: pages are put and removed, then one commit signs and publishes. A builder
// that is dropped, or killed, leaves the shelf as it was.

#include <memory>
#include <string>
#include <vector>

#include "edition/shelf.hpp"

namespace kolokol::edition {

/// A page ready to be put: hashed and compressed.
struct PreparedPage {
    int status = 200;
    std::string target;  // of a 301
    std::string media_type;
    Digest digest;
    std::uint64_t size = 0;
    Bytes identity;
    Bytes br;
    Bytes gzip;
    /// What was known to the shelf already is not compressed again and its bytes are not kept.
    bool known = false;
};

/// Hashes, and compresses what is text and gets smaller (brotli 5, gzip). Pure; threads may call it
/// at once. At most 1 GiB.
PreparedPage prepare(Bytes bytes, std::string_view media_type, int status = 200);
/// A 301 to `target`.
PreparedPage redirect(std::string target);

class Builder {
public:
    enum class From { current, nothing };
    /// Takes the press lock of the shelf until it goes. Cuts off what a crash left behind. Refuses
    /// "edition.press_under_way" when another press holds it.
    static Result<Builder> start(const Shelf& shelf, From from);
    Builder(Builder&&) noexcept;
    Builder& operator=(Builder&&) noexcept;
    ~Builder();

    /// prepare(), sparing the compression of bytes that the shelf already holds: the usual case for
    /// most pages of a full press. Threads may call it at once, also beside put().
    PreparedPage prepare(Bytes bytes, std::string_view media_type, int status = 200) const;

    /// Bytes go to the open pack at once, so that a full press holds entries only. `path` is
    /// replaced if it was there. `headers` is an id of Facts::headers. Threads may call it at once.
    /// Refuses "edition.bad_path".
    Outcome put(std::string_view path, PreparedPage page, std::uint32_t headers = 0);
    /// Nothing happens if it is not there.
    void remove(std::string_view path);
    /// What stands at `path` in the edition this one builds on, whatever was put since.
    std::optional<Entry> find(std::string_view path) const;

    struct Committed {
        std::uint64_t sequence = 0;
        Digest root;
        Digest edition;  // SHA-256 of edition.json
        std::uint64_t entries = 0;
        std::uint64_t paths_changed = 0;
        std::uint64_t bytes_new = 0;  // written to packs, nodes included
        bool pressed = true;          // false: nothing differed, the edition before stands
    };
    /// Signs and publishes; the builder is spent. Equal root and facts (time apart): nothing is
    /// written. Refuses "edition.foreign_key" where the root metadata does not name a signer,
    /// "edition.conflict" when another edition was committed meanwhile.
    Result<Committed> commit(const Facts& facts, const Signers& signers, Instant now);

private:
    struct State;
    explicit Builder(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace kolokol::edition
