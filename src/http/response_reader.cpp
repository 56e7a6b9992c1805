#include "http/response_reader.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include "base/text.hpp"
#include "http/chunked_body.hpp"

namespace kolokol::http {
namespace {

namespace beast = boost::beast::http;

constexpr std::uint32_t header_limit = 64 * 1024;
constexpr int most_interim = 8;

tl::unexpected<Problem> too_large() {
    return refuse(Kind::invalid, "http.too_large",
                  "The server's answer is longer than is allowed here.");
}

tl::unexpected<Problem> bad_answer(const std::string& why) {
    return refuse(Kind::invalid, "http.bad_answer",
                  "The server's answer is not HTTP: " + why + ".");
}

}  // namespace

/// Beast reads the head; bodies are read here, because Beast 1.74 asserts on some that are broken
/// and forgets that one is too long where its first bytes come with the head.
struct ResponseReader::State {
    enum class Framing { length, chunks, to_the_end };

    std::optional<beast::response_parser<beast::empty_body>> parser;
    std::size_t body_limit = 0;
    bool head_only = false;
    bool head_read = false;
    bool whole = false;
    Framing framing = Framing::length;
    int interim = 0;
    std::uint64_t left = 0;
    ChunkedBody chunks;
    std::string rest;
    std::string body;

    void begin() {
        parser.emplace();
        parser->header_limit(header_limit);
        parser->body_limit(std::numeric_limits<std::uint64_t>::max());
        parser->skip(head_only);
    }

    /// False: more bytes are needed.
    Result<bool> feed_head() {
        boost::system::error_code error;
        rest.erase(0, parser->put({rest.data(), rest.size()}, error));
        if (error && error != beast::error::need_more) return bad_answer(error.message());
        if (!parser->is_header_done()) return false;
        const auto status = parser->get().result_int();
        if (status / 100 == 1) {
            if (++interim > most_interim) return bad_answer("it never comes to the point");
            begin();  // 100 Continue: the answer itself comes after it
            return !rest.empty();
        }
        head_read = true;
        return begin_body(status);
    }

    Result<bool> begin_body(unsigned status) {
        const auto coding = parser->get().find(beast::field::transfer_encoding);
        const bool coded = coding != parser->get().end();
        if (head_only || status == 204 || status == 304) {
            whole = true;
        } else if (coded &&
                   ascii_lower({coding->value().data(), coding->value().size()}) != "chunked") {
            return bad_answer("it is in a coding that nobody asked for");
        } else if (coded) {
            framing = Framing::chunks;
        } else if (const auto length = parser->content_length()) {
            left = *length;
            whole = left == 0;
            if (left > body_limit) return too_large();
        } else {
            framing = Framing::to_the_end;
        }
        return true;
    }

    Outcome feed_body() {
        switch (framing) {
            case Framing::chunks:
                return feed_chunks();
            case Framing::length: {
                const auto taken =
                    static_cast<std::size_t>(std::min<std::uint64_t>(left, rest.size()));
                body.append(rest, 0, taken);
                rest.erase(0, taken);
                left -= taken;
                whole = left == 0;
                return done();
            }
            case Framing::to_the_end:
                break;
        }
        if (rest.size() > body_limit - body.size()) return too_large();
        body += std::exchange(rest, {});
        return done();
    }

    Outcome feed_chunks() {
        const ChunkedBody::Fed fed = chunks.feed(rest, body, body_limit);
        rest.erase(0, fed.used);
        whole = fed.state == ChunkedBody::State::whole;
        if (fed.state == ChunkedBody::State::too_large) return too_large();
        if (fed.state == ChunkedBody::State::broken) return bad_answer("a chunk is broken");
        return done();
    }
};

ResponseReader::ResponseReader(std::size_t body_limit, bool head_only)
    : state_(std::make_unique<State>()) {
    state_->body_limit = body_limit;
    state_->head_only = head_only;
    state_->begin();
}

ResponseReader::~ResponseReader() = default;

Result<bool> ResponseReader::feed(std::string_view bytes) {
    state_->rest += bytes;
    while (!state_->head_read) {
        const auto on = state_->feed_head();
        if (!on || !*on) return on;
    }
    if (!state_->whole) {
        const auto fed = state_->feed_body();
        if (!fed) return refuse(fed.error());
    }
    return state_->whole;
}

Result<bool> ResponseReader::feed_end() {
    const bool may_end = state_->head_read && state_->framing == State::Framing::to_the_end;
    if (!state_->whole && !may_end) return bad_answer("it is cut short");
    state_->whole = true;
    return true;
}

bool ResponseReader::keep_alive() const {
    return state_->parser->keep_alive() && state_->framing != State::Framing::to_the_end &&
           state_->rest.empty();
}

Response ResponseReader::take() {
    const auto& message = state_->parser->get();
    Response response;
    response.status = static_cast<int>(message.result_int());
    for (const auto& field : message)
        response.fields.push_back({std::string(field.name_string()), std::string(field.value())});
    response.body = std::move(state_->body);
    return response;
}

}  // namespace kolokol::http
