#include "theme/catalogue.hpp"

#include <fmt/format.h>

#include "base/file.hpp"
#include "theme/counting.hpp"
#include "theme/phrase.hpp"
#include "theme/po_file.hpp"

namespace kolokol::theme {
namespace {

constexpr std::size_t largest_file = std::size_t{4} << 20;

std::string filled(std::string_view text, const Arguments& arguments) {
    std::string out;
    for (const PhrasePart& part : cut_phrase(text)) {
        const std::pair<std::string_view, std::string_view>* given = nullptr;
        for (const auto& argument : arguments)
            if (part.argument && argument.first == part.text) given = &argument;
        if (given != nullptr)
            out += given->second;
        else if (part.argument)
            out.append("{").append(part.text).append("}");
        else
            out += part.text;
    }
    return out;
}

/// "nplurals=3" of the header, where it has one.
std::optional<std::size_t> forms_of_header(std::string_view header) {
    constexpr std::string_view key = "nplurals=";
    const std::size_t at = header.find(key);
    if (at == std::string_view::npos || at + key.size() >= header.size()) return std::nullopt;
    return static_cast<std::size_t>(header[at + key.size()] - '0');
}

/// What is wrong with an entry of a catalogue whose language has `forms` forms.
std::optional<std::string> entry_fault(const PoEntry& entry, std::size_t forms) {
    if (entry.english.empty()) {
        const auto told = forms_of_header(entry.translations[0]);
        if (!told || *told == forms) return std::nullopt;
        return fmt::format("the header says nplurals={}, but the language has {} forms", *told,
                           forms);
    }
    if (!entry.plural.empty() && entry.translations.size() != forms)
        return fmt::format("'{}' has {} plural forms, but the language has {}", entry.english,
                           entry.translations.size(), forms);
    for (const std::string& translation : entry.translations)
        if (const auto name = foreign_argument(translation, entry.english + entry.plural))
            return fmt::format("the translation of '{}' names {{{}}}, which the text has not",
                               entry.english, *name);
    return std::nullopt;
}

bool translated(const PoEntry& entry) {
    for (const std::string& translation : entry.translations)
        if (translation.empty()) return false;
    return !entry.fuzzy && !entry.english.empty();
}

}  // namespace

Catalogue::Catalogue(Language language)
    : language_(std::move(language)), counting_(std::make_shared<const Counting>(language_)) {}

Outcome Catalogue::add(const std::filesystem::path& po_file) {
    auto bytes = read_file(po_file, largest_file);
    if (!bytes) return refuse(bytes.error());
    const auto damaged = [&](int line, std::string_view sentence) {
        return refuse(Kind::invalid, "catalogue.damaged",
                      fmt::format("{}:{}: {}", po_file.string(), line, sentence));
    };
    auto entries = read_po(*bytes);
    if (!entries) return damaged(entries.error().line, entries.error().sentence);
    for (const PoEntry& entry : *entries)
        if (const auto fault = entry_fault(entry, counting_->forms()))
            return damaged(entry.line, *fault);
    for (PoEntry& entry : *entries)
        if (translated(entry))
            translations_.insert_or_assign(entry.english, std::move(entry.translations));
    return done();
}

const std::vector<std::string>* Catalogue::forms(std::string_view english) const {
    const auto found = translations_.find(english);
    return found == translations_.end() ? nullptr : &found->second;
}

bool Catalogue::has(std::string_view english) const {
    return forms(english) != nullptr || language_.tag() == "en" ||
           language_.tag().substr(0, 3) == "en-";
}

std::string Catalogue::text(std::string_view english, const Arguments& arguments) const {
    const auto* translated = forms(english);
    return filled(translated != nullptr ? (*translated)[0] : english, arguments);
}

std::string Catalogue::plural(std::string_view singular, std::string_view plural,
                              std::int64_t count, const Arguments& arguments) const {
    const auto* translated = forms(singular);
    std::string_view text = count == 1 ? singular : plural;
    if (translated != nullptr && translated->size() == counting_->forms())
        text = (*translated)[counting_->form(count)];
    const std::string number = counting_->number(count);
    Arguments all{{"count", number}};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return filled(text, all);
}

}  // namespace kolokol::theme
