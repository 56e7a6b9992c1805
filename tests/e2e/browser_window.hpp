#pragma once
// A window on the newsroom, without a browser: keeps its cookie, fills the forms that a page has,
// sends the fields that a browser would.

#include <map>
#include <string>
#include <string_view>

#include "base/file.hpp"
#include "support/wire.hpp"

namespace kolokol::testing {

using Fields = std::map<std::string, std::string>;

class Window {
public:
    explicit Window(std::uint16_t port) : port_(port) {}

    /// GET, and where it leads.
    const Reply& open(const std::string& path);
    /// Sends the form of the page that was opened whose action is `action`: its hidden fields, and
    /// these. Follows where it leads.
    const Reply& send(const std::string& action, const Fields& fields = {});
    /// A POST of these fields alone, from wherever `origin` is; follows nothing.
    Reply post(const std::string& path, const Fields& fields, const std::string& origin) const;
    Reply post(const std::string& path, const Fields& fields) const {
        return post(path, fields, origin());
    }

    const Reply& page() const { return page_; }
    const std::string& path() const { return path_; }
    /// The value of the first `attribute="…"` behind `mark` on the page; empty where there is none.
    std::string attribute(std::string_view mark, std::string_view attribute) const;
    std::string origin() const { return "http://localhost:" + std::to_string(port_); }
    const std::string& cookie() const { return cookie_; }
    void set_cookie(const std::string& cookie) { cookie_ = cookie; }

private:
    const Reply& follow(Reply reply);
    std::string head(std::string_view method, const std::string& path,
                     const std::string& origin) const;

    std::uint16_t port_;
    std::string cookie_;
    Reply page_;
    std::string path_;
};

}  // namespace kolokol::testing
