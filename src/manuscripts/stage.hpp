#pragma once
// Where a manuscript is on its way from a writer to the press, and who may move it. What readers
// see is the article's own status (content::Status); a printed article can be written on.

#include <optional>
#include <string_view>

#include "base/result.hpp"
#include "manuscripts/manuscript.hpp"

namespace kolokol::manuscripts {

enum class Move {
    hand_to_desk,  // it is ready: the desk acts next
    take_back,     // the writer is not done after all
    take_in_edit,  // an editor works on it
    send_back,     // with a word, to whoever wrote it
};
std::string_view to_string(Move move);
std::optional<Move> parse_move(std::string_view text);

/// Reporters see and write what they began; it is closed to them while an editor has it.
bool may_see(const Manuscript& manuscript, const staff::Account& account);
bool may_write(const Manuscript& manuscript, const staff::Account& account);
bool may_move(const Manuscript& manuscript, Move move, const staff::Account& account);

/// Where it is, and who is to act next (nobody: whoever edits), after a move. Refuses
/// "manuscripts.not_yours", "manuscripts.no_such_step".
struct Placed {
    Stage stage = Stage::draft;
    std::optional<staff::AccountId> assigned;
};
Result<Placed> after(const Manuscript& manuscript, Move move, const staff::Account& account);
/// The same after a save: what was settled is open again.
Placed after_save(const Manuscript& manuscript, const staff::Account& account);

}  // namespace kolokol::manuscripts
