#include "search/article_record.hpp"

#include <charconv>

namespace kolokol::search {
namespace {

void append(Bytes& out, std::string_view text) {
    out += std::to_string(text.size());
    out += ' ';
    out += text;
}

bool take(BytesView& bytes, std::string& text) {
    std::size_t length = 0;
    const char* end = bytes.data() + bytes.size();
    const auto [after, error] = std::from_chars(bytes.data(), end, length);
    if (error != std::errc{} || after == end || *after != ' ') return false;
    bytes.remove_prefix(static_cast<std::size_t>(after - bytes.data()) + 1);
    if (length > bytes.size()) return false;
    text = bytes.substr(0, length);
    bytes.remove_prefix(length);
    return true;
}

}  // namespace

Bytes encode(const ArticleRecord& record) {
    Bytes out;
    out.reserve(record.body.size() + record.standfirst.size() + record.headline.size() + 256);
    append(out, record.address);
    append(out, record.language);
    append(out, record.section);
    append(out, record.published ? std::to_string(to_millis(*record.published)) : "");
    append(out, record.headline);
    append(out, record.bylines);
    append(out, record.standfirst);
    append(out, record.body);
    return out;
}

std::optional<ArticleRecord> decode_record(BytesView bytes) {
    ArticleRecord record;
    std::string published;
    if (!take(bytes, record.address) || !take(bytes, record.language) ||
        !take(bytes, record.section) || !take(bytes, published) || !take(bytes, record.headline) ||
        !take(bytes, record.bylines) || !take(bytes, record.standfirst) ||
        !take(bytes, record.body) || !bytes.empty())
        return std::nullopt;
    std::int64_t millis = 0;
    const char* end = published.data() + published.size();
    if (!published.empty() && std::from_chars(published.data(), end, millis).ptr == end)
        record.published = from_millis(millis);
    return record;
}

}  // namespace kolokol::search
