#include "manuscripts/stage.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kolokol::manuscripts {
namespace {

using staff::Account;
using staff::Right;

constexpr std::array<std::pair<Stage, std::string_view>, 4> stages{{{Stage::draft, "draft"},
                                                                    {Stage::ready, "ready"},
                                                                    {Stage::editing, "editing"},
                                                                    {Stage::settled, "settled"}}};
constexpr std::array<std::pair<Move, std::string_view>, 4> moves{{{Move::hand_to_desk, "ready"},
                                                                  {Move::take_back, "draft"},
                                                                  {Move::take_in_edit, "edit"},
                                                                  {Move::send_back, "back"}}};

template <class Enum, std::size_t n>
std::string_view name_of(Enum value, const std::array<std::pair<Enum, std::string_view>, n>& all) {
    return std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.first == value; })
        ->second;
}

template <class Enum, std::size_t n>
std::optional<Enum> named(std::string_view text,
                          const std::array<std::pair<Enum, std::string_view>, n>& all) {
    for (const auto& [value, name] : all)
        if (name == text) return value;
    return std::nullopt;
}

bool is_writer(const Manuscript& manuscript, const Account& account) {
    return manuscript.writer == account.id && account.may(Right::write);
}

}  // namespace

std::string_view to_string(Stage stage) {
    return name_of(stage, stages);
}
std::optional<Stage> parse_stage(std::string_view text) {
    return named(text, stages);
}
std::string_view to_string(Move move) {
    return name_of(move, moves);
}
std::optional<Move> parse_move(std::string_view text) {
    return named(text, moves);
}

bool may_see(const Manuscript& manuscript, const Account& account) {
    return account.may(Right::edit) || is_writer(manuscript, account);
}

bool may_write(const Manuscript& manuscript, const Account& account) {
    return account.may(Right::edit) ||
           (is_writer(manuscript, account) && manuscript.stage != Stage::editing);
}

bool may_move(const Manuscript& manuscript, Move move, const Account& account) {
    return after(manuscript, move, account).has_value();
}

Result<Placed> after(const Manuscript& manuscript, Move move, const Account& account) {
    const bool edits = account.may(Right::edit);
    const bool own = is_writer(manuscript, account);
    if (!edits && (!own || move == Move::take_in_edit || move == Move::send_back))
        return refuse(Kind::forbidden, "manuscripts.not_yours");
    const Stage stage = manuscript.stage;
    switch (move) {
        case Move::hand_to_desk:
            if (stage == Stage::draft) return Placed{Stage::ready, std::nullopt};
            break;
        case Move::take_back:
            if (stage == Stage::ready && own) return Placed{Stage::draft, manuscript.writer};
            break;
        case Move::take_in_edit:
            if (stage != Stage::editing || manuscript.assigned != account.id)
                return Placed{Stage::editing, account.id};
            break;
        case Move::send_back:
            if (stage == Stage::ready || stage == Stage::editing)
                return Placed{Stage::draft, manuscript.writer};
            break;
    }
    return refuse(Kind::conflict, "manuscripts.no_such_step");
}

Placed after_save(const Manuscript& manuscript, const Account& account) {
    if (manuscript.stage != Stage::settled) return {manuscript.stage, manuscript.assigned};
    return {account.may(Right::edit) ? Stage::editing : Stage::draft, account.id};
}

}  // namespace kolokol::manuscripts
