#include "content/front_matter.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"

namespace kolokol::content {
namespace {

/// Every line ends with \n: those of Windows (\r\n) and of old Macintoshes (\r) too.
std::string with_plain_line_ends(BytesView file) {
    if (file.starts_with("\xEF\xBB\xBF")) file.remove_prefix(3);  // a byte order mark
    std::string text;
    text.reserve(file.size());
    for (std::size_t at = 0; at < file.size(); ++at) {
        const bool carriage = file[at] == '\r';
        if (carriage && at + 1 < file.size() && file[at + 1] == '\n') continue;
        text += carriage ? '\n' : file[at];
    }
    return text;
}

bool is_text(BytesView file, Faults& faults) {
    if (file.size() > manuscript_limit) {
        faults.push_back({1, "manuscript.too_large",
                          fmt::format("the file has {} bytes and may have {}; split it",
                                      file.size(), manuscript_limit)});
        return false;
    }
    std::size_t fault = utf8_fault(file);
    std::string_view what = "no UTF-8";
    if (const std::size_t nul = file.find('\0'); nul < fault) {
        fault = nul;
        what = "a NUL";
    }
    if (fault == no_fault) return true;
    const std::string before = with_plain_line_ends(file.substr(0, fault));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    faults.push_back(
        {static_cast<int>(line), "manuscript.not_utf8",
         fmt::format("byte {} of the file (from 0) is {}; save the file as UTF-8", fault, what)});
    return false;
}

bool within_limit(std::string_view front, Faults& faults) {
    if (front.size() <= front_matter_limit) return true;
    faults.push_back(
        {1, "manuscript.too_large",
         fmt::format("the front matter has {} bytes and may have {}; move text into the "
                     "body",
                     front.size(), front_matter_limit)});
    return false;
}

/// The place of a line that is `mark` and nothing else but blanks behind it.
std::size_t find_mark(std::string_view text, std::string_view mark) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string_view line = text.substr(at, end - at);
        while (!line.empty() && (line.back() == ' ' || line.back() == '\t'))
            line.remove_suffix(1);
        if (line == mark) return at;
        at = end + 1;
    }
    return std::string_view::npos;
}

}  // namespace

std::optional<ManuscriptText> read_manuscript(BytesView file, Faults& faults) {
    if (!is_text(file, faults)) return std::nullopt;
    const std::string text = with_plain_line_ends(file);
    const bool toml = text.starts_with("+++");
    const std::string_view mark = toml ? "+++" : "---";
    if (find_mark(std::string_view(text).substr(0, text.find('\n')), mark) != 0) {
        faults.push_back({1, "manuscript.no_front_matter",
                          "the file does not begin with front matter: put it between two lines of "
                          "--- (YAML) or +++ (TOML)"});
        return std::nullopt;
    }
    const std::size_t from = std::min(text.find('\n'), text.size() - 1) + 1;
    const std::string_view rest = std::string_view(text).substr(from);
    const std::size_t length = find_mark(rest, mark);
    if (length == std::string_view::npos) {
        faults.push_back(
            {1, "manuscript.unclosed_front_matter",
             fmt::format("the front matter has no end: close it with a line of {}", mark)});
        return std::nullopt;
    }
    const std::string_view front = rest.substr(0, length);
    if (!within_limit(front, faults)) return std::nullopt;
    auto tree = toml ? read_toml(front, 2, faults) : read_yaml(front, 2, faults);
    if (!tree) return std::nullopt;

    ManuscriptText read;
    read.front = std::move(*tree);
    const std::size_t body = rest.find('\n', length);
    if (body != std::string_view::npos) read.body = rest.substr(body + 1);
    read.body_line = 3 + static_cast<int>(std::count(front.begin(), front.end(), '\n'));
    return read;
}

std::optional<FrontValue> read_toml_manuscript(BytesView file, Faults& faults) {
    if (!is_text(file, faults)) return std::nullopt;
    const std::string text = with_plain_line_ends(file);
    if (!within_limit(text, faults)) return std::nullopt;
    return read_toml(text, 1, faults);
}

}  // namespace kolokol::content
