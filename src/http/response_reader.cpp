#include "http/response_reader.hpp"

#include <optional>
#include <string>
#include <utility>

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace kolokol::http {
namespace {

namespace beast = boost::beast::http;

constexpr std::uint32_t header_limit = 64 * 1024;
/// No chunked body ends with fewer bytes than "0\r\n\r\n". Beast 1.74 aborts when it is given fewer
/// after it has seen "0\r\n" at the start of a body.
constexpr std::size_t shortest_chunked_rest = 5;

tl::unexpected<Problem> too_large() {
    return refuse(Kind::invalid, "http.too_large",
                  "The server's answer is longer than is allowed here.");
}

tl::unexpected<Problem> refusal(const boost::system::error_code& error) {
    if (error == beast::error::body_limit) return too_large();
    return refuse(Kind::invalid, "http.bad_answer",
                  "The server's answer is not HTTP: " + error.message() + ".");
}

}  // namespace

struct ResponseReader::Beast {
    std::optional<beast::response_parser<beast::string_body>> parser;
    std::size_t body_limit = 0;
    bool head_only = false;
    std::string rest;

    void begin() {
        parser.emplace();
        parser->eager(true);
        parser->header_limit(header_limit);
        parser->body_limit(body_limit);
        parser->skip(head_only);
    }
    /// Beast 1.74 finds this out, and forgets it where the first bytes of the body follow at once.
    bool is_too_large() const {
        if (!parser->is_header_done()) return false;
        const auto announced = parser->content_length();
        return parser->get().body().size() > body_limit ||
               (!parser->is_done() && announced && *announced > body_limit);
    }
    bool interim() const { return parser->is_done() && parser->get().result_int() / 100 == 1; }
};

ResponseReader::ResponseReader(std::size_t body_limit, bool head_only)
    : beast_(std::make_unique<Beast>()) {
    beast_->body_limit = body_limit;
    beast_->head_only = head_only;
    beast_->begin();
}

ResponseReader::~ResponseReader() = default;

Result<bool> ResponseReader::feed(std::string_view bytes) {
    std::string& rest = beast_->rest;
    rest += bytes;
    while (!rest.empty() && !beast_->parser->is_done()) {
        if (beast_->parser->is_header_done() && beast_->parser->chunked() &&
            rest.size() < shortest_chunked_rest)
            break;
        boost::system::error_code error;
        const std::size_t used = beast_->parser->put({rest.data(), rest.size()}, error);
        rest.erase(0, used);
        if (error && error != beast::error::need_more) return refusal(error);
        if (beast_->is_too_large()) return too_large();
        if (beast_->interim())
            beast_->begin();  // 100 Continue: the answer itself comes after it
        else if (used == 0)
            break;
    }
    return beast_->parser->is_done();
}

Result<bool> ResponseReader::feed_end() {
    boost::system::error_code error = beast::error::partial_message;
    if (beast_->parser->got_some()) beast_->parser->put_eof(error);
    if (error) return refusal(error);
    return beast_->parser->is_done();
}

bool ResponseReader::keep_alive() const {
    return beast_->parser->keep_alive() && beast_->rest.empty();
}

Response ResponseReader::take() {
    auto& message = beast_->parser->get();
    Response response;
    response.status = static_cast<int>(message.result_int());
    for (const auto& field : message)
        response.fields.push_back({std::string(field.name_string()), std::string(field.value())});
    response.body = std::move(message.body());
    return response;
}

}  // namespace kolokol::http
