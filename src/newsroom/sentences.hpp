#pragma once
// What the newsroom says when it refuses: problems' codes as sentences for people, and as statuses.

#include <span>
#include <string_view>

#include "base/problem.hpp"
#include "staff/role.hpp"

namespace kolokol::newsroom {

struct Sentence {
    std::string_view code;
    std::string_view english;
};
/// One for each refusal that people can meet here; the last one, whose code is empty, for all
/// others.
std::span<const Sentence> sentences();

/// English, to be looked up in a catalogue.
std::string_view sentence_of(const Problem& problem);
/// The same for a manuscript's fault, by its code: what is wrong with the field it stands at.
std::span<const Sentence> fault_sentences();
std::string_view sentence_of_fault(std::string_view code);
/// "Editor", as well.
std::string_view title_of(staff::Role role);
/// 400, 403, 404, 409 or 503.
int status_of(Kind kind);

}  // namespace kolokol::newsroom
