#include "app/fetch.hpp"

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "http/client.hpp"

namespace kolokol::app {
namespace {

/// A host's own page for "not found" may be longer than what was asked for.
constexpr std::size_t room_for_refusals = 1U << 20U;

}  // namespace

Result<edition::Fetch> fetch_from(std::string_view text) {
    auto base = http::Url::parse(text);
    if (!base) return refuse(base.error());
    while (base->target.size() > 1 && base->target.back() == '/')
        base->target.pop_back();
    const std::string prefix = base->target == "/" ? "" : base->target;

    auto client = std::make_shared<http::Client>();
    return edition::Fetch(
        [url = *base, prefix, client](std::string_view path, std::size_t limit) -> Result<Bytes> {
            client->limit_body(std::max(limit, room_for_refusals));
            auto answer = client->get(url.with_target(prefix + std::string(path)));
            if (!answer && answer.error().code == "http.too_large")
                return refuse(Kind::invalid, "file.too_large",
                              fmt::format("{} has more than the {} bytes allowed", path, limit));
            if (!answer) return refuse(answer.error());
            if (answer->status == 404 || answer->status == 410)
                return refuse(Kind::not_found, "file.not_found",
                              fmt::format("{} is not there ({})", path, answer->status));
            // Object stores say so of what is not there, to whom they do not list their files.
            if (answer->status == 403)
                return refuse(Kind::unavailable, "file.withheld",
                              fmt::format("{} is not handed out (403)", path));
            if (answer->status != 200)
                return refuse(Kind::unavailable, "fetch.bad_status",
                              fmt::format("{} was answered with {}", path, answer->status));
            if (answer->body.size() > limit)
                return refuse(Kind::invalid, "file.too_large",
                              fmt::format("{} has {} bytes, more than the {} allowed", path,
                                          answer->body.size(), limit));
            return std::move(answer->body);
        });
}

}  // namespace kolokol::app
