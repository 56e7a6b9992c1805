#include "crypto/foreign_signature.hpp"

#include <memory>

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include "crypto/raw.hpp"

namespace kolokol::crypto {
namespace {

struct Free {
    void operator()(BIO* bio) const { BIO_free(bio); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

using Key = std::unique_ptr<EVP_PKEY, Free>;

constexpr std::size_t longest_pem = 16U << 10U;

Key read_pem(std::string_view pem) {
    if (pem.size() > longest_pem) return nullptr;
    const std::unique_ptr<BIO, Free> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    Key key(bio ? PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr) : nullptr);
    ERR_clear_error();  // OpenSSL's queue belongs to the thread, not to this call
    return key;
}

bool check(const Key& key, bool pss, BytesView message, BytesView signature) {
    const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* options = nullptr;
    const bool good =
        context &&
        EVP_DigestVerifyInit(context.get(), &options, EVP_sha256(), nullptr, key.get()) == 1 &&
        (!pss || (EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING) == 1 &&
                  EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_AUTO) == 1)) &&
        EVP_DigestVerify(context.get(), raw(signature), signature.size(), raw(message),
                         message.size()) == 1;
    ERR_clear_error();
    return good;
}

}  // namespace

bool verify_ecdsa_p256(std::string_view pem, BytesView message, BytesView signature) {
    const Key key = read_pem(pem);
    if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_EC) return false;
    char curve[32] = {};
    if (EVP_PKEY_get_group_name(key.get(), curve, sizeof curve, nullptr) != 1) return false;
    return std::string_view(curve) == "prime256v1" && check(key, false, message, signature);
}

bool verify_rsa_pss(std::string_view pem, BytesView message, BytesView signature) {
    const Key key = read_pem(pem);
    if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA) return false;
    const int bits = EVP_PKEY_get_bits(key.get());
    return bits >= 2048 && bits <= 16384 && check(key, true, message, signature);
}

}  // namespace kolokol::crypto
