// Pictures' files on their way in, and the sizes of them that the newsroom shows.
#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "http/negotiation.hpp"
#include "newsroom/pages.hpp"
#include "newsroom/picture_model.hpp"

namespace kolokol::newsroom {
namespace {

using content::LibraryPicture;

/// A file that came with the form, looked at and put onto the shelf.
struct Taken {
    std::string file_name;
    std::vector<media::Telltale> told;
    media::Picture picture;
};

Result<Taken> take_in(const Visit& visit) {
    const auto file = visit.sent_file("file");
    if (!file) return refuse(file.error());
    if (*file == nullptr || (*file)->content.empty())
        return refuse(Kind::invalid, "newsroom.no_file");
    auto picture = visit.desk().pictures->take_in((*file)->content);
    if (!picture) return refuse(picture.error());
    return Taken{(*file)->file_name.value_or(""), media::telltales_of((*file)->content),
                 *std::move(picture)};
}

std::vector<std::string> kinds_of(const std::vector<media::Telltale>& told) {
    std::vector<std::string> kinds;
    for (const media::Telltale& each : told) {
        const std::string kind(media::to_string(each.kind));
        if (kinds.empty() || kinds.back() != kind) kinds.push_back(kind);
    }
    return kinds;
}

/// The file took its time: whoever sent it may have lost the right meanwhile.
bool may_still(const Visit& visit, store::Transaction& tx) {
    const auto account = staff::find_account(tx, visit.account().id);
    return account && account->may(staff::Right::write);
}

content::PictureUse use_of(const media::Picture& picture) {
    content::PictureUse use;
    use.picture = picture.id;
    use.width = picture.width;
    use.height = picture.height;
    return use;
}

LibraryPicture add(const Visit& visit, store::Transaction& tx, const Taken& taken) {
    LibraryPicture picture;
    picture.id = content::LibraryPictureId::make(visit.now());
    picture.name =
        content::free_picture_name(tx, content::picture_name(taken.file_name), taken.picture.id);
    picture.use = use_of(taken.picture);
    picture.added_at = visit.now();
    picture.added_by = visit.account().id.text();
    picture.betrayed = kinds_of(taken.told);
    content::save_library_picture(tx, picture);
    staff::record(tx, visit.account().id, "picture.added", picture.id.text(), visit.now());
    return picture;
}

nlohmann::ordered_json told_facts(const std::vector<media::Telltale>& told) {
    auto list = nlohmann::ordered_json::array();
    for (const media::Telltale& each : told)
        list.push_back({{"kind", media::to_string(each.kind)}, {"value", each.value}});
    return list;
}

/// What the file told is in this answer and in no other.
http::Response answer(const Visit& visit, const LibraryPicture& picture, const Taken& taken,
                      bool known) {
    if (visit.wants_json()) {
        auto facts = picture_facts(picture);
        facts["known"] = known;
        facts["told"] = told_facts(taken.told);
        return Visit::json(known ? 200 : 201, facts.dump());
    }
    if (!taken.told.empty()) return picture_page(visit, picture, taken.told, nullptr);
    return Visit::see(
        fmt::format("/newsroom/pictures/{}?{}=1", picture.name, known ? "known" : "added"));
}

const media::Size& about(const std::vector<media::Size>& sizes, int width, media::Format format) {
    const media::Size* best = &sizes.front();
    for (const media::Size& size : sizes)
        if (size.format == format) {
            best = &size;
            if (size.width >= width) break;
        }
    return *best;
}

/// A name may mean another picture tomorrow; with the picture's version in the address it is the
/// same for ever, and a browser keeps it for as long as a session lives.
http::Response picture_file(const Visit& visit, int width) {
    const std::string_view name = visit.part(1);
    if (!content::is_picture_name(name))
        return visit.refused({Kind::not_found, "library.unknown", {}});
    const auto found = content::find_library_picture(visit.tx(), name);
    if (!found) return visit.refused({Kind::not_found, "library.unknown", {}});
    const std::string_view accepted = visit.request().field("Accept").value_or("");
    const bool webp = accepted.find("image/webp") != accepted.npos;
    const media::Picture picture{found->picture, found->width, found->height};
    const media::Size size = about(media::Shelf::sizes(picture), width,
                                   webp ? media::Format::webp : media::Format::jpeg);
    const std::string etag = fmt::format("\"{}\"", size.name);
    const bool lasting = visit.request().query() == std::string_view(found->picture).substr(0, 16);
    http::Response response{200, {}, {}};
    response.fields = {
        {"ETag", etag},
        {"Vary", "Accept"},
        {"Cache-Control", lasting ? "private, max-age=43200, immutable" : "private, no-cache"}};
    if (http::matches_etag(visit.request().field("If-None-Match").value_or(""), etag)) {
        response.status = 304;
        return response;
    }
    auto bytes = visit.desk().pictures->size(picture, size);
    if (!bytes) return visit.refused(bytes.error());
    response.fields.push_back({"Content-Type", std::string(media::media_type(size.format))});
    response.body = *std::move(bytes);
    return response;
}

}  // namespace

http::Response add_picture(Visit& visit) {
    const auto hold = visit.desk().pictures->hold();  // until its row is committed
    const auto taken = take_in(visit);
    if (!taken) return visit.refused(taken.error());
    auto tx = visit.desk().database.begin();
    if (!may_still(visit, tx)) return visit.refused({Kind::forbidden, "staff.not_allowed", {}});
    const auto known = content::find_by_picture(tx, taken->picture.id);
    const LibraryPicture picture = known ? *known : add(visit, tx, *taken);
    tx.commit();
    return answer(visit, picture, *taken, known.has_value());
}

http::Response replace_picture(Visit& visit) {
    const std::string_view name = visit.part(1);
    const auto hold = visit.desk().pictures->hold();
    const auto taken = take_in(visit);
    if (!taken) return visit.refused(taken.error());
    auto tx = visit.desk().database.begin();
    const auto picture =
        content::is_picture_name(name) ? content::find_in_library(tx, name) : std::nullopt;
    if (!picture) return visit.refused({Kind::not_found, "library.unknown", {}});
    if (!may_still(visit, tx) || !may_change(visit, *picture))
        return visit.refused({Kind::forbidden, "staff.not_allowed", {}});
    const auto replaced =
        content::replace_in_library(tx, *picture, use_of(taken->picture), visit.now());
    if (!replaced) return picture_page(visit, *picture, {}, &replaced.error());
    staff::record(tx, visit.account().id, "picture.replaced", picture->id.text(), visit.now());
    const LibraryPicture now = content::find_in_library(tx, name).value();
    tx.commit();
    return answer(visit, now, *taken, false);
}

http::Response show_small_picture(Visit& visit) {
    return picture_file(visit, 320);
}

http::Response show_large_picture(Visit& visit) {
    return picture_file(visit, 960);
}

}  // namespace kolokol::newsroom
