#pragma once
// What a person may do here. Roles are given to accounts; code asks for rights.

#include <array>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace kolokol::staff {

/// In the order of docs/glossary.md. `technical` is written "operator", a word that C++ keeps.
enum class Role { reporter, editor, publisher, treasurer, technical };

inline constexpr std::array all_roles{Role::reporter, Role::editor, Role::publisher,
                                      Role::treasurer, Role::technical};
std::string_view to_string(Role role);
/// Refuses "staff.unknown_role".
Result<Role> parse_role(std::string_view text);

enum class Right {
    write,     // articles: one's own as a reporter, all as an editor
    edit,      // everybody's articles, desk, front page, pictures
    publish,   // printing, correcting, withdrawing an article
    settle,    // settings, sections, appeals
    staffing,  // invitations, roles, removing
    money,     // ledger and contributions
    operate,   // editions, keys, jobs, doctor
    confirm,   // the second person of a dangerous act
};

class Roles {
public:
    Roles() = default;
    Roles(std::initializer_list<Role> roles) : roles_(roles) {}
    /// "editor publisher", blanks or commas between. Refuses "staff.unknown_role",
    /// "staff.no_role".
    static Result<Roles> parse(std::string_view text);
    std::string text() const;
    bool has(Role role) const { return roles_.contains(role); }
    bool may(Right right) const;
    bool empty() const { return roles_.empty(); }
    const std::set<Role>& all() const { return roles_; }
    void add(Role role) { roles_.insert(role); }
    bool operator==(const Roles&) const = default;

private:
    std::set<Role> roles_;
};

}  // namespace kolokol::staff
