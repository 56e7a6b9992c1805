#pragma once
// Whole pages as they were when somebody last looked at them (tests/fixtures/pages). Ids, and
// digests of pictures, differ from run to run and from one library to the next, so they are
// numbered.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "gazette.hpp"

namespace kolokol::press::proof {

struct StoredPage {
    std::string file;
    PageKey key;
};

std::filesystem::path stored_folder();
std::vector<StoredPage> stored_pages(const Gazette& gazette);
/// Ids and digests as "id-1", "picture-1"… in the order in which they first stand.
std::string numbered(std::string_view page);

}  // namespace kolokol::press::proof
