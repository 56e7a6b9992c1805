#pragma once
// Which sections, topics and bylines there are, and what a manuscript means by their names. With
// --create, those that are missing are made when they are first used. One thread.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "content/manuscript.hpp"
#include "content/publication.hpp"
#include "store/transaction.hpp"

namespace kolokol::importers {

/// An article's names as slugs, and what has to be made for them first.
struct Resolved {
    std::string section;
    std::vector<std::string> topics;
    std::vector<std::string> bylines;
    struct Missing {
        std::string slug;
        std::string name;
    };
    std::optional<Missing> new_section;
    std::vector<Missing> new_topics;
    std::vector<Missing> new_bylines;
};

class Register {
public:
    Register(store::Transaction& tx, const content::Publication& publication, bool create);

    /// Faults: "manuscript.unknown_section", "manuscript.unknown_topic",
    /// "manuscript.unknown_byline", "manuscript.ambiguous_byline", "manuscript.withdrawn_byline",
    /// "manuscript.reserved_section".
    Resolved resolve(const content::ArticleManuscript& article, content::Faults& faults);
    /// Makes what is missing; says of each thing made what it is: "section world".
    void make(store::Transaction& tx, const Resolved& resolved, const Language& language,
              std::vector<std::string>& created);

    bool has_section(std::string_view slug) const { return sections_.count(slug) > 0; }
    bool has_topic(std::string_view slug) const { return topics_.count(slug) > 0; }
    bool has_byline(std::string_view slug) const { return bylines_.count(slug) > 0; }

private:
    using Slugs = std::set<std::string, std::less<>>;
    std::string did_you_mean(std::string_view typed, const Slugs& words);
    void resolve_section(const content::ArticleManuscript& article, Resolved& into,
                         content::Faults& faults);
    void resolve_topic(const content::Named& name, Resolved& into, content::Faults& faults);
    void resolve_byline(const content::Named& name, Resolved& into, content::Faults& faults);

    const content::Publication& publication_;
    bool create_;
    int suggestions_left_ = 200;
    Slugs sections_;
    Slugs topics_;
    Slugs bylines_;
    Slugs withdrawn_;
    std::map<std::string, Slugs, std::less<>> byline_names_;
};

}  // namespace kolokol::importers
