#include "http/certificate.hpp"

#include <ctime>
#include <memory>

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "base/file.hpp"

namespace kolokol::http {
namespace {

constexpr std::size_t longest_file = 1U << 20U;

auto unusable(const std::filesystem::path& file, std::string_view why) {
    ERR_clear_error();
    return refuse(Kind::invalid, "http.certificate_unusable",
                  fmt::format("{} {}", file.string(), why));
}

}  // namespace

Result<Instant> certificate_end(const std::filesystem::path& file) {
    const auto pem = read_file(file, longest_file);
    if (!pem) return unusable(file, "cannot be read: " + pem.error().detail);
    const std::unique_ptr<BIO, decltype(&BIO_free)> bytes(
        BIO_new_mem_buf(pem->data(), static_cast<int>(pem->size())), &BIO_free);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(
        PEM_read_bio_X509(bytes.get(), nullptr, nullptr, nullptr), &X509_free);
    if (!certificate) return unusable(file, "holds no PEM certificate");
    std::tm end{};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &end) != 1)
        return unusable(file, "does not say when it ends");
    return Instant{std::chrono::seconds(::timegm(&end))};
}

}  // namespace kolokol::http
