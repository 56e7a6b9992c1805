#include "press/paper_data.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "content/article_rows.hpp"

namespace kolokol::press {

LinkedPaper paper_data(const Sheet& sheet) {
    const auto& words = sheet.tongue().words();
    LinkedPaper made;
    made.name = words.name;
    made.tagline = words.tagline;
    made.home = sheet.absolute(sheet.at(PageKind::front));
    if (sheet.desk().theme().assets().count("icon.png") != 0)
        made.logo = sheet.absolute("/icon.png");
    made.corrections = sheet.absolute(sheet.at(PageKind::corrections));
    made.language = sheet.language().tag();
    return made;
}

std::string canonical_of(const Sheet& sheet, const content::Article& article) {
    if (article.source && !article.source->canonical.empty()) return article.source->canonical;
    return sheet.absolute(article.summary.address);
}

std::vector<content::Summary> translations_in_print(const Sheet& sheet,
                                                    const content::Article& article) {
    std::vector<content::Summary> made;
    for (auto& other : content::translations_of(sheet.tx(), article)) {
        const bool has = std::any_of(made.begin(), made.end(), [&](const auto& earlier) {
            return earlier.language == other.language;
        });
        if (has || other.language == article.summary.language ||
            !sheet.desk().publication().prints(other.language))
            continue;
        made.push_back(std::move(other));
    }
    return made;
}

std::string slot_title(const Sheet& sheet) {
    return sheet.text("Follow {paper}", {{"paper", sheet.tongue().words().name}});
}

std::string beginning(std::string_view text) {
    constexpr std::size_t limit = 400;  // bytes: 200 letters of Cyrillic or Arabic
    text = trim(text);
    if (text.size() <= limit) return std::string(text);
    const auto cut = text.substr(0, limit).find_last_of(" \n");
    // A text without a blank is cut between characters.
    auto end = cut == std::string_view::npos ? limit : cut;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U)
        --end;
    return std::string(trim(text.substr(0, end))) + "…";
}

}  // namespace kolokol::press
