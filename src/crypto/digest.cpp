#include "crypto/digest.hpp"

#include <cassert>
#include <new>

#include <openssl/evp.h>

namespace kolokol::crypto {
namespace {

// Fetched once: EVP_sha256() would look the algorithm up again for each digest, which for a short
// path costs more than hashing it. OpenSSL rather than libsodium, which has no SHA instructions.
const EVP_MD* algorithm() {
    static const EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    if (fetched == nullptr) throw std::bad_alloc();
    return fetched;
}

struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, Free>;

Context make_context() {
    Context context(EVP_MD_CTX_new());
    if (!context) throw std::bad_alloc();
    return context;
}

void start(EVP_MD_CTX* context) {
    if (EVP_DigestInit_ex2(context, algorithm(), nullptr) != 1) throw std::bad_alloc();
}

Digest finish_in(EVP_MD_CTX* context) {
    char bytes[Digest::size];
    EVP_DigestFinal_ex(context, reinterpret_cast<unsigned char*>(bytes), nullptr);
    return Digest::from_bytes({bytes, sizeof bytes});
}

}  // namespace

Digest Digest::from_bytes(BytesView bytes) {
    assert(bytes.size() == size);
    Digest digest;
    std::memcpy(digest.bytes_.data(), bytes.data(), size);
    return digest;
}

Result<Digest> Digest::from_hex(std::string_view text) {
    if (text.size() != 2 * size || text.find_first_not_of("0123456789abcdef") != text.npos)
        return refuse(Kind::invalid, "crypto.not_a_digest",
                      "a digest is 64 hexadecimal digits in lower case");
    auto bytes = kolokol::from_hex(text);
    if (!bytes) return refuse(bytes.error());
    return from_bytes(*bytes);
}

Digest sha256(BytesView bytes) {
    thread_local const Context context = make_context();
    start(context.get());
    EVP_DigestUpdate(context.get(), bytes.data(), bytes.size());
    return finish_in(context.get());
}

struct Sha256::State {
    Context context = make_context();
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    start(state_->context.get());
}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(BytesView bytes) {
    EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size());
}

Digest Sha256::finish() {
    return finish_in(state_->context.get());
}

}  // namespace kolokol::crypto
