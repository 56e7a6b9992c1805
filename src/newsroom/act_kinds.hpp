#pragma once
// The dangerous acts that the newsroom itself knows how to carry out, with their arguments. Others
// bring theirs through Desk::executors.

#include <string>
#include <string_view>

#include "newsroom/desk.hpp"

namespace kolokol::newsroom {

constexpr std::string_view roles_act = "staff.roles";
constexpr std::string_view removal_act = "staff.removal";

std::string roles_argument(const staff::AccountId& account, const staff::Roles& roles);
std::string removal_argument(const staff::AccountId& account);

/// For Desk::executors.
std::map<std::string, Executor> staff_executors();

/// What a page says of an act: {kind, pseudonym, roles}.
struct ActWords {
    bool roles_change = false;
    bool removal = false;
    staff::AccountId account;
    staff::Roles roles;
};
ActWords words_of(const staff::Act& act);

}  // namespace kolokol::newsroom
