#include "press/desk.hpp"

#include <array>
#include <mutex>

#include <unicode/uloc.h>

namespace kolokol::press {

namespace {

/// Open Graph knows languages only with a country: the likeliest one (CLDR) where none is given.
std::string open_graph_locale(const Language& language) {
    std::array<char, ULOC_FULLNAME_CAPACITY> full{};
    UErrorCode error = U_ZERO_ERROR;
    uloc_addLikelySubtags(language.tag().c_str(), full.data(), static_cast<int>(full.size()),
                          &error);
    std::array<char, ULOC_LANG_CAPACITY> tongue{};
    std::array<char, ULOC_COUNTRY_CAPACITY> country{};
    uloc_getLanguage(full.data(), tongue.data(), static_cast<int>(tongue.size()), &error);
    uloc_getCountry(full.data(), country.data(), static_cast<int>(country.size()), &error);
    if (U_FAILURE(error) || country[0] == '\0') return language.tag();
    return std::string(tongue.data()) + "_" + country.data();
}

}  // namespace

Tongue::Tongue(const Language& language, const content::Publication& publication,
               const theme::Theme& theme)
    : language_(language),
      catalogue_(theme.catalogue(language)),
      formats_(language, publication.zone),
      words_(publication.words_in(language)),
      own_name_(theme::Formats::own_name(language)),
      direction_(language.right_to_left() ? "rtl" : "ltr"),
      locale_(open_graph_locale(language)) {}

std::string Tongue::day(Instant at) const {
    const auto wall = formats_.zone().local(at);
    const int key =
        (wall.year * 12 + static_cast<int>(wall.month)) * 31 + static_cast<int>(wall.day);
    {
        const std::shared_lock lock(guard_);
        if (const auto found = days_.find(key); found != days_.end()) return found->second;
    }
    auto said = formats_.day(at);
    const std::unique_lock lock(guard_);
    return days_.try_emplace(key, std::move(said)).first->second;
}

Desk::Desk(const theme::Theme& theme, const media::Shelf& pictures,
           const content::Publication& publication, NewspaperSettings settings)
    : theme_(theme),
      publication_(publication),
      settings_(settings),
      almanac_(publication),
      gallery_(pictures) {
    for (const auto& language : publication.languages)
        tongues_.emplace(language, std::make_unique<const Tongue>(language, publication, theme));
}

const Tongue& Desk::tongue(const Language& language) const {
    return *tongues_.at(language);
}

}  // namespace kolokol::press
