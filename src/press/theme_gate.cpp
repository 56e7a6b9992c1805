#include "press/theme_gate.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "theme/theme_files.hpp"

namespace kolokol::press {

namespace {

/// Where the tag that begins here ends; a text in it may hold braces.
std::size_t end_of_tag(std::string_view source, std::size_t at) {
    bool quoted = false;
    for (; at < source.size(); ++at) {
        if (quoted && source[at] == '\\')
            ++at;
        else if (source[at] == '"')
            quoted = !quoted;
        else if (!quoted && source.substr(at, 2) == "}}")
            return at + 2;
    }
    return source.size();
}

/// The HTML that stands in a template: a value becomes a word, other tags nothing. Lines stay.
std::string without_tags(std::string_view source) {
    std::string html;
    for (;;) {
        const auto open = std::min(source.find("{{"), source.size());
        html.append(source.substr(0, open));
        source.remove_prefix(open);
        if (source.empty()) return html;
        const auto end = end_of_tag(source, 2);
        const auto tag = source.substr(0, end);
        if (tag.substr(2, 1).find_first_of("#^/>!") == std::string_view::npos) html += "value";
        html.append(static_cast<std::size_t>(std::count(tag.begin(), tag.end(), '\n')), '\n');
        source.remove_prefix(end);
    }
}

}  // namespace

std::vector<theme::ThemeFault> inspect_theme(const std::vector<std::filesystem::path>& folders,
                                             const GateRules& rules) {
    const auto files = theme::read_theme(folders);
    std::vector<theme::ThemeFault> faults;
    const auto take = [&](const std::filesystem::path& file, std::vector<Fault> found) {
        for (Fault& fault : found)
            faults.push_back({file, fault.line, std::move(fault.what)});
    };
    for (const auto& [name, source] : files.templates) {
        Page page;
        page.media_type = "text/html";
        page.bytes = without_tags(source);
        take(files.where.at(name), inspect("/", page, rules).faults);
    }
    for (const auto& [name, asset] : files.assets) {
        Page page;
        page.media_type = asset.media_type;
        page.bytes = asset.bytes;
        auto found = inspect("/" + name, page, rules);
        const auto& file = files.asset_where.at(name);
        take(file, std::move(found.faults));
        if (!asset.media_type.starts_with("text/css")) continue;
        for (const InnerLink& link : found.links)
            if (!files.assets.contains(link.address.substr(1)))
                faults.push_back(
                    {file, link.line,
                     fmt::format("it loads {}, which the theme does not have", link.address)});
    }
    return faults;
}

}  // namespace kolokol::press
