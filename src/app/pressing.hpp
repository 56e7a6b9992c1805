#pragma once
// A press of this publication: its theme, its keys, its facts, joined for one run.

#include <filesystem>
#include <memory>
#include <vector>

#include "app/house.hpp"
#include "base/result.hpp"
#include "press/press.hpp"
#include "theme/theme.hpp"

namespace kolokol::app {

/// The default theme, and what FOLDER/theme lays over it.
std::vector<std::filesystem::path> theme_folders(const std::filesystem::path& folder);
/// Refuses what theme::Theme::load refuses.
Result<theme::Theme> load_theme(const std::filesystem::path& folder);

/// The edition key and a heartbeat key that the root in force names.
struct PressKeys {
    std::unique_ptr<edition::Signer> edition;
    std::unique_ptr<edition::Signer> heartbeat;
    edition::Signers signers() const { return {*edition, *heartbeat}; }
};
/// Refuses what edition::KeyFolder::signer refuses.
Result<PressKeys> open_press_keys(const House& house, const edition::AskPassphrase& ask = {});
/// Those that `root` names.
Result<PressKeys> open_press_keys(const edition::KeyFolder& folder, BytesView root,
                                  const edition::AskPassphrase& ask = {});

/// Loads the theme anew, so that an edited template counts from the next press on, and sees to it
/// that the signatures hold from `now` on, whatever moment was pressed for. Whoever holds one of
/// the objects `withdrawn`, or one that an earlier edition named so, is to erase what no edition
/// after this one needs. Pictures that left the paper are forgotten, if nobody is taking some in.
/// Refuses what loading and pressing refuse; the paper then stands as it was.
Result<press::Pressed> press_paper(const House& house, const PressKeys& keys,
                                   const press::PressWish& wish, Instant now,
                                   const std::vector<edition::Digest>& withdrawn = {});

/// Originals and sizes of pictures that no byline, no article that is not withdrawn and no page of
/// the current edition shows; how many they were. Refuses "media.in_use" while an import or a press
/// is under way.
Result<std::size_t> forget_unused_pictures(const House& house);

/// Signs the current edition again when the edition key's signature has less than 45 of its 90 days
/// left, or else renews the heartbeat when that has less than 48 of its 72 hours. True: something
/// was signed. Refuses what edition::Shelf refuses.
Result<bool> renew_signatures(edition::Shelf& editions, const PressKeys& keys, Instant now);

}  // namespace kolokol::app
