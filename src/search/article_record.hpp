#pragma once
// What the index keeps of an article beside its words. For this room's sources.

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/time.hpp"

namespace kolokol::search {

struct ArticleRecord {
    std::string address;
    std::string language;
    std::string section;
    std::optional<Instant> published;
    std::string headline;
    std::string bylines;
    std::string standfirst;
    std::string body;
};

/// Only the index reads it again: no version, no check.
Bytes encode(const ArticleRecord& record);
/// Nothing for what encode() would not have written.
std::optional<ArticleRecord> decode_record(BytesView bytes);

}  // namespace kolokol::search
