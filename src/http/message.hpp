#pragma once
// Requests and responses as handlers see them. What flies past on the hot path of the edition's
// pages is in http/page_source.hpp.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kolokol::http {

enum class Method { get, head, post, put, remove, options, other };

/// "GET", "HEAD"…; `other` has no name.
std::string_view to_string(Method method);
/// "OK", "Not Found"…; "Unknown" for numbers we never send.
std::string_view reason(int status);

struct Field {
    std::string name;
    std::string value;
    bool operator==(const Field&) const = default;
};

/// The value of the first field of that name (any case), if there is one.
std::optional<std::string_view> find_field(const std::vector<Field>& fields, std::string_view name);

/// A whole request, owned. No address of the machine that sent it: nobody here may know it.
struct Request {
    Method method = Method::get;
    /// As sent, percent-escapes and all: "/search?q=a%20b".
    std::string target;
    std::vector<Field> fields;
    std::string body;
    /// Came over TLS.
    bool secure = false;
    /// When the answer must be there; later it is thrown away and 503 has been sent.
    std::chrono::steady_clock::time_point deadline;

    std::string_view path() const;
    /// Without the question mark.
    std::string_view query() const;
    std::optional<std::string_view> field(std::string_view name) const {
        return find_field(fields, name);
    }
};

struct Response {
    int status = 200;
    /// Without Date, Content-Length and Connection, which the server writes.
    std::vector<Field> fields;
    std::string body;

    static Response text(int status, std::string body);
    static Response html(int status, std::string body);
    Response&& with(std::string name, std::string value) &&;
};

/// The value of `name` in a query or an urlencoded form: percent-escapes and '+' are undone. The
/// first where it stands twice; none where it is absent or badly escaped.
std::optional<std::string> form_value(std::string_view query, std::string_view name);
/// Undoes %XX; none where an escape is broken.
std::optional<std::string> percent_decode(std::string_view text);

}  // namespace kolokol::http
