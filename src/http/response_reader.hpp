#pragma once
// Reads one response, its head with Beast, for the client.

#include <cstddef>
#include <memory>
#include <string_view>

#include "base/result.hpp"
#include "http/message.hpp"

namespace kolokol::http {

class ResponseReader {
public:
    ResponseReader(std::size_t body_limit, bool head_only);
    ~ResponseReader();

    /// True: the response is whole. Refuses "http.bad_answer", "http.too_large".
    Result<bool> feed(std::string_view bytes);
    /// The server has closed the connection: some bodies end so.
    Result<bool> feed_end();
    bool keep_alive() const;
    Response take();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace kolokol::http
