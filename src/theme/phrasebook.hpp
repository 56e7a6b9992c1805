#pragma once
// The interface texts of a program of templates in one language, cut and escaped beforehand.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "theme/catalogue.hpp"
#include "theme/program.hpp"

namespace kolokol::theme {

struct Phrase {
    struct Part {
        int argument = -1;      // index into the message's arguments; -1: text
        std::string text;       // escaped for the text of a page
        std::string attribute;  // escaped for an attribute
    };
    std::vector<Part> parts;
};

/// Immutable; threads share it. The catalogue must outlive it.
class Phrasebook {
public:
    Phrasebook(const Program& program, const Catalogue& catalogue);
    /// `count` chooses the form of a message that has one.
    const Phrase& phrase(std::uint32_t message, std::int64_t count) const;
    const Catalogue& catalogue() const { return *catalogue_; }

private:
    struct Entry {
        bool translated = false;
        std::vector<Phrase> forms;  // of the language, or singular and plural in English
    };
    const Catalogue* catalogue_;
    std::vector<Entry> entries_;
};

}  // namespace kolokol::theme
