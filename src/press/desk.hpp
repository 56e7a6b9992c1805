#pragma once
// Where pages are made: what a Newspaper was given, and what of it each language needs at hand.

#include <map>
#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>

#include "content/publication.hpp"
#include "press/almanac.hpp"
#include "press/gallery.hpp"
#include "press/newspaper.hpp"
#include "theme/formats.hpp"
#include "theme/theme.hpp"

namespace kolokol::press {

/// One language of the paper. Threads share it.
class Tongue {
public:
    Tongue(const Language& language, const content::Publication& publication,
           const theme::Theme& theme);

    const Language& language() const { return language_; }
    const theme::Catalogue& catalogue() const { return catalogue_; }
    const theme::Formats& formats() const { return formats_; }
    const std::string& own_name() const { return own_name_; }
    /// "ltr" or "rtl"
    std::string_view direction() const { return direction_; }
    /// As Open Graph wants it: "ru_RU".
    const std::string& locale() const { return locale_; }
    const content::Publication::Words& words() const { return words_; }
    /// Formats::day, said once for each day: lists show the same days again and again.
    std::string day(Instant at) const;

private:
    Language language_;
    const theme::Catalogue& catalogue_;
    theme::Formats formats_;
    const content::Publication::Words& words_;
    std::string own_name_;
    std::string_view direction_;
    std::string locale_;
    mutable std::shared_mutex guard_;
    mutable std::map<int, std::string> days_;
};

/// Threads share it.
class Desk {
public:
    Desk(const theme::Theme& theme, const media::Shelf& pictures,
         const content::Publication& publication, NewspaperSettings settings);

    const theme::Theme& theme() const { return theme_; }
    const content::Publication& publication() const { return publication_; }
    const NewspaperSettings& settings() const { return settings_; }
    const Almanac& almanac() const { return almanac_; }
    const Gallery& gallery() const { return gallery_; }
    /// One of the publication's languages.
    const Tongue& tongue(const Language& language) const;

private:
    const theme::Theme& theme_;
    const content::Publication& publication_;
    NewspaperSettings settings_;
    Almanac almanac_;
    Gallery gallery_;
    std::map<Language, std::unique_ptr<const Tongue>> tongues_;
};

}  // namespace kolokol::press
