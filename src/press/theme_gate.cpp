#include "press/theme_gate.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "theme/template_text.hpp"
#include "theme/theme_files.hpp"

namespace kolokol::press {

namespace {

/// The HTML that stands in a template: what is printed becomes a word, other tags nothing. Lines
/// stay.
std::string without_tags(std::string_view source) {
    using Kind = theme::Token::Kind;
    std::string html;
    const auto tokens = theme::read_template(source);
    if (!tokens) return html;  // theme::check() says why
    int line = 1;
    for (const theme::Token& token : *tokens) {
        for (; line < token.line; ++line)
            html += '\n';
        if (token.kind == Kind::literal) {
            html += token.text;
            line += static_cast<int>(std::count(token.text.begin(), token.text.end(), '\n'));
        } else if (token.kind == Kind::value || token.kind == Kind::text ||
                   token.kind == Kind::plural || token.kind == Kind::json) {
            html += "value";
        }
    }
    return html;
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
