#pragma once
// The pages of the plain printer that show no article: redirects and pictures.

#include "content/publication.hpp"
#include "press/printer.hpp"

namespace kolokol::press::proof {

Page moved(store::Transaction& tx, const PageKey& key);
/// To the newest month of the time that a shortened address names; nothing where it has none.
std::optional<Page> shortcut(store::Transaction& tx, const content::Publication& publication,
                             const PageKey& key);
Page picture(const PageKey& key);

}  // namespace kolokol::press::proof
