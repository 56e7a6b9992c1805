#pragma once
// What the newsroom is handed of other rooms, to write and publish.

#include "app/house.hpp"
#include "newsroom/writing.hpp"

namespace kolokol::app {

/// The house must outlive it.
newsroom::Writing writing_for(const House& house);

}  // namespace kolokol::app
