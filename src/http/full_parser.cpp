#include "http/full_parser.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include "base/text.hpp"

namespace kolokol::http {
namespace {

namespace beast = boost::beast::http;

std::string_view view(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

Method to_method(std::string_view name) {
    for (const Method method :
         {Method::get, Method::head, Method::post, Method::put, Method::remove, Method::options}) {
        if (to_string(method) == name) return method;
    }
    return Method::other;
}

std::size_t count_fields(const std::vector<Field>& fields, std::string_view lower_name) {
    std::size_t count = 0;
    for (const Field& field : fields)
        count += ascii_lower(field.name) == lower_name ? 1U : 0U;
    return count;
}

/// The values of a field that is a list, in the order in which they came.
std::string join_fields(const std::vector<Field>& fields, std::string_view lower_name) {
    std::string joined;
    for (const Field& field : fields) {
        if (ascii_lower(field.name) != lower_name) continue;
        if (!joined.empty()) joined += ", ";
        joined += field.value;
    }
    return joined;
}

/// A line end that is not CRLF, or a folded line, is read differently by different servers.
bool has_ambiguous_line(std::string_view head) {
    for (std::size_t i = 0; i < head.size(); ++i) {
        const char c = head[i];
        if (c == '\0') return true;
        if (c == '\n' && (i == 0 || head[i - 1] != '\r')) return true;
        if (c == '\r' && i + 1 < head.size() && head[i + 1] != '\n') return true;
        if ((c == ' ' || c == '\t') && i > 0 && head[i - 1] == '\n') return true;
    }
    return false;
}

/// For a request line that Beast finds no version it knows in: one we do not speak, or none.
int version_refusal(std::string_view line) {
    const std::size_t blank = line.rfind(' ');
    const std::string_view version =
        blank == std::string_view::npos ? std::string_view{} : line.substr(blank + 1);
    const bool well_formed = version.size() == 8 && version.starts_with("HTTP/") &&
                             version[5] >= '0' && version[5] <= '9' && version[6] == '.' &&
                             version[7] >= '0' && version[7] <= '9';
    return well_formed && version != "HTTP/1.1" && version != "HTTP/1.0" ? 505 : 400;
}

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_host(std::string_view host) {
    for (const char c : host) {
        const bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') ||
                          std::string_view(".-:[]_~%!$&'()*+,;=").find(c) != std::string_view::npos;
        if (!fine) return false;
    }
    return true;
}

}  // namespace

struct FullParser::Beast {
    beast::request_parser<beast::empty_body> parser;
};

FullParser::FullParser(std::size_t header_limit, std::size_t target_limit)
    : header_limit_(header_limit), target_limit_(target_limit), beast_(std::make_unique<Beast>()) {
    beast_->parser.header_limit(static_cast<std::uint32_t>(header_limit + 4));
    // Beast reads no body. (No limit at all would refuse every Content-Length in Boost 1.74.)
    beast_->parser.body_limit(std::numeric_limits<std::uint64_t>::max());
}

FullParser::~FullParser() = default;

FullParser::Fed FullParser::feed(std::string_view bytes) {
    if (refusal_ != 0) return {State::refused, 0};
    return head_read_ ? feed_body(bytes) : feed_head(bytes);
}

FullParser::Fed FullParser::refuse(int status) {
    refusal_ = status;
    return {State::refused, 0};
}

FullParser::Fed FullParser::feed_head(std::string_view bytes) {
    const std::size_t end = bytes.find("\r\n\r\n", searched_);
    const bool ended = end != std::string_view::npos;
    const std::string_view head = ended ? bytes.substr(0, end + 4) : bytes;
    if (const int status = look_at_head(head); status != 0) return refuse(status);
    if (!ended) {
        searched_ = bytes.size() < 3 ? 0 : bytes.size() - 3;
        return {State::more, 0};
    }
    boost::system::error_code error;
    const std::size_t used = beast_->parser.put({head.data(), head.size()}, error);
    if (error == beast::error::bad_version)
        return refuse(version_refusal(head.substr(0, head.find("\r\n"))));
    if (error || used != head.size() || !beast_->parser.is_header_done()) return refuse(400);
    if (const int status = copy_head(); status != 0) return refuse(status);
    head_read_ = true;
    return {State::head, head.size()};
}

/// What can be refused before, or without, reading the head: 0 if nothing.
int FullParser::look_at_head(std::string_view head) const {
    if (has_ambiguous_line(head)) return 400;
    const std::string_view line = head.substr(0, head.find("\r\n"));
    const std::size_t blank = line.find(' ');
    // The same answer however the bytes arrive: a method of this length is none.
    if (std::min(blank, line.size()) > 64) return 501;
    if (blank != std::string_view::npos) {
        const std::string_view target = line.substr(blank + 1);
        if (target.substr(0, target.find(' ')).size() > target_limit_) return 414;
    }
    return head.size() > header_limit_ ? 431 : 0;
}

int FullParser::copy_head() {
    const auto& message = beast_->parser.get();
    request_.method = to_method(view(message.method_string()));
    for (const auto& field : message)
        request_.fields.push_back(
            {std::string(view(field.name_string())), std::string(view(field.value()))});
    const std::size_t hosts = count_fields(request_.fields, "host");
    if (hosts > 1 || (hosts == 0 && !http_1_0())) return 400;
    if (!is_host(request_.field("host").value_or(""))) return 400;
    const std::size_t encodings = count_fields(request_.fields, "transfer-encoding");
    const std::size_t lengths = count_fields(request_.fields, "content-length");
    // What Beast would let pass: codings besides chunked, and a coding under HTTP/1.0.
    if (encodings + lengths > 1 || (encodings != 0 && http_1_0())) return 400;
    // "5, 5" would be one length to some (RFC 9110 section 8.6), none to others.
    if (lengths != 0 && !is_number(*request_.field("content-length"))) return 400;
    if (encodings != 0 && ascii_lower(*request_.field("transfer-encoding")) != "chunked")
        return 501;
    accept_encoding_ = join_fields(request_.fields, "accept-encoding");
    if_none_match_ = join_fields(request_.fields, "if-none-match");
    return read_target(view(message.target()));
}

/// Absolute form becomes origin form (RFC 9112 section 3.2.2).
int FullParser::read_target(std::string_view target) {
    if (target.find('#') != std::string_view::npos) return 400;
    const std::string start = ascii_lower(target.substr(0, 8));
    if (start.starts_with("http://") || start.starts_with("https://")) {
        const std::size_t authority = target.find("//") + 2;
        const std::size_t path = target.find_first_of("/?", authority);
        if (path == authority) return 400;
        target = path == std::string_view::npos ? std::string_view{} : target.substr(path);
        request_.target = target.starts_with('/') ? "" : "/";
    }
    request_.target += target;
    if (request_.target.starts_with('/') || request_.method == Method::other) return 0;
    return request_.method == Method::options && request_.target == "*" ? 0 : 400;
}

bool FullParser::has_body() const {
    return beast_->parser.chunked() || content_length().value_or(0) > 0;
}

std::optional<std::uint64_t> FullParser::content_length() const {
    const auto length = beast_->parser.content_length();
    return length ? std::optional<std::uint64_t>(*length) : std::nullopt;
}

bool FullParser::keep_alive() const {
    return beast_->parser.keep_alive();
}

bool FullParser::http_1_0() const {
    return beast_->parser.get().version() < 11;
}

bool FullParser::expects_continue() const {
    return !http_1_0() && ascii_lower(request_.field("expect").value_or("")) == "100-continue";
}

GetRequest FullParser::get_request() const {
    GetRequest get;
    get.head = request_.method == Method::head;
    get.path = request_.path();
    get.query = request_.query();
    get.host = request_.field("host").value_or(std::string_view{});
    get.accept_encoding = accept_encoding_;
    get.if_none_match = if_none_match_;
    if (count_fields(request_.fields, "range") == 1) get.range = *request_.field("range");
    if (count_fields(request_.fields, "if-range") == 1) get.if_range = *request_.field("if-range");
    return get;
}

void FullParser::take_body(std::size_t limit) {
    body_limit_ = limit;
    body_left_ = content_length().value_or(0);
    if (body_left_ > limit)
        refusal_ = 413;
    else
        request_.body.reserve(body_left_);  // so that a large one does not lie in memory twice
}

FullParser::Fed FullParser::feed_body(std::string_view bytes) {
    if (!beast_->parser.chunked()) {
        const auto taken =
            static_cast<std::size_t>(std::min<std::uint64_t>(body_left_, bytes.size()));
        request_.body.append(bytes.substr(0, taken));
        body_left_ -= taken;
        return {body_left_ == 0 ? State::whole : State::more, taken};
    }
    const ChunkedBody::Fed fed = chunks_.feed(bytes, request_.body, body_limit_);
    switch (fed.state) {
        case ChunkedBody::State::more:
            return {State::more, fed.used};
        case ChunkedBody::State::whole:
            return {State::whole, fed.used};
        case ChunkedBody::State::too_large:
            return refuse(413);
        case ChunkedBody::State::broken:
            break;
    }
    return refuse(400);
}

Request FullParser::take() {
    return std::move(request_);
}

}  // namespace kolokol::http
