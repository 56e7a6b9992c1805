#pragma once
// What is wrong with one line of a template or a catalogue, for whoever wrote it.

#include <string>

namespace kolokol::theme {

struct LineFault {
    int line = 1;
    std::string sentence;
};

}  // namespace kolokol::theme
