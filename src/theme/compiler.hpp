#pragma once
// From the text of templates to a Program: finds the slot of each value by walking over the text
// that stands before it, whichever way the sections went. A partial is read where it is used, in
// the context of that place.

#include <map>
#include <string>
#include <vector>

#include "theme/html_context.hpp"
#include "theme/program.hpp"

namespace kolokol::theme {

struct TemplateFault {
    std::string name;  // of the template, without .html
    int line = 1;
    std::string sentence;
    bool operator==(const TemplateFault&) const = default;
};

struct CompiledTemplates {
    Program program;
    std::vector<TemplateFault> faults;  // one for each place, the program is of use only without
};

/// Source text by name, without .html.
CompiledTemplates compile(const std::map<std::string, std::string>& sources);

}  // namespace kolokol::theme
