#include "content/picture_manuscript.hpp"

#include <fmt/format.h>

namespace kolokol::content {

PictureNamed read_picture(const Fields& fields) {
    fields.only({"picture", "caption", "photographer", "agencies", "licence", "alt"});
    PictureNamed picture;
    picture.name = {fields.needed("picture", 500), fields.line("picture")};
    picture.use.caption = fields.text("caption", 1000);
    picture.use.credit.photographer = fields.text("photographer", 200);
    for (Named& agency : fields.names("agencies", 200))
        picture.use.credit.agencies.push_back(std::move(agency.text));
    picture.use.credit.licence = fields.text("licence", 200);
    picture.use.alt = fields.text("alt", 1000);
    return picture;
}

void check_picture(const PictureNamed& picture, bool archive, Faults& faults) {
    const auto missing = [&](std::string_view code, std::string_view what) {
        faults.push_back({picture.name.line, std::string(code),
                          fmt::format("the picture '{}' has no {}", picture.name.text, what)});
    };
    if (!archive && picture.use.credit.empty())
        missing("manuscript.no_credit", "photographer and no agency: say whose it is");
    if (!archive && picture.use.credit.licence.empty())
        missing("manuscript.no_licence", "licence: say on whose terms it is printed");
    if (picture.use.alt.empty())
        missing("manuscript.no_alt",
                "alternative text: say what somebody who does not see it should "
                "know");
}

std::optional<Language> printed_language(std::string_view tag, int line,
                                         const Publication& publication, Faults& faults) {
    const auto language = Language::parse(tag);
    if (language && publication.prints(*language)) return *language;
    std::string printed;
    for (const Language& one : publication.languages)
        printed += (printed.empty() ? "" : ", ") + one.tag();
    faults.push_back({line, "manuscript.unknown_language",
                      fmt::format("the paper is not printed in '{}'; its languages are {}",
                                  tag.substr(0, 40), printed)});
    return std::nullopt;
}

}  // namespace kolokol::content
