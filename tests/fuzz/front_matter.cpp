// Whatever a manuscript holds, it is read within bounds or refused: each fault has a line of the
// file, a code and a sentence, and what is read without a fault is what the database can keep.

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/text.hpp"
#include "content/manuscript.hpp"

namespace {

using namespace kolokol::content;

void check_text(std::string_view text) {
    assert(kolokol::is_utf8(text));
    assert(text.find('\0') == std::string_view::npos);
}

int depth_of(const FrontValue& value) {
    int deepest = 0;
    check_text(value.text);
    for (const FrontValue& item : value.items)
        deepest = std::max(deepest, depth_of(item));
    for (const FrontEntry& entry : value.entries) {
        check_text(entry.key);
        deepest = std::max(deepest, depth_of(entry.value));
    }
    return deepest + 1;
}

void check_faults(const Faults& faults, std::string_view file) {
    const auto lines =
        2 + std::count(file.begin(), file.end(), '\n') + std::count(file.begin(), file.end(), '\r');
    for (const ManuscriptFault& fault : faults) {
        assert(fault.line >= 1 && fault.line <= lines);
        assert(fault.code.starts_with("manuscript.") || fault.code.starts_with("markup."));
        assert(!fault.sentence.empty());
    }
}

void check_article(const ArticleManuscript& article, const Publication& publication) {
    assert(!article.headline.empty() && !article.section.text.empty());
    assert(publication.prints(article.language));
    assert(article.slug.text.empty() || kolokol::is_slug(article.slug.text));
    for (const std::string* text : {&article.headline, &article.standfirst, &article.dateline})
        check_text(*text);
    assert(std::is_sorted(article.corrections.begin(), article.corrections.end(),
                          [](const auto& a, const auto& b) { return a.at < b.at; }));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view file(reinterpret_cast<const char*>(data), size);
    Publication publication;
    publication.languages.push_back(kolokol::Language::parse("ru").value());

    Faults faults;
    const auto text = read_manuscript(file, faults);
    assert(text.has_value() == faults.empty());
    check_faults(faults, file);
    if (text) {
        assert(depth_of(text->front) <= front_matter_depth + 1);
        check_text(text->body);
        Faults of_article;
        const auto article = read_article(*text, publication, of_article);
        check_faults(of_article, file);
        if (of_article.empty()) check_article(article, publication);
        Faults of_others;
        read_section(*text, "world.md", publication, of_others);
        read_topic(*text, "syria.md", publication, of_others);
        read_byline(*text, "anna.md", publication, of_others);
        read_standing_page(*text, "about.en.md", publication, of_others);
        check_faults(of_others, file);
    }

    Faults of_front;
    if (const auto front = read_toml_manuscript(file, of_front)) {
        const auto page = read_front_page(*front, "en.toml", publication, of_front);
        if (of_front.empty())
            assert(parse_front_page(front_page_json(page.page)).value() == page.page);
    }
    check_faults(of_front, file);
    return 0;
}
