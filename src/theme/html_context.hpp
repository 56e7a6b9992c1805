#pragma once
// Where in a page a place of a template stands. Walks over literal text as the tokenizer of the
// HTML standard does (section 13.2.5), and refuses text in which that would be guessing: inline
// scripts and styles (the paper's content security policy blocks them), elements that load foreign
// things, unquoted attributes to be filled.
//
// Two contexts are equal where the same text would be read the same way after both.

#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "theme/slot.hpp"

namespace kolokol::theme {

class HtmlContext {
public:
    /// Walks on. A sentence where the text is refused; the context is then of no further use.
    std::optional<std::string> walk(std::string_view literal);
    /// What may be put here; walks over it. Refuses with a sentence.
    tl::expected<Slot, std::string> fill();
    /// To be called where a section or a partial begins or ends: a name does not go on behind it.
    std::optional<std::string> settle();
    /// "in the attribute href of <a>"
    std::string describe() const;
    bool in_tag() const { return mode_ == Mode::gap || mode_ == Mode::gap_wanted; }
    bool operator==(const HtmlContext&) const = default;

private:
    enum class Mode {
        data,
        markup_begins,   // behind <
        end_tag_begins,  // behind </
        declaration,     // behind <!
        comment,
        tag_name,
        gap,         // in a tag, behind a blank
        gap_wanted,  // in a tag, behind a value or a name: a blank, / or > comes
        attribute_name,
        behind_attribute_name,
        value_begins,
        double_quoted,
        single_quoted,
        unquoted,
        raw  // in title, textarea, script, style: up to the end tag
    };
    /// How much of an address is known.
    enum class Address { none, begins, scheme_or_path, whole_value, rest };

    std::optional<std::string> take(char c);
    std::optional<std::string> take_markup(char c);
    std::optional<std::string> take_declaration(char c);
    std::optional<std::string> take_in_tag(char c);
    std::optional<std::string> take_attribute_name(char c);
    std::optional<std::string> take_value(char c);
    std::optional<std::string> take_address(char c);
    std::optional<std::string> take_raw(char c);
    std::optional<std::string> begin_value(Mode mode);
    std::optional<std::string> end_value(Mode next);
    std::optional<std::string> end_tag();
    std::optional<std::string> check_element() const;
    std::optional<std::string> check_attribute() const;
    tl::expected<Slot, std::string> fill_value();

    Mode mode_ = Mode::data;
    Address address_ = Address::none;
    bool end_tag_ = false;
    bool json_ = false;     // a script of type application/ld+json
    bool foreign_ = false;  // in svg or math
    bool option_ = false;   // in an element that holds text only
    bool filled_ = false;   // the value has something put in
    std::string element_;   // of the tag, or whose raw text this is
    std::string attribute_;
    std::string seen_;  // the value, or the end of a comment, or the beginning of an end tag
};

}  // namespace kolokol::theme
