#include "press/picture_model.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace kolokol::press {

namespace {

struct Stand {
    Spot spot;
    /// The attribute of that name: how wide it is drawn at which width of the window.
    std::string_view sizes;
    /// Wider ones are left out of srcset: nobody could see the difference.
    int widest;
    /// Of the one that a browser without srcset loads.
    int usual;
    bool eager = false;
};

constexpr std::array<Stand, 11> stands{{
    {Spot::front_lead,
     "(min-width: 79rem) 50rem, (min-width: 64rem) 63vw, (min-width: 44rem) 57vw, 94vw", 1920, 960,
     true},
    {Spot::second, "(min-width: 64rem) 24rem, (min-width: 44rem) 30vw, 10rem", 960, 320},
    {Spot::strip_first, "(min-width: 79rem) 37rem, (min-width: 44rem) 47vw, 94vw", 1280, 640},
    {Spot::strip, "(min-width: 64rem) 18rem, (min-width: 44rem) 30vw, 10rem", 640, 320},
    {Spot::list_first,
     "(min-width: 79rem) 45rem, (min-width: 64rem) 57vw, (min-width: 44rem) 46vw, 10rem", 1280,
     640},
    {Spot::list, "(min-width: 44rem) 12rem, 10rem", 640, 320},
    {Spot::related, "(min-width: 64rem) 18rem, (min-width: 44rem) 30vw, 10rem", 640, 320},
    {Spot::article_lead, "(min-width: 79rem) 60rem, (min-width: 64rem) 76vw, 100vw", 1920, 1280,
     true},
    {Spot::figure, "(min-width: 48rem) 43rem, 94vw", 1920, 960},
    {Spot::card, "(min-width: 44rem) 11rem, 94vw", 960, 320},
    {Spot::byline, "8rem", 640, 320},
}};

const Stand& stand_of(Spot spot) {
    return *std::find_if(stands.begin(), stands.end(),
                         [spot](const Stand& stand) { return stand.spot == spot; });
}

std::string srcset(const std::vector<media::Size>& sizes, const std::string& way, int widest) {
    std::string out;
    out.reserve(sizes.size() * 100);
    for (const auto& size : sizes) {
        if (size.width > widest && !out.empty()) break;
        if (!out.empty()) out.append(", ");
        out.append(way).append(size.name).append(" ").append(std::to_string(size.width));
        out.append("w");
    }
    return out;
}

/// "fx3 fy10": tenths from the left and from above, as the theme's style sheet knows them, since a
/// page may hold no style of its own. The middle needs no word.
std::string focus_class(const std::optional<content::Focus>& focus) {
    std::string words;
    const auto add = [&](std::string_view axis, int hundredths) {
        const int tenths = (hundredths + 5) / 10;
        if (tenths == 5) return;
        if (!words.empty()) words += ' ';
        words.append(axis).append(std::to_string(tenths));
    };
    if (!focus) return words;
    add("fx", focus->x);
    add("fy", focus->y);
    return words;
}

/// The smallest that is at least so wide, else the widest.
const media::Size& about(const std::vector<media::Size>& sizes, int width) {
    for (const auto& size : sizes)
        if (size.width >= width) return size;
    return sizes.back();
}

}  // namespace

std::optional<theme::Record> picture_in(Sheet& sheet, const content::PictureUse& use, Spot spot) {
    const auto* sizes = sheet.desk().gallery().sizes(use);
    if (!sizes) return std::nullopt;
    sheet.shows(use.picture);
    const auto& stand = stand_of(spot);
    const auto& usual = about(sizes->jpeg, stand.usual);
    const auto& way = sheet.way_to_pictures();
    theme::Record model;
    model.set("webp", srcset(sizes->webp, way, stand.widest));
    model.set("jpeg", srcset(sizes->jpeg, way, stand.widest));
    model.set("sizes", stand.sizes);
    model.set("src", way + usual.name);
    model.set("width", usual.width);
    model.set("height", usual.height);
    model.set("alt", use.alt);
    model.set("eager", stand.eager);
    model.set("focus", focus_class(use.focus));
    return model;
}

void add_caption(theme::Record& picture, const content::PictureUse& use) {
    picture.set("has_caption", true);
    picture.set("caption", use.caption);
    picture.set("credit", printed_credit(use.credit));
}

std::string printed_credit(const content::Credit& credit) {
    auto line = content::credit_line(credit);
    if (!line.empty() && credit.licence.starts_with("CC"))
        line.append(" / ").append(credit.licence);
    return line;
}

std::string licence_address(const std::string& licence) {
    if (licence.starts_with("https://") || licence.starts_with("http://")) return licence;
    if (licence == "CC0" || licence == "CC0 1.0")
        return "https://creativecommons.org/publicdomain/zero/1.0/";
    // "CC BY-SA 4.0"
    const auto parts = split(licence, ' ');
    if (parts.size() != 3 || parts[0] != "CC") return {};
    return "https://creativecommons.org/licenses/" + ascii_lower(parts[1]) + "/" +
           std::string(parts[2]) + "/";
}

std::optional<FeedPicture> shared_picture(Sheet& sheet, const content::PictureUse& use) {
    const auto* sizes = sheet.desk().gallery().sizes(use);
    if (!sizes) return std::nullopt;
    sheet.shows(use.picture);
    const auto& size = about(sizes->jpeg, 1280);
    return FeedPicture{sheet.absolute(picture_address(size)),
                       std::string(media::media_type(size.format)),
                       size.width,
                       size.height,
                       use.alt,
                       printed_credit(use.credit)};
}

}  // namespace kolokol::press
