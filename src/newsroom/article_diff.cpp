#include "newsroom/article_diff.hpp"

#include "manuscripts/word_diff.hpp"
#include "newsroom/article_form.hpp"

namespace kolokol::newsroom {
namespace {

using content::Field;
using manuscripts::Stretch;

/// Bytes of an unchanged passage that are shown at each of its ends.
constexpr std::size_t around = 160;

bool begins_letter(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

std::string beginning(const std::string& text) {
    std::size_t end = around;
    while (end < text.size() && !begins_letter(text[end]))
        ++end;
    return text.substr(0, end);
}

std::string ending(const std::string& text) {
    std::size_t start = text.size() - around;
    while (start > 0 && !begins_letter(text[start]))
        --start;
    return text.substr(start);
}

theme::Record run_model(Stretch::Kind kind, std::string text) {
    return {{"same", kind == Stretch::Kind::same},
            {"gone", kind == Stretch::Kind::gone},
            {"added", kind == Stretch::Kind::added},
            {"fold", false},
            {"text", std::move(text)}};
}

theme::List runs_model(const std::vector<Stretch>& runs) {
    theme::List list;
    for (std::size_t at = 0; at < runs.size(); ++at) {
        const Stretch& run = runs[at];
        if (run.kind != Stretch::Kind::same || run.text.size() < 3 * around) {
            list.emplace_back(run_model(run.kind, run.text));
            continue;
        }
        if (at > 0) list.emplace_back(run_model(run.kind, beginning(run.text)));
        list.emplace_back(theme::Record{{"fold", true}});
        if (at + 1 < runs.size()) list.emplace_back(run_model(run.kind, ending(run.text)));
    }
    return list;
}

}  // namespace

theme::List diff_model(const Visit& visit, const content::ManuscriptFields& before,
                       const content::ManuscriptFields& after) {
    theme::List list;
    for (std::size_t at = 0; at < content::field_count; ++at) {
        const Field field = content::field_at(at);
        if (before[field] == after[field]) continue;
        list.emplace_back(theme::Record{
            {"label", visit.text(label_of(field))},
            {"runs", runs_model(manuscripts::word_diff(before[field], after[field]))}});
    }
    return list;
}

}  // namespace kolokol::newsroom
