#include "crypto/foreign_signature.hpp"

#include <memory>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include "crypto/raw.hpp"

namespace kolokol::crypto {
namespace {

struct Free {
    void operator()(BIO* bio) const { BIO_free(bio); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
    void operator()(OSSL_PARAM_BLD* builder) const { OSSL_PARAM_BLD_free(builder); }
    void operator()(OSSL_PARAM* parameters) const { OSSL_PARAM_free(parameters); }
    void operator()(BIGNUM* number) const { BN_free(number); }
};
using Number = std::unique_ptr<BIGNUM, Free>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Free>;

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

Number read_number(BytesView bytes) {
    return Number(BN_bin2bn(raw(bytes), static_cast<int>(bytes.size()), nullptr));
}

/// The parameters' values must live until the key is made.
Key make_key(const char* kind, OSSL_PARAM_BLD* builder) {
    const std::unique_ptr<OSSL_PARAM, Free> parameters(OSSL_PARAM_BLD_to_param(builder));
    const std::unique_ptr<EVP_PKEY_CTX, Free> context(
        EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
    EVP_PKEY* key = nullptr;
    if (parameters && context && EVP_PKEY_fromdata_init(context.get()) == 1)
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get());
    ERR_clear_error();
    return Key(key);
}

bool is_p256(const Key& key) {
    if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_EC) return false;
    char curve[32] = {};
    if (EVP_PKEY_get_group_name(key.get(), curve, sizeof curve, nullptr) != 1) return false;
    return std::string_view(curve) == "prime256v1";
}

}  // namespace

bool verify_ecdsa_p256(std::string_view pem, BytesView message, BytesView signature) {
    const Key key = read_pem(pem);
    return is_p256(key) && check(key, false, message, signature);
}

bool verify_rsa_pss(std::string_view pem, BytesView message, BytesView signature) {
    const Key key = read_pem(pem);
    if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA) return false;
    const int bits = EVP_PKEY_get_bits(key.get());
    return bits >= 2048 && bits <= 16384 && check(key, true, message, signature);
}

bool verify_es256(const P256Point& point, BytesView message, BytesView signature) {
    if (point.x.size() != 32 || point.y.size() != 32) return false;
    Bytes uncompressed(1, '\x04');  // SEC 1 section 2.3.3
    uncompressed += point.x;
    uncompressed += point.y;
    const Builder builder(OSSL_PARAM_BLD_new());
    if (!builder ||
        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1",
                                        0) != 1 ||
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY,
                                         uncompressed.data(), uncompressed.size()) != 1)
        return false;
    const Key key = make_key("EC", builder.get());
    return key && check(key, false, message, signature);
}

bool verify_rs256(const RsaPublicKey& numbers, BytesView message, BytesView signature) {
    if (numbers.modulus.size() < 256 || numbers.modulus.size() > 512 || numbers.exponent.empty() ||
        numbers.exponent.size() > 8)
        return false;
    const Number modulus = read_number(numbers.modulus);
    const Number exponent = read_number(numbers.exponent);
    const Builder builder(OSSL_PARAM_BLD_new());
    if (!modulus || !exponent || !builder ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) != 1)
        return false;
    const Key key = make_key("RSA", builder.get());
    if (!key || EVP_PKEY_get_bits(key.get()) < 2048) return false;
    return check(key, false, message, signature);
}

}  // namespace kolokol::crypto
