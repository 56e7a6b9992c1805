#include "http/router.hpp"

namespace kolokol::http {
namespace {

bool covers(std::string_view pattern, std::string_view path) {
    if (pattern.ends_with("/*")) return path.starts_with(pattern.substr(0, pattern.size() - 1));
    if (pattern.starts_with("*/")) return path.ends_with(pattern.substr(1));
    const std::size_t star = pattern.find("/*/");
    if (star == std::string_view::npos) return pattern == path;
    const std::string_view before = pattern.substr(0, star + 1);
    const std::string_view after = pattern.substr(star + 2);
    if (path.size() <= before.size() + after.size() || !path.starts_with(before) ||
        !path.ends_with(after))
        return false;
    path.remove_prefix(before.size());
    path.remove_suffix(after.size());
    return path.find('/') == std::string_view::npos;
}

}  // namespace

void Router::add(Route route) {
    routes_.push_back(std::move(route));
}

const Route* Router::find(Method method, std::string_view path) const {
    const Method wanted = method == Method::head ? Method::get : method;
    for (const Route& route : routes_) {
        if (route.method == wanted && covers(route.path, path)) return &route;
    }
    return nullptr;
}

std::string Router::allowed(std::string_view path) const {
    std::string list;
    for (const Route& route : routes_) {
        if (!covers(route.path, path)) continue;
        if (!list.empty()) list += ", ";
        list += to_string(route.method);
        if (route.method == Method::get) list += ", HEAD";
    }
    return list;
}

}  // namespace kolokol::http
