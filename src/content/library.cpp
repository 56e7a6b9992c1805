#include "content/library.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"

namespace kolokol::content {
namespace {

constexpr std::size_t longest_stem = 80;
constexpr std::size_t longest_file_name = 400;  // what is behind it says nothing more

std::string_view last_part(std::string_view path) {
    const std::size_t slash = path.find_last_of("/\\");
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

/// GIF is kept as PNG, everything else as JPEG: media/codec.hpp.
std::string_view kept_extension(std::string_view extension) {
    const std::string lower = ascii_lower(extension);
    return lower == ".png" || lower == ".gif" ? ".png" : ".jpg";
}

/// One line, without blanks at its ends; control characters and the marks that turn the direction
/// of writing become blanks.
std::string one_line(std::string_view text) {
    std::string line;
    const auto blank = [&] {
        if (!line.empty() && line.back() != ' ') line += ' ';
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto c = static_cast<unsigned char>(text[at]);
        const std::string_view three = text.substr(at, 3);
        // U+202A to U+202E, U+2066 to U+2069: a name could look like another one
        const bool turns = (three >= "\xE2\x80\xAA" && three <= "\xE2\x80\xAE") ||
                           (three >= "\xE2\x81\xA6" && three <= "\xE2\x81\xA9");
        if (turns) at += 2;
        if (turns || c <= ' ' || c == 0x7F)
            blank();
        else
            line += text[at];
    }
    return std::string(trim(line));
}

Outcome too_long(std::string_view what, std::size_t limit) {
    return refuse(Kind::invalid, "library.text_too_long",
                  fmt::format("{} has more than {} bytes", what, limit));
}

tl::unexpected<Problem> missing(std::string_view name, std::string_view code,
                                std::string_view what) {
    return refuse(Kind::invalid, std::string(code),
                  fmt::format("the picture '{}' has no {}", name, what));
}

}  // namespace

std::string picture_name(std::string_view file_name) {
    const std::string_view last = last_part(file_name.substr(0, longest_file_name));
    const std::size_t dot = last.rfind('.');
    const bool has_extension = dot != std::string_view::npos && dot > 0 && last.size() - dot <= 5;
    const std::string_view stem = has_extension ? last.substr(0, dot) : last;
    std::string name = slug_from(stem, longest_stem);
    if (name.empty()) name = "picture";
    return name.append(kept_extension(has_extension ? last.substr(dot) : std::string_view()));
}

bool is_picture_name(std::string_view text) {
    return (text.ends_with(".jpg") || text.ends_with(".png")) &&
           is_slug(text.substr(0, text.size() - 4));
}

bool lacks_credit(const Credit& credit) {
    return credit.empty() || credit.licence.empty();
}

Outcome check_for_print(std::string_view name, const PictureUse& use) {
    if (use.credit.empty())
        return missing(name, "library.no_credit",
                       "photographer and no agency: say in the library whose it is");
    if (use.credit.licence.empty())
        return missing(name, "library.no_licence",
                       "licence: say in the library on whose terms it is printed");
    if (use.alt.empty())
        return missing(name, "library.no_alt",
                       "alternative text: say what somebody who does not see it should know");
    return done();
}

Outcome set_texts(PictureUse& use, const PictureTexts& texts) {
    for (const std::string* text :
         {&texts.caption, &texts.alt, &texts.photographer, &texts.agencies, &texts.licence})
        if (!is_utf8(*text)) return refuse(Kind::invalid, "library.not_text", "it is not UTF-8");
    PictureUse changed = use;
    changed.caption = one_line(texts.caption);
    changed.alt = one_line(texts.alt);
    changed.credit.photographer = one_line(texts.photographer);
    changed.credit.licence = one_line(texts.licence);
    changed.credit.agencies.clear();
    for (const std::string_view part : split(texts.agencies, ','))
        if (std::string agency = one_line(part); !agency.empty())
            changed.credit.agencies.push_back(std::move(agency));
    if (changed.caption.size() > picture_text_limit)
        return too_long("the caption", picture_text_limit);
    if (changed.alt.size() > picture_text_limit)
        return too_long("the alternative text", picture_text_limit);
    const auto long_name = [](const std::string& text) { return text.size() > picture_name_limit; };
    const auto& agencies = changed.credit.agencies;
    if (long_name(changed.credit.photographer) || long_name(changed.credit.licence) ||
        std::any_of(agencies.begin(), agencies.end(), long_name))
        return too_long("the photographer, an agency or the licence", picture_name_limit);
    if (agencies.size() > picture_agencies)
        return refuse(Kind::invalid, "library.text_too_long",
                      fmt::format("there are more than {} agencies", picture_agencies));
    use = std::move(changed);
    return done();
}

}  // namespace kolokol::content
