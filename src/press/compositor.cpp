#include "press/compositor.hpp"

#include "markup/typography.hpp"

namespace kolokol::press {

namespace {

bool sets(const Sheet& sheet) {
    return sheet.desk().publication().typography;
}

}  // namespace

std::string set_in_type(const Desk& desk, std::string_view text, const Language& language) {
    return desk.publication().typography ? markup::typeset(text, language) : std::string(text);
}

std::string set_in_type(const Sheet& sheet, std::string_view text) {
    return set_in_type(sheet.desk(), text, sheet.language());
}

void set_in_type(const Sheet& sheet, markup::Document& document) {
    if (sets(sheet)) markup::typeset(document, sheet.language());
}

SafeHtml set_in_type(const Sheet& sheet, const SafeHtml& html) {
    return sets(sheet) ? markup::typeset(html, sheet.language()) : html;
}

void set_in_type(const Sheet& sheet, content::Article& article) {
    const auto set = [&](std::string& text) { text = set_in_type(sheet, text); };
    set(article.summary.headline);
    set(article.summary.standfirst);
    if (article.summary.lead) set(article.summary.lead->caption);
    for (content::Correction& correction : article.corrections)
        set(correction.text);
}

}  // namespace kolokol::press
