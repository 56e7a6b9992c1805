#include <fmt/format.h>

#include "serve/edition_pages.hpp"
#include "serve/page_lines.hpp"

// The half of EditionPages that answers with a page it has found (RFC 9110).

namespace kolokol::serve {
namespace {

/// If-Range is compared strongly; a date is never ours, for there is no Last-Modified
/// (section 13.1.5).
bool range_holds(std::string_view if_range, std::string_view etag) {
    return if_range.data() == nullptr || (!etag.empty() && if_range == etag);
}

/// The bytes first..last of what stands in `whole`, one piece after the other.
void cut(const std::vector<std::string_view>& whole, http::ByteRange range,
         std::vector<std::string_view>& parts) {
    parts.clear();
    std::uint64_t at = 0;
    for (const std::string_view piece : whole) {
        const std::uint64_t end = at + piece.size();
        if (end > range.first && at <= range.last) {
            const std::uint64_t from = range.first > at ? range.first - at : 0;
            const std::uint64_t to = std::min<std::uint64_t>(piece.size(), range.last + 1 - at);
            parts.push_back(piece.substr(from, to - from));
        }
        at = end;
    }
}

}  // namespace

void EditionPages::answer_page(const Page& page, const http::GetRequest& request,
                               http::Answer& answer) {
    if (page.status == 301) return answer_redirect(page, request, answer);
    http::RangeChoice choice;
    if (request.range.data() != nullptr && !request.head && page.status == 200 &&
        range_holds(request.if_range, plain(page).etag))
        choice = http::choose_range(request.range, page.size);
    // Parts are parts of the identity form.
    const http::Encoding encoding =
        choice.kind == http::RangeKind::whole
            ? http::choose_encoding(request.accept_encoding, page.has_gzip, page.has_br)
            : http::Encoding::identity;
    const Form& form = page.forms[static_cast<std::size_t>(encoding)];
    // The condition comes before the range (section 13.2.2).
    if (request.if_none_match.data() != nullptr && !form.etag.empty() &&
        http::matches_etag(request.if_none_match, form.etag)) {
        scratch_.clear();
        fmt::format_to(std::back_inserter(scratch_), "ETag: {}\r\n{}\r\n", form.etag, page.always);
        answer.status = 304;
        answer.fields = scratch_;
        return;
    }
    if (choice.kind != http::RangeKind::whole) return answer_part(page, choice, answer);
    answer.status = page.status;
    answer.fields = form.fields;
    answer.body = form.body;
    if (encoding == http::Encoding::identity) answer.more = page.chunks;
    answer.owner = &owner_;
}

void EditionPages::answer_part(const Page& page, const http::RangeChoice& choice,
                               http::Answer& answer) {
    scratch_.clear();
    auto out = std::back_inserter(scratch_);
    if (choice.kind == http::RangeKind::unsatisfiable) {
        fmt::format_to(out, "Content-Range: bytes */{}\r\nContent-Length: 0\r\n{}{}\r\n", page.size,
                       cross_origin, plain_fields_);
        answer.status = 416;
        answer.fields = scratch_;
        return;
    }
    const Form& form = plain(page);
    const auto [first, last] = choice.part;
    fmt::format_to(out, "Content-Range: bytes {}-{}/{}\r\nContent-Length: {}\r\n", first, last,
                   page.size, last - first + 1);
    if (!form.etag.empty()) fmt::format_to(out, "ETag: {}\r\n", form.etag);
    fmt::format_to(out, "{}{}\r\n", page.type, page.always);
    answer.status = 206;
    answer.fields = scratch_;
    if (page.chunks.empty()) {
        answer.body = form.body.substr(first, last - first + 1);
    } else {
        cut(page.chunks, choice.part, parts_);
        answer.more = parts_;
    }
    answer.owner = &owner_;
}

void EditionPages::answer_redirect(const Page& page, const http::GetRequest& request,
                                   http::Answer& answer) {
    scratch_.clear();
    const bool asks = page.location.find('?') != std::string::npos;
    const std::string_view query = asks ? std::string_view{} : request.query;
    const std::string_view mark = query.empty() ? "" : "?";
    fmt::format_to(std::back_inserter(scratch_),
                   "Location: {}{}{}\r\nContent-Length: 0\r\nCache-Control: public, "
                   "max-age=300\r\n{}{}\r\n",
                   page.location, mark, query, cross_origin, plain_fields_);
    answer.status = 301;
    answer.fields = scratch_;
}

/// What mirrors and verifiers read. `path` is relative to /.well-known/kolokol/.
bool EditionPages::answer_published(std::string_view path, const http::GetRequest& request,
                                    http::Answer& answer) {
    const auto found = edition_->published(path);
    if (!found) return false;
    constexpr std::string_view objects = "objects/";
    std::string etag;
    if (path.starts_with(objects))
        etag = entity_tag(path.substr(objects.size()), http::Encoding::identity);
    published_ = std::make_unique<Page>();
    published_->size = found->bytes.size();
    published_->type = fmt::format("Content-Type: {}\r\n", found->media_type);
    // The timestamp alone changes under its name, and whoever reads it wants the newest.
    published_->always =
        fmt::format("Cache-Control: {}\r\nAccept-Ranges: bytes\r\n{}{}",
                    found->immutable ? for_ever : "no-cache", cross_origin, plain_fields_);
    add_form(*published_, http::Encoding::identity, found->bytes, std::move(etag));
    published_owner_ = found->keeps ? found->keeps : owner_;
    answer_page(*published_, request, answer);
    if (answer.owner != nullptr) answer.owner = &published_owner_;
    return true;
}

void EditionPages::answer_text(int status, std::string_view text, http::Answer& answer) {
    scratch_.clear();
    fmt::format_to(std::back_inserter(scratch_),
                   "Content-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\n"
                   "Cache-Control: no-store\r\n{}{}\r\n",
                   text.size(), cross_origin, plain_fields_);
    if (status == 503) scratch_.insert(0, "Retry-After: 10\r\n");
    answer.status = status;
    answer.fields = scratch_;
    answer.body = text;
}

}  // namespace kolokol::serve
