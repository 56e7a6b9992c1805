#pragma once
// Templates that stand in the test itself, compiled and filled without a folder.

#include <map>
#include <string>

#include "theme/catalogue.hpp"
#include "theme/compiler.hpp"
#include "theme/renderer.hpp"

namespace kolokol::theme {

using Sources = std::map<std::string, std::string>;

/// What the template "page" prints, in English; an answer that begins with "refused: " otherwise.
inline std::string printed(const Sources& sources, const Record& model,
                           bool right_to_left = false) {
    const auto compiled = compile(sources);
    if (!compiled.faults.empty())
        return std::string("refused: ").append(compiled.faults[0].sentence);
    const Catalogue english;
    const Phrasebook phrases(compiled.program, english);
    const auto page =
        render(compiled.program, compiled.program.pages.at("page"), phrases, right_to_left, model);
    return page ? *page : std::string("refused: ").append(page.error().detail);
}
inline std::string printed(const std::string& page, const Record& model,
                           bool right_to_left = false) {
    return printed(Sources{{"page", page}}, model, right_to_left);
}

/// "name:line: sentence" of the first fault; "" where the templates are taken.
inline std::string fault(const Sources& sources) {
    const auto compiled = compile(sources);
    if (compiled.faults.empty()) return "";
    const TemplateFault& first = compiled.faults[0];
    return first.name + ":" + std::to_string(first.line) + ": " + first.sentence;
}
inline std::string fault(const std::string& page) {
    return fault(Sources{{"page", page}});
}

}  // namespace kolokol::theme
