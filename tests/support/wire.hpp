#pragma once
// A bare socket to a server on loopback: sends bytes as they stand, reads one answer at a time.

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/file.hpp"

namespace kolokol::testing {

struct Reply {
    int status = 0;                             // 0: the connection was closed instead
    std::map<std::string, std::string> fields;  // names in lower case
    std::string head;                           // as it came
    std::string body;
    std::string field(const std::string& lower_name) const;
};

/// Everything ends after `patience`: a server that hangs fails a test and does not stop it.
class Wire {
public:
    explicit Wire(std::uint16_t port,
                  std::chrono::milliseconds patience = std::chrono::seconds(10));
    void send(std::string_view bytes);
    /// Says that no more will be sent.
    void finish_sending();
    /// One answer, framed by its Content-Length; none has a body where the request was a HEAD.
    Reply receive(bool head = false);
    /// send() and receive().
    Reply ask(std::string_view request, bool head = false);
    /// Whether the server closes the connection without another byte.
    bool ends();
    int descriptor() const { return socket_.get(); }

private:
    bool read_more();

    Descriptor socket_;
    std::chrono::milliseconds patience_;
    std::string buffered_;
};

/// GET on a connection of its own; `fields` are whole lines.
Reply get(std::uint16_t port, std::string_view target, std::string_view fields = {});

}  // namespace kolokol::testing
