#include "e2e/browser_window.hpp"

#include <stdexcept>

#include <fmt/format.h>

namespace kolokol::testing {
namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text)
        out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return out;
}

std::string form_of(const Fields& fields) {
    std::string body;
    for (const auto& [name, value] : fields)
        body += (body.empty() ? "" : "&") + escaped(name) + "=" + escaped(value);
    return body;
}

std::string between(std::string_view text, std::size_t from, std::string_view begin,
                    std::string_view end) {
    const std::size_t at = text.find(begin, from);
    if (at == text.npos) return {};
    const std::size_t first = at + begin.size();
    return std::string(text.substr(first, text.find(end, first) - first));
}

}  // namespace

std::string Window::head(std::string_view method, const std::string& path,
                         const std::string& origin) const {
    std::string head = fmt::format("{} {} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n",
                                   method, path, port_);
    if (!cookie_.empty()) head += "Cookie: " + cookie_ + "\r\n";
    if (method == "POST")
        head += "Origin: " + origin + "\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    return head;
}

Reply Window::post(const std::string& path, const Fields& fields, const std::string& origin) const {
    const std::string body = form_of(fields);
    return Wire(port_).ask(head("POST", path, origin) +
                           fmt::format("Content-Length: {}\r\n\r\n{}", body.size(), body));
}

const Reply& Window::follow(Reply reply) {
    for (int steps = 0; steps < 5; ++steps) {
        if (const std::string set = reply.field("set-cookie"); !set.empty())
            cookie_ = set.substr(0, set.find(';'));
        if (reply.status != 303) break;
        path_ = reply.field("location");
        reply = Wire(port_).ask(head("GET", path_, {}) + "\r\n");
    }
    page_ = std::move(reply);
    return page_;
}

const Reply& Window::open(const std::string& path) {
    path_ = path;
    return follow(Wire(port_).ask(head("GET", path, {}) + "\r\n"));
}

const Reply& Window::send(const std::string& action, const Fields& fields) {
    const std::size_t form = page_.body.find("action=\"" + action + "\"");
    if (form == std::string::npos)
        throw std::runtime_error("no form for " + action + " on\n" + page_.body);
    Fields all;
    const std::size_t end = page_.body.find("</form>", form);
    for (std::size_t at = page_.body.find("<input type=\"hidden\"", form); at < end;
         at = page_.body.find("<input type=\"hidden\"", at + 1))
        all[between(page_.body, at, "name=\"", "\"")] = between(page_.body, at, "value=\"", "\"");
    for (const auto& [name, value] : fields)
        all[name] = value;
    return follow(post(action, all));
}

std::string Window::attribute(std::string_view mark, std::string_view attribute) const {
    const std::size_t at = page_.body.find(mark);
    if (at == std::string::npos) return {};
    return between(page_.body, at, std::string(attribute) + "=\"", "\"");
}

}  // namespace kolokol::testing
