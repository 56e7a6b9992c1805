#pragma once
// What many pages say of the paper itself: its sections, standing pages, topics and names. Each is
// read once in the life of a Newspaper, which is one press: these rows do not change meanwhile.

#include <map>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "content/listing.hpp"
#include "content/publication.hpp"
#include "content/taxonomy.hpp"
#include "store/transaction.hpp"

namespace kolokol::press {

/// A name with the way to it.
struct Named {
    std::string slug;
    std::string name;
};

/// Threads share it, each with a transaction of its own.
class Almanac {
public:
    explicit Almanac(const content::Publication& publication);
    ~Almanac();

    /// Every section by its slug.
    const std::map<std::string, content::Section>& sections(store::Transaction& tx) const;
    /// Sections that have a name in this language, in the order of the menu.
    const std::vector<Named>& menu(store::Transaction& tx, const Language& language) const;
    /// The newest version of each standing page of a language.
    const std::vector<Named>& standing(store::Transaction& tx, const Language& language) const;

    /// Whether there are any, in whatever language.
    bool has_topics(store::Transaction& tx) const;
    bool has_bylines(store::Transaction& tx) const;

    /// Null where there is none.
    const content::Topic* topic(store::Transaction& tx, const std::string& slug) const;
    const content::Byline* byline(store::Transaction& tx, const std::string& slug) const;

    /// Months and years on the paper's wall that have articles, newest first.
    const std::vector<content::Month>& months(store::Transaction& tx,
                                              const content::Scope& scope) const;
    const std::vector<int>& years(store::Transaction& tx, const content::Scope& scope) const;

    /// In the language, else in the default one, else in any, else the slug.
    std::string section_name(store::Transaction& tx, const std::string& slug,
                             const Language& language) const;
    std::string topic_name(const content::Topic& topic, const Language& language) const;
    std::string byline_name(const content::Byline& byline, const Language& language) const;

private:
    struct Frame;
    const Frame& frame(store::Transaction& tx) const;
    /// What is in `all` under a key, after `read` (an optional of it) where it was not yet.
    template <class Kept, class Read>
    const typename Kept::mapped_type::element_type* kept(Kept& all,
                                                         const typename Kept::key_type& key,
                                                         Read read) const;

    const content::Publication& publication_;
    mutable std::shared_mutex guard_;
    mutable std::unique_ptr<const Frame> frame_;
    mutable std::map<std::string, std::unique_ptr<const content::Topic>> topics_;
    mutable std::map<std::string, std::unique_ptr<const content::Byline>> bylines_;
    mutable std::map<content::Scope, std::unique_ptr<const std::vector<content::Month>>> months_;
    mutable std::map<content::Scope, std::unique_ptr<const std::vector<int>>> years_;
};

/// The words in a language, else in `standard`, else the first there are; null where there are
/// none.
template <class Words>
const Words* words_in(const std::map<Language, Words>& words, const Language& language,
                      const Language& standard) {
    if (const auto own = words.find(language); own != words.end()) return &own->second;
    if (const auto other = words.find(standard); other != words.end()) return &other->second;
    return words.empty() ? nullptr : &words.begin()->second;
}

}  // namespace kolokol::press
