#include "theme/phrasebook.hpp"

#include <algorithm>

#include "theme/counting.hpp"
#include "theme/escape.hpp"
#include "theme/phrase.hpp"

namespace kolokol::theme {
namespace {

Phrase phrase_of(const std::string& text, const Message& message) {
    Phrase phrase;
    for (const PhrasePart& part : cut_phrase(text)) {
        Phrase::Part made;
        const auto& names = message.arguments;
        const auto found = std::find(names.begin(), names.end(), part.text);
        if (part.argument && found != names.end()) {
            made.argument = static_cast<int>(found - names.begin());
        } else {
            const std::string whole =
                part.argument ? "{" + std::string(part.text) + "}" : std::string(part.text);
            append_text(made.text, whole);
            append_attribute(made.attribute, whole);
        }
        phrase.parts.push_back(std::move(made));
    }
    return phrase;
}

}  // namespace

Phrasebook::Phrasebook(const Program& program, const Catalogue& catalogue)
    : catalogue_(&catalogue) {
    for (const Message& message : program.messages) {
        Entry entry;
        const auto* forms = catalogue.forms(message.english);
        const std::size_t wanted = message.plural.empty() ? 1 : catalogue.counting().forms();
        entry.translated = forms != nullptr && (message.plural.empty() || forms->size() == wanted);
        if (entry.translated) {
            for (const std::string& form : *forms)
                entry.forms.push_back(phrase_of(form, message));
        } else {
            entry.forms.push_back(phrase_of(message.english, message));
            if (!message.plural.empty()) entry.forms.push_back(phrase_of(message.plural, message));
        }
        entries_.push_back(std::move(entry));
    }
}

const Phrase& Phrasebook::phrase(std::uint32_t message, std::int64_t count) const {
    const Entry& entry = entries_[message];
    if (entry.forms.size() == 1) return entry.forms[0];
    if (!entry.translated) return entry.forms[count == 1 ? 0 : 1];
    return entry.forms[catalogue_->counting().form(count)];
}

}  // namespace kolokol::theme
