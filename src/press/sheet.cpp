#include "press/sheet.hpp"

#include <algorithm>

namespace kolokol::press {

Sheet::Sheet(const Desk& desk, store::Transaction& tx, const Language& language,
             std::string address)
    : Sheet(desk, tx, language, address, Place(address)) {}

Sheet::Sheet(const Desk& desk, store::Transaction& tx, const Language& language,
             std::string address, Place place)
    : desk_(desk),
      tx_(tx),
      tongue_(desk.tongue(language)),
      address_(std::move(address)),
      place_(std::move(place)),
      way_to_pictures_(place_.to("/pictures/")) {}

Sheet Sheet::anywhere(const Desk& desk, store::Transaction& tx, const Language& language,
                      std::string address) {
    return Sheet(desk, tx, language, std::move(address), Place::anywhere());
}

std::string Sheet::at(PageKind kind, std::string_view subject, int year, unsigned month) const {
    return at(language(), kind, subject, year, month);
}

std::string Sheet::at(const Language& language, PageKind kind, std::string_view subject, int year,
                      unsigned month) const {
    return press::address({kind, language, std::string(subject), year, month, {}},
                          desk_.publication().standard());
}

std::string Sheet::absolute(std::string_view address) const {
    return std::string(desk_.publication().origin).append(address);
}

std::string Sheet::text(std::string_view english, const theme::Arguments& arguments) const {
    return tongue_.catalogue().text(english, arguments);
}

void Sheet::set(std::string_view name, theme::Value value) {
    model_.set(name, std::move(value));
}

void Sheet::shows(const std::string& picture) {
    if (std::find(pictures_.begin(), pictures_.end(), picture) == pictures_.end())
        pictures_.push_back(picture);
}

Printed Sheet::print(std::string_view name, int status) {
    auto html = desk_.theme().render(name, model_, language());
    if (!html) return refuse(html.error());
    Page page;
    page.status = status;
    page.media_type = "text/html; charset=utf-8";
    page.bytes = std::move(*html);
    page.pictures = take_pictures();
    return std::optional<Page>(std::move(page));
}

theme::Record day_of(const Sheet& sheet, Instant at) {
    theme::Record time;
    time.set("iso", sheet.tongue().formats().iso(at));
    time.set("text", sheet.tongue().day(at));
    return time;
}

theme::Record time_of(const Sheet& sheet, Instant at) {
    theme::Record time;
    time.set("iso", sheet.tongue().formats().iso(at));
    time.set("text", sheet.tongue().formats().time(at));
    return time;
}

}  // namespace kolokol::press
