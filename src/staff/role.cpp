#include "staff/role.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace kolokol::staff {
namespace {

constexpr std::array<std::pair<Role, std::string_view>, 5> names{{{Role::reporter, "reporter"},
                                                                  {Role::editor, "editor"},
                                                                  {Role::publisher, "publisher"},
                                                                  {Role::treasurer, "treasurer"},
                                                                  {Role::technical, "operator"}}};

bool role_may(Role role, Right right) {
    switch (role) {
        case Role::reporter:
            return right == Right::write;
        case Role::editor:
            return right == Right::write || right == Right::edit || right == Right::publish;
        case Role::publisher:
            return right == Right::write || right == Right::edit || right == Right::publish ||
                   right == Right::settle || right == Right::staffing || right == Right::confirm;
        case Role::treasurer:
            return right == Right::money;
        case Role::technical:
            return right == Right::operate || right == Right::confirm;
    }
    return false;
}

}  // namespace

std::string_view to_string(Role role) {
    return names.at(static_cast<std::size_t>(role)).second;
}

Result<Role> parse_role(std::string_view text) {
    for (const auto& [role, name] : names)
        if (name == text) return role;
    return refuse(
        Kind::invalid, "staff.unknown_role",
        fmt::format("'{}' is no role; there are reporter, editor, publisher, treasurer and "
                    "operator",
                    text));
}

Result<Roles> Roles::parse(std::string_view text) {
    constexpr std::string_view between = " ,";
    Roles roles;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(between), text.size());
        if (end > 0) {
            const auto role = parse_role(text.substr(0, end));
            if (!role) return refuse(role.error());
            roles.add(*role);
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (roles.empty())
        return refuse(Kind::invalid, "staff.no_role",
                      "no role is named; there are reporter, editor, publisher, treasurer and "
                      "operator");
    return roles;
}

std::string Roles::text() const {
    std::string text;
    for (const Role role : roles_) {
        if (!text.empty()) text += ' ';
        text += to_string(role);
    }
    return text;
}

bool Roles::may(Right right) const {
    return std::any_of(roles_.begin(), roles_.end(),
                       [&](Role role) { return role_may(role, right); });
}

}  // namespace kolokol::staff
