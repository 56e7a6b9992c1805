#include "crypto/sealed.hpp"

#include <stdexcept>

#include <sodium.h>

#include "crypto/random.hpp"
#include "crypto/raw.hpp"

namespace kolokol::crypto {
namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(lock_key_size == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(lock_key_size == crypto_secretstream_xchacha20poly1305_KEYBYTES);

auto cannot_open() {
    return refuse(Kind::invalid, "crypto.cannot_open",
                  "this was sealed to another key, or was changed on its way");
}

auto not_a_box_key() {
    return refuse(Kind::invalid, "crypto.not_a_box_key", "a key for sealing has 32 bytes");
}

void demand_key(const Secret& key) {
    if (key.expose().size() != lock_key_size) throw std::logic_error("a lock key has 32 bytes");
}

}  // namespace

BoxKeyPair BoxKeyPair::generate() {
    return *from_secret(Secret(random_bytes(crypto_box_SECRETKEYBYTES)));
}

Result<BoxKeyPair> BoxKeyPair::from_secret(const Secret& secret) {
    ready();
    if (secret.expose().size() != crypto_box_SECRETKEYBYTES) return not_a_box_key();
    Bytes pub(crypto_box_PUBLICKEYBYTES, '\0');
    crypto_scalarmult_base(raw(pub), raw(secret.expose()));
    return BoxKeyPair{BoxPublicKey{std::move(pub)}, secret};
}

Result<Bytes> seal(const BoxPublicKey& to, BytesView bytes) {
    ready();
    if (to.bytes.size() != crypto_box_PUBLICKEYBYTES) return not_a_box_key();
    Bytes sealed(bytes.size() + crypto_box_SEALBYTES, '\0');
    if (crypto_box_seal(raw(sealed), raw(bytes), bytes.size(), raw(to.bytes)) != 0)
        return not_a_box_key();
    return sealed;
}

Result<Secret> open_sealed(const BoxKeyPair& key, BytesView sealed) {
    ready();
    if (sealed.size() < crypto_box_SEALBYTES) return cannot_open();
    Bytes bytes(sealed.size() - crypto_box_SEALBYTES, '\0');
    if (crypto_box_seal_open(raw(bytes), raw(sealed), sealed.size(), raw(key.public_key.bytes),
                             raw(key.secret.expose())) != 0)
        return cannot_open();
    return Secret(std::move(bytes));
}

Secret make_lock_key() {
    return Secret(random_bytes(lock_key_size));
}

Bytes lock(const Secret& key, BytesView bytes, BytesView context) {
    demand_key(key);
    Bytes locked = random_bytes(nonce_size);
    locked.resize(nonce_size + bytes.size() + tag_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(locked) + nonce_size, nullptr, raw(bytes),
                                               bytes.size(), raw(context), context.size(), nullptr,
                                               raw(locked), raw(key.expose()));
    return locked;
}

Result<Secret> unlock(const Secret& key, BytesView locked, BytesView context) {
    ready();
    demand_key(key);
    if (locked.size() < nonce_size + tag_size) return cannot_open();
    Bytes bytes(locked.size() - nonce_size - tag_size, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            raw(bytes), nullptr, nullptr, raw(locked) + nonce_size, locked.size() - nonce_size,
            raw(context), context.size(), raw(locked), raw(key.expose())) != 0)
        return cannot_open();
    return Secret(std::move(bytes));
}

struct SealingStream::State {
    crypto_secretstream_xchacha20poly1305_state stream;
    Bytes header;
};

SealingStream::SealingStream(const Secret& key) : state_(std::make_unique<State>()) {
    ready();
    demand_key(key);
    state_->header.resize(crypto_secretstream_xchacha20poly1305_HEADERBYTES);
    crypto_secretstream_xchacha20poly1305_init_push(&state_->stream, raw(state_->header),
                                                    raw(key.expose()));
}
SealingStream::SealingStream(SealingStream&&) noexcept = default;
SealingStream::~SealingStream() {
    if (state_) sodium_memzero(&state_->stream, sizeof state_->stream);
}

const Bytes& SealingStream::header() const {
    return state_->header;
}

Bytes SealingStream::part(BytesView bytes, bool last) {
    Bytes sealed(bytes.size() + crypto_secretstream_xchacha20poly1305_ABYTES, '\0');
    crypto_secretstream_xchacha20poly1305_push(
        &state_->stream, raw(sealed), nullptr, raw(bytes), bytes.size(), nullptr, 0,
        last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
             : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
    return sealed;
}

struct OpeningStream::State {
    crypto_secretstream_xchacha20poly1305_state stream;
};
static_assert(OpeningStream::header_size == crypto_secretstream_xchacha20poly1305_HEADERBYTES);
static_assert(OpeningStream::overhead == crypto_secretstream_xchacha20poly1305_ABYTES);

OpeningStream::OpeningStream(std::unique_ptr<State> state) : state_(std::move(state)) {}
OpeningStream::OpeningStream(OpeningStream&&) noexcept = default;
OpeningStream::~OpeningStream() {
    if (state_) sodium_memzero(&state_->stream, sizeof state_->stream);
}

Result<OpeningStream> OpeningStream::start(const Secret& key, BytesView header) {
    ready();
    demand_key(key);
    auto state = std::make_unique<State>();
    if (header.size() != header_size || crypto_secretstream_xchacha20poly1305_init_pull(
                                            &state->stream, raw(header), raw(key.expose())) != 0)
        return cannot_open();
    return OpeningStream(std::move(state));
}

Result<OpeningStream::Part> OpeningStream::part(BytesView sealed) {
    if (sealed.size() < overhead) return cannot_open();
    Part part;
    part.bytes.resize(sealed.size() - overhead);
    unsigned char tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(&state_->stream, raw(part.bytes), nullptr, &tag,
                                                   raw(sealed), sealed.size(), nullptr, 0) != 0)
        return cannot_open();
    part.last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    return part;
}

}  // namespace kolokol::crypto
