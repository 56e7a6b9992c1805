// [publication] of kolokol.toml.
#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "base/file.hpp"
#include "base/spelling.hpp"
#include "base/text.hpp"
#include "base/toml_fault.hpp"
#include "content/publication.hpp"
#include "content/publication_values.hpp"

namespace kolokol::content {
namespace {

/// What went wrong at a place of the file; thrown inside this file alone, so that twenty reads in a
/// row need no twenty ifs.
struct Wrong {
    Problem problem;
};

class Reader {
public:
    explicit Reader(const std::filesystem::path& file) : file_(file) {}

    [[noreturn]] void refuse_at(std::string_view code, const toml::source_region& at,
                                std::string_view sentence) const {
        throw Wrong{Problem{Kind::invalid, std::string(code),
                            fmt::format("{}:{}: {}", file_.string(), at.begin.line, sentence)}};
    }
    [[noreturn]] void wrong(const toml::node& at, std::string_view sentence) const {
        refuse_at("publication.wrong_value", at.source(), sentence);
    }
    [[noreturn]] void missing(const toml::node& in, std::string_view sentence) const {
        refuse_at("publication.missing_value", in.source(), sentence);
    }

    void only(const toml::table& table, std::string_view name,
              const std::vector<std::string>& known) const {
        for (const auto& [key, node] : table) {
            const std::string typed(key.str());
            if (std::find(known.begin(), known.end(), typed) != known.end()) continue;
            const auto meant = nearest(typed, known);
            refuse_at("publication.unknown_key", key.source(),
                      fmt::format("there is no key '{}' in {}{}", typed, name,
                                  meant ? fmt::format("; did you mean '{}'?", *meant) : ""));
        }
    }

    std::string text(const toml::table& in, std::string_view key) const {
        const toml::node* node = in.get(key);
        return node == nullptr ? std::string() : text(*node, key);
    }
    std::string text(const toml::node& node, std::string_view key) const {
        const auto* value = node.as_string();
        if (value == nullptr || trim(value->get()).empty())
            wrong(node, fmt::format("{} must be text in quotes", key));
        return value->get();
    }

    /// Hands over each text of a list with its place.
    template <class Take>
    void each(const toml::table& in, std::string_view key, Take take) const {
        const toml::node* node = in.get(key);
        if (node == nullptr) return;
        const toml::array* list = node->as_array();
        if (list == nullptr) wrong(*node, fmt::format("{} must be a list of texts, [\"…\"]", key));
        for (const toml::node& one : *list)
            take(one, text(one, key));
    }

private:
    const std::filesystem::path& file_;
};

bool is_origin(std::string_view text) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (!text.starts_with(scheme)) continue;
        const std::string_view host = text.substr(scheme.size());
        return !host.empty() && host.find_first_of("/?#@ \t\"'<>\\") == std::string_view::npos;
    }
    return false;
}

/// An absolute address, perhaps with a folder, without a slash at its end.
bool is_base_address(std::string_view text) {
    return (text.starts_with("https://") || text.starts_with("http://")) && text.size() > 8 &&
           text.back() != '/' && text.find_first_of("?#@ \t\"'<>\\") == std::string_view::npos;
}

void read_languages(const Reader& reader, const toml::table& table, Publication& into) {
    if (table.get("languages") == nullptr)
        reader.missing(table,
                       "languages is missing: name at least one, languages = [\"en\"]; the "
                       "first is the default one");
    into.languages.clear();
    reader.each(table, "languages", [&](const toml::node& at, const std::string& tag) {
        const auto language = Language::parse(tag);
        if (!language) reader.wrong(at, language.error().detail);
        if (is_reserved_segment(ascii_lower(language->tag())))
            reader.wrong(at, fmt::format("'{}' would hide the paper's own page /{}/", tag, tag));
        if (into.prints(*language))
            reader.wrong(at, fmt::format("the language '{}' stands in the list twice", tag));
        into.languages.push_back(*language);
    });
    if (into.languages.empty())
        reader.wrong(*table.get("languages"), "languages is empty: name at least one");
}

