#include "serve/security_fields.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace kolokol::serve {
namespace {

// What frames a message, names its state, or belongs to one representation: the server writes it.
constexpr std::array<std::string_view, 17> never_own{"accept-ranges",
                                                     "connection",
                                                     "content-encoding",
                                                     "content-length",
                                                     "content-range",
                                                     "content-type",
                                                     "date",
                                                     "etag",
                                                     "keep-alive",
                                                     "location",
                                                     "set-cookie",
                                                     "server",
                                                     "trailer",
                                                     "te",
                                                     "upgrade",
                                                     "vary",
                                                     "transfer-encoding"};

bool is_token(std::string_view name) {
    constexpr std::string_view tokens = "abcdefghijklmnopqrstuvwxyz0123456789-_";
    return !name.empty() && name.find_first_not_of(tokens) == name.npos;
}

/// Would end its line and begin another.
bool breaks_line(std::string_view value) {
    return std::any_of(value.begin(), value.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t') || byte == 0x7f;
    });
}

bool may_be_own(std::string_view name, std::string_view value) {
    return is_token(name) && !breaks_line(value) &&
           std::find(never_own.begin(), never_own.end(), name) == never_own.end();
}

/// "https://paper.example" of "https://paper.example/x" or "paper.example"; empty where it could
/// say more than a place in a policy.
std::string source_of(std::string_view address) {
    constexpr std::string_view allowed =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.:[]";
    std::string_view scheme = "https";
    if (const std::size_t colon = address.find("://"); colon != address.npos) {
        scheme = address.substr(0, colon);
        address.remove_prefix(colon + 3);
    }
    const std::string_view host = address.substr(0, address.find('/'));
    if (host.empty() || host.find_first_not_of(allowed) != host.npos) return {};
    if (scheme != "https" && scheme != "http") return {};
    return fmt::format("{}://{}", scheme, host);
}

}  // namespace

std::string form_targets(const edition::Facts& facts) {
    std::string targets;
    const auto add = [&](const std::string& address) {
        const std::string source = source_of(address);
        if (source.empty()) return;
        if (!targets.empty()) targets += ' ';
        targets += source;
    };
    add(facts.origin);
    for (const std::string& host : facts.live)
        add(host);
    return targets;
}

std::map<std::string, std::string> security_fields(const Security& security) {
    std::string policy =
        "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'self'; "
        "form-action 'self'";
    if (!security.form_targets.empty()) policy += ' ' + security.form_targets;
    std::map<std::string, std::string> fields{
        {"content-security-policy", std::move(policy)},
        {"x-content-type-options", "nosniff"},
        // Links to other sites carry nothing; our own forms keep a true Origin field.
        {"referrer-policy", "same-origin"},
        {"cross-origin-opener-policy", "same-origin"},
        // The verifying worker of one mirror reads pages of another.
        {"cross-origin-resource-policy", "cross-origin"},
        {"permissions-policy",
         "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), "
         "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"},
    };
    if (security.tls) fields.emplace("strict-transport-security", "max-age=31536000");
    return fields;
}

std::string field_lines(const Security& security, const edition::HeaderSet& own) {
    auto fields = security_fields(security);
    for (const auto& [name, value] : own)
        if (may_be_own(name, value)) fields[name] = value;
    std::string lines;
    for (const auto& [name, value] : fields)
        lines += fmt::format("{}: {}\r\n", name, value);
    return lines;
}

}  // namespace kolokol::serve
