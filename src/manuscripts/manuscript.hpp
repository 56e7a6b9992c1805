#pragma once
// The working copy of an article, from the first word on. Readers see none of it until an editor
// publishes. Values only; rows are in manuscript_rows.hpp.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "content/article.hpp"
#include "staff/account.hpp"

namespace kolokol::manuscripts {

using content::ArticleId;

/// settled: what was written is printed, or waits for its time; nothing is open.
enum class Stage { draft, ready, editing, settled };
std::string_view to_string(Stage stage);
std::optional<Stage> parse_stage(std::string_view text);

/// Who is writing in it now.
struct Lock {
    std::optional<staff::AccountId> holder;
    Instant since;
    /// Silent from then on: anybody may take it.
    Instant until;
    std::optional<staff::AccountId> asked_by;
};

struct Manuscript {
    ArticleId id;  // the article's, which may not be there yet
    Stage stage = Stage::draft;
    std::optional<staff::AccountId> writer;    // nobody: it came from a folder
    std::optional<staff::AccountId> assigned;  // who is to act next; nobody: whoever edits
    std::int64_t newest = 0;
    std::optional<std::int64_t> printed;  // the version that was handed to the press last
    std::optional<Instant> printed_at;
    std::string headline;  // of the newest version: these three
    std::string language;
    std::string section;
    Instant opened_at;
    Instant changed_at;
    Lock lock;
};

}  // namespace kolokol::manuscripts
