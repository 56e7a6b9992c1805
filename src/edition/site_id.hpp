#pragma once
// What people pin: the SHA-256 of a site's first root metadata file (metadata/1.root.json).

#include <string>

#include "crypto/digest.hpp"

namespace kolokol::edition {

class SiteId {
public:
    explicit SiteId(crypto::Digest digest) : digest_(digest) {}
    /// 64 hexadecimal digits (blanks and hyphens between them are ignored), or the eight words.
    /// Refuses "site.not_an_id".
    static Result<SiteId> parse(std::string_view text);
    std::string hex() const { return digest_.hex(); }
    /// Eight made-up words of five letters, 16 bits each: the first 128 bits, to be read aloud in
    /// any language.
    std::string words() const;
    const crypto::Digest& digest() const { return digest_; }
    /// An id parsed from words knows 128 bits only, and compares by them.
    bool names(const crypto::Digest& first_root) const;

private:
    crypto::Digest digest_;
    bool from_words_ = false;
};

}  // namespace kolokol::edition
