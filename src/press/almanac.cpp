#include "press/almanac.hpp"

#include <algorithm>
#include <mutex>

#include "content/taxonomy_rows.hpp"

namespace kolokol::press {

struct Almanac::Frame {
    std::map<std::string, content::Section> sections;
    std::map<Language, std::vector<Named>> menu;
    std::map<Language, std::vector<Named>> standing;
    bool has_topics = false;
    bool has_bylines = false;
};

namespace {

/// Slugs in the order of the menu.
std::vector<std::string> order(const std::vector<content::Section>& sections,
                               const content::Publication& publication) {
    if (!publication.menu.empty()) return publication.menu;
    std::vector<std::string> slugs;
    for (const auto& section : sections)
        slugs.push_back(section.slug);
    return slugs;
}

template <class Words>
std::string name_of(const std::map<Language, Words>& words, const Language& language,
                    const Language& standard, const std::string& slug) {
    const auto* found = words_in(words, language, standard);
    return found ? found->name : slug;
}

}  // namespace

Almanac::Almanac(const content::Publication& publication) : publication_(publication) {}
Almanac::~Almanac() = default;

const Almanac::Frame& Almanac::frame(store::Transaction& tx) const {
    {
        const std::shared_lock lock(guard_);
        if (frame_) return *frame_;
    }
    auto made = std::make_unique<Frame>();
    made->has_topics = content::has_topics(tx);
    made->has_bylines = content::has_bylines(tx);
    const auto sections = content::sections(tx);
    for (const auto& section : sections)
        made->sections.emplace(section.slug, section);
    for (const auto& language : publication_.languages) {
        auto& menu = made->menu[language];
        for (const auto& slug : order(sections, publication_)) {
            const auto section = made->sections.find(slug);
            if (section == made->sections.end()) continue;
            const auto words = section->second.words.find(language);
            if (words != section->second.words.end()) menu.push_back({slug, words->second.name});
        }
        auto& standing = made->standing[language];
        for (const auto& page : content::standing_pages(tx, language))
            standing.push_back({page.slug, page.title});
    }
    const std::unique_lock lock(guard_);
    // Another thread may have been quicker; what it made is in use already.
    if (!frame_) frame_ = std::move(made);
    return *frame_;
}

const std::map<std::string, content::Section>& Almanac::sections(store::Transaction& tx) const {
    return frame(tx).sections;
}

const std::vector<Named>& Almanac::menu(store::Transaction& tx, const Language& language) const {
    return frame(tx).menu.at(language);
}

const std::vector<Named>& Almanac::standing(store::Transaction& tx,
                                            const Language& language) const {
    return frame(tx).standing.at(language);
}

bool Almanac::has_topics(store::Transaction& tx) const {
    return frame(tx).has_topics;
}

bool Almanac::has_bylines(store::Transaction& tx) const {
    return frame(tx).has_bylines;
}

template <class Kept, class Read>
const typename Kept::mapped_type::element_type* Almanac::kept(Kept& all,
                                                              const typename Kept::key_type& key,
                                                              Read read) const {
    {
        const std::shared_lock lock(guard_);
        if (const auto found = all.find(key); found != all.end()) return found->second.get();
    }
    using Row = typename Kept::mapped_type::element_type;
    auto row = read();
    auto made = row ? std::make_unique<Row>(std::move(*row)) : nullptr;
    const std::unique_lock lock(guard_);
    return all.try_emplace(key, std::move(made)).first->second.get();
}

const content::Topic* Almanac::topic(store::Transaction& tx, const std::string& slug) const {
    return kept(topics_, slug, [&] { return content::find_topic(tx, slug); });
}

const content::Byline* Almanac::byline(store::Transaction& tx, const std::string& slug) const {
    return kept(bylines_, slug, [&] { return content::find_byline(tx, slug); });
}

const std::vector<content::Month>& Almanac::months(store::Transaction& tx,
                                                   const content::Scope& scope) const {
    return *kept(months_, scope, [&] {
        return std::optional(content::covered_months(tx, scope, publication_.zone));
    });
}

const std::vector<int>& Almanac::years(store::Transaction& tx, const content::Scope& scope) const {
    return *kept(years_, scope, [&] {
        return std::optional(content::covered_years(tx, scope, publication_.zone));
    });
}

std::string Almanac::section_name(store::Transaction& tx, const std::string& slug,
                                  const Language& language) const {
    const auto& all = sections(tx);
    const auto found = all.find(slug);
    if (found == all.end()) return slug;
    return name_of(found->second.words, language, publication_.standard(), slug);
}

std::string Almanac::topic_name(const content::Topic& topic, const Language& language) const {
    return name_of(topic.words, language, publication_.standard(), topic.slug);
}

std::string Almanac::byline_name(const content::Byline& byline, const Language& language) const {
    return name_of(byline.words, language, publication_.standard(), byline.slug);
}

}  // namespace kolokol::press