void read_words(const Reader& reader, const toml::table& table, Publication& into) {
    const toml::node* node = table.get("words");
    if (node != nullptr && node->as_table() == nullptr)
        reader.wrong(*node, "words must be sections such as [publication.words.en]");
    if (node != nullptr)
        for (const auto& [key, one] : *node->as_table()) {
            const auto language = Language::parse(key.str());
            if (!language || !into.prints(*language))
                reader.refuse_at(
                    "publication.wrong_value", key.source(),
                    fmt::format("'{}' is none of the publication's languages", key.str()));
            const toml::table* words = one.as_table();
            if (words == nullptr)
                reader.wrong(one, fmt::format("words.{} must hold name and tagline", key.str()));
            const std::string where = fmt::format("[publication.words.{}]", key.str());
            reader.only(*words, where, {"name", "tagline"});
            if (words->get("name") == nullptr)
                reader.missing(*words, fmt::format("name is missing in {}", where));
            into.words[*language] = {reader.text(*words, "name"), reader.text(*words, "tagline")};
        }
    if (into.words.count(into.standard()) == 0)
        reader.missing(table, fmt::format("the paper has no name in its default language: write "
                                          "[publication.words.{}] with name = \"…\"",
                                          into.standard().tag()));
}

void read_addresses(const Reader& reader, const toml::table& table, Publication& into) {
    if (table.get("origin") != nullptr) {
        into.origin = reader.text(table, "origin");
        if (const auto origin = check_origin(into.origin); !origin)
            reader.wrong(*table.get("origin"), "origin: " + origin.error().detail);
    }
    if (table.get("contact") != nullptr) {
        into.contact = reader.text(table, "contact");
        if (const auto contact = check_contact(into.contact); !contact)
            reader.wrong(*table.get("contact"), "contact: " + contact.error().detail);
    }
    reader.each(table, "onions", [&](const toml::node& at, const std::string& address) {
        if (!is_origin(address) || !address.ends_with(".onion"))
            reader.wrong(at,
                         fmt::format("'{}' is no onion address such as http://….onion", address));
        into.onions.push_back(address);
    });
    reader.each(table, "mirrors", [&](const toml::node& at, const std::string& address) {
        if (!is_base_address(address))
            reader.wrong(at, fmt::format("'{}' is no address of a mirror such as "
                                         "https://mirror.example, without a slash at its end",
                                         address));
        into.mirrors.push_back(address);
    });
}

void read_rest(const Reader& reader, const toml::table& table, Publication& into) {
    if (table.get("zone") != nullptr) {
        auto zone = Zone::named(reader.text(table, "zone"));
        if (!zone) reader.wrong(*table.get("zone"), zone.error().detail);
        into.zone = *zone;
    }
    reader.each(table, "menu", [&](const toml::node& at, const std::string& slug) {
        if (!is_slug(slug) || is_reserved_for_sections(slug, into))
            reader.wrong(at, fmt::format("'{}' cannot be the slug of a section", slug));
        into.menu.push_back(slug);
    });
    if (const toml::node* node = table.get("typography")) {
        if (!node->is_boolean()) reader.wrong(*node, "typography must be true or false");
        into.typography = node->as_boolean()->get();
    }
}

}  // namespace

Outcome check_origin(std::string_view text) {
    if (is_origin(text)) return done();
    return refuse(Kind::invalid, "publication.wrong_value",
                  "it must look like https://paper.example, without a slash or a path at its end");
}

Outcome check_contact(std::string_view text) {
    if (text.starts_with("mailto:") || text.starts_with("https://")) return done();
    return refuse(Kind::invalid, "publication.wrong_value",
                  "it must begin with mailto: or https:// (RFC 9116)");
}

Result<Publication> Publication::read(const std::filesystem::path& file) {
    const auto bytes = read_file(file, 1U << 20U);
    if (!bytes)
        return refuse(
            bytes.error().kind, "publication.unreadable",
            fmt::format("{}; make a publication with kolokol init", bytes.error().detail));
    try {
        const Reader reader(file);
        const toml::table root = toml::parse(*bytes, file.string());
        const toml::node* node = root.get("publication");
        if (node == nullptr)
            reader.missing(root,
                           "there is no [publication] section: it says what the paper is "
                           "called and in which languages it is printed");
        const toml::table* table = node->as_table();
        if (table == nullptr) reader.wrong(*node, "publication must be a [publication] section");
        reader.only(*table, "[publication]",
                    {"languages", "words", "zone", "origin", "contact", "onions", "mirrors", "menu",
                     "typography"});
        Publication publication;
        read_languages(reader, *table, publication);
        read_words(reader, *table, publication);
        read_addresses(reader, *table, publication);
        read_rest(reader, *table, publication);
        return publication;
    } catch (const toml::parse_error& error) {
        return refuse(
            Kind::invalid, "publication.not_toml",
            fmt::format("{}:{}: {}", file.string(), error.source().begin.line,
                        toml_fault(error.description(), *bytes, error.source().begin.line)));
    } catch (Wrong& wrong) {
        return refuse(std::move(wrong.problem));
    }
}

}  // namespace kolokol::content
