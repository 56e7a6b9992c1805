#include "importers/register.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/spelling.hpp"
#include "base/text.hpp"
#include "content/taxonomy_rows.hpp"

namespace kolokol::importers {
namespace {

using content::Faults;
using content::Named;

/// "hmeimim-air-base" gives "Hmeimim air base"; with `each_word`, "Hmeimim Air Base".
std::string name_from(std::string_view slug, bool each_word) {
    std::string name(slug);
    bool capital = true;
    for (char& c : name) {
        if (c == '-') {
            c = ' ';
            capital = each_word;
            continue;
        }
        if (capital && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        capital = false;
    }
    return name;
}

template <class List>
void add_once(List& list, const std::string& slug) {
    if (std::find(list.begin(), list.end(), slug) == list.end()) list.push_back(slug);
}

/// What to do about a name that nobody has described.
std::string what_to_do(std::string_view folder, bool create) {
    if (create) return "make a slug of it: lower-case letters, digits and hyphens";
    return fmt::format("describe it in {}/, or import with --create", folder);
}

}  // namespace

Register::Register(store::Transaction& tx, const content::Publication& publication, bool create)
    : publication_(publication), create_(create) {
    for (const content::Section& section : content::sections(tx))
        sections_.insert(section.slug);
    for (std::string& slug : content::topic_slugs(tx))
        topics_.insert(std::move(slug));
    for (const content::BylineRow& row : content::byline_rows(tx)) {
        if (row.withdrawn) {
            withdrawn_.insert(row.slug);
            continue;
        }
        bylines_.insert(row.slug);
        if (!row.name.empty()) byline_names_[row.name].insert(row.slug);
    }
}

std::string Register::did_you_mean(std::string_view typed, const Slugs& words) {
    // Looking for what was meant costs a look at every word; a whole archive of unknown names would
    // make that the main work.
    if (suggestions_left_ == 0) return {};
    --suggestions_left_;
    const auto meant = nearest(typed, std::vector<std::string>(words.begin(), words.end()));
    return meant ? fmt::format("did you mean '{}'?", *meant) : std::string();
}

Resolved Register::resolve(const content::ArticleManuscript& article, Faults& faults) {
    Resolved resolved;
    resolve_section(article, resolved, faults);
    for (const Named& topic : article.topics)
        resolve_topic(topic, resolved, faults);
    for (const Named& byline : article.bylines)
        resolve_byline(byline, resolved, faults);
    return resolved;
}

void Register::resolve_section(const content::ArticleManuscript& article, Resolved& into,
                               Faults& faults) {
    const Named& name = article.section;
    into.section = name.text;
    if (sections_.count(name.text) > 0) return;
    const std::string meant = did_you_mean(name.text, sections_);
    if (!create_ || !is_slug(name.text)) {
        faults.push_back({name.line, "manuscript.unknown_section",
                          fmt::format("there is no section '{}'; {}", name.text,
                                      !meant.empty() ? meant : what_to_do("sections", create_))});
        return;
    }
    if (content::is_reserved_for_sections(name.text, publication_)) {
        faults.push_back(
            {name.line, "manuscript.reserved_section",
             fmt::format("/{}/ is an address of the paper's own; no section can have it",
                         name.text)});
        return;
    }
    into.new_section = {name.text, name_from(name.text, false)};
}

void Register::resolve_topic(const Named& name, Resolved& into, Faults& faults) {
    add_once(into.topics, name.text);
    if (topics_.count(name.text) > 0) return;
    if (create_ && is_slug(name.text)) {
        into.new_topics.push_back({name.text, name_from(name.text, false)});
        return;
    }
    const std::string meant = did_you_mean(name.text, topics_);
    faults.push_back({name.line, "manuscript.unknown_topic",
                      fmt::format("there is no topic '{}'; {}", name.text,
                                  !meant.empty() ? meant : what_to_do("topics", create_))});
}

void Register::resolve_byline(const Named& name, Resolved& into, Faults& faults) {
    const auto fault = [&](std::string_view code, std::string sentence) {
        faults.push_back({name.line, std::string(code), std::move(sentence)});
    };
    if (bylines_.count(name.text) > 0) return add_once(into.bylines, name.text);
    if (const auto named = byline_names_.find(name.text); named != byline_names_.end()) {
        if (named->second.size() == 1) return add_once(into.bylines, *named->second.begin());
        return fault("manuscript.ambiguous_byline",
                     fmt::format("{} bylines are called '{}'; write the slug of one ({})",
                                 named->second.size(), name.text, fmt::join(named->second, ", ")));
    }
    const std::string slug = is_slug(name.text) ? name.text : slug_from(name.text);
    if (withdrawn_.count(slug) > 0)
        return fault("manuscript.withdrawn_byline",
                     fmt::format("the byline /by/{}/ was withdrawn; take the name out of the "
                                 "manuscript",
                                 slug));
    if (create_ && is_slug(slug) && bylines_.count(slug) == 0) {
        add_once(into.bylines, slug);
        const bool is_name = !is_slug(name.text);
        into.new_bylines.push_back({slug, is_name ? name.text : name_from(slug, true)});
        return;
    }
    Slugs words = bylines_;
    for (const auto& [known, slugs] : byline_names_)
        words.insert(known);
    const std::string meant = did_you_mean(name.text, words);
    fault("manuscript.unknown_byline",
          fmt::format("there is no byline '{}'; {}", name.text,
                      !meant.empty() ? meant : what_to_do("bylines", create_)));
}

void Register::make(store::Transaction& tx, const Resolved& resolved, const Language& language,
                    std::vector<std::string>& created) {
    if (const auto& one = resolved.new_section; one && sections_.insert(one->slug).second) {
        content::save_section(tx, {one->slug, 100, {{language, {one->name, ""}}}});
        created.push_back("section " + one->slug);
    }
    for (const Resolved::Missing& one : resolved.new_topics) {
        if (!topics_.insert(one.slug).second) continue;
        content::save_topic(tx,
                            {one.slug, content::TopicType::place, {{language, {one.name, ""}}}});
        created.push_back("topic " + one.slug + " (place)");
    }
    for (const Resolved::Missing& one : resolved.new_bylines) {
        if (!bylines_.insert(one.slug).second) continue;
        content::save_byline(tx, {one.slug, {}, {}, {{language, {one.name, ""}}}});
        byline_names_[one.name].insert(one.slug);
        created.push_back("byline " + one.slug);
    }
}

}  // namespace kolokol::importers
