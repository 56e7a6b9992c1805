#pragma once
// One page in the making: where it stands, in which language, the model that is being filled, and
// the pictures that it shows.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "press/desk.hpp"
#include "press/links.hpp"
#include "press/printer.hpp"
#include "theme/value.hpp"

namespace kolokol::press {

using Printed = Result<std::optional<Page>>;
/// The page does not exist.
inline Printed nothing() {
    return std::optional<Page>();
}

/// One thread, one page. References must outlive it.
class Sheet {
public:
    /// Links lead from `address`.
    Sheet(const Desk& desk, store::Transaction& tx, const Language& language, std::string address);
    /// A page that may be shown at any address.
    static Sheet anywhere(const Desk& desk, store::Transaction& tx, const Language& language,
                          std::string address);

    const Desk& desk() const { return desk_; }
    store::Transaction& tx() const { return tx_; }
    const Tongue& tongue() const { return tongue_; }
    const Language& language() const { return tongue_.language(); }
    const std::string& address() const { return address_; }
    const Place& place() const { return place_; }

    /// The way from here to an address of the edition.
    std::string to(std::string_view address) const { return place_.to(address); }
    /// The address of another page in this page's language.
    std::string at(PageKind kind, std::string_view subject = {}, int year = 0,
                   unsigned month = 0) const;
    /// The same in any language.
    std::string at(const Language& language, PageKind kind, std::string_view subject = {},
                   int year = 0, unsigned month = 0) const;
    /// "https://paper.example/world/"
    std::string absolute(std::string_view address) const;
    /// "../../../../pictures/"
    const std::string& way_to_pictures() const { return way_to_pictures_; }
    std::string text(std::string_view english, const theme::Arguments& arguments = {}) const;

    /// A field of the template's model.
    void set(std::string_view name, theme::Value value);
    void shows(const std::string& picture);
    std::vector<std::string> take_pictures() { return std::move(pictures_); }

    /// Fills a template with what was set.
    Printed print(std::string_view name, int status = 200);

private:
    Sheet(const Desk& desk, store::Transaction& tx, const Language& language, std::string address,
          Place place);

    const Desk& desk_;
    store::Transaction& tx_;
    const Tongue& tongue_;
    std::string address_;
    Place place_;
    std::string way_to_pictures_;
    theme::Record model_;
    std::vector<std::string> pictures_;
};

/// {iso, text} for a <time> element.
theme::Record day_of(const Sheet& sheet, Instant at);
/// The same with the time of day and its zone.
theme::Record time_of(const Sheet& sheet, Instant at);

}  // namespace kolokol::press
