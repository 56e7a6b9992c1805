#include "gazette.hpp"

#include <stdexcept>

#include "content/article_rows.hpp"
#include "content/taxonomy_rows.hpp"
#include "crypto/digest.hpp"
#include "importers/markdown.hpp"
#include "press/publishing.hpp"

namespace kolokol::press::proof {

namespace {

const std::filesystem::path tree = KOLOKOL_TEST_SOURCE_DIR;
const std::filesystem::path fixture = tree / "tests/fixtures/gazette";

template <class T>
T taken(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().detail);
    return std::move(*result);
}

/// Articles, withdrawn ones, former addresses.
void add_articles(store::Transaction& tx, std::vector<PageKey>& keys) {
    constexpr store::Query articles{"test.articles", R"sql(
        SELECT id, language, address, status FROM article
        WHERE status IN ('published', 'withdrawn') ORDER BY address)sql"};
    constexpr store::Query former{"test.former",
                                  "SELECT address FROM former_address ORDER BY address"};
    tx.each(articles, {}, [&](const store::Row& row) {
        const bool published = row.text(3) == "published";
        keys.push_back({published ? PageKind::article : PageKind::withdrawn,
                        Language::parse(row.text(1)).value(), std::string(row.text(0)), 0, 0,
                        std::string(row.text(2))});
    });
    tx.each(former, {}, [&](const store::Row& row) {
        keys.push_back(
            {PageKind::moved, in("en"), std::string(row.text(0)), 0, 0, std::string(row.text(0))});
    });
}

}  // namespace

Language in(const char* tag) {
    return Language::parse(tag).value();
}

Gazette::Gazette(store::Database& database)
    : database_(database),
      publication_(taken(content::Publication::read(fixture / "kolokol.toml"))),
      pictures_(std::make_unique<media::Shelf>(folder_.path() / "media")),
      theme_(std::make_unique<theme::Theme>(taken(theme::Theme::load({tree / "themes/default"})))) {
    importers::MarkdownWish wish;
    wish.folder = fixture;
    wish.now = evening;
    const auto report =
        taken(importers::import_markdown(database_, *pictures_, publication_, wish));
    if (!report.refused.empty()) throw std::runtime_error(report.refused.front().sentence);
    auto tx = database_.begin();
    publish_due(tx, evening);
    tx.commit();
}

Gazette::~Gazette() = default;

Newspaper Gazette::newspaper(Instant at) const {
    return newspaper(*theme_, at);
}

Newspaper Gazette::newspaper(const theme::Theme& theme, Instant at) const {
    return Newspaper(theme, *pictures_, publication_,
                     {at, true, edition::SiteId(crypto::sha256("the gazette's first root"))});
}

std::optional<Page> Gazette::page(const PageKey& key, Instant at) const {
    const auto paper = newspaper(at);
    auto tx = database_.read();
    return taken(paper.print(tx, key));
}

std::string Gazette::text(const PageKey& key, Instant at) const {
    auto printed = page(key, at);
    return printed ? printed->bytes : std::string();
}

PageKey Gazette::key(PageKind kind, const char* language, std::string subject, int year,
                     unsigned month) const {
    return {kind, in(language), std::move(subject), year, month, {}};
}

PageKey Gazette::article(std::string_view address) const {
    auto tx = database_.read();
    const auto id = content::article_at(tx, address).value();
    const auto summary = content::find_summary(tx, id).value();
    return {PageKind::article, summary.language, id.text(), 0, 0, summary.address};
}

std::vector<PageKey> Gazette::all() const {
    auto tx = database_.read();
    auto keys = newspaper().fixed_pages(tx);
    add_articles(tx, keys);
    const auto add = [&](PageKind kind, const Language& language, const std::string& subject,
                         int year = 0, unsigned month = 0) {
        keys.push_back({kind, language, subject, year, month, {}});
    };
    const std::vector<std::pair<int, unsigned>> months{{2025, 10}, {2025, 11}, {2026, 1}};
    for (const auto& language : publication_.languages) {
        for (const auto& section : content::sections(tx)) {
            for (const auto kind :
                 {PageKind::section, PageKind::appeal, PageKind::feed_rss, PageKind::feed_json})
                add(kind, language, section.slug);
            for (const auto& [year, month] : months)
                add(PageKind::section_month, language, section.slug, year, month);
        }
        for (const auto& [year, month] : months)
            add(PageKind::archive_month, language, {}, year, month);
        for (const int year : {2025, 2026}) {
            for (const auto& slug : content::topic_slugs(tx))
                add(PageKind::topic_year, language, slug, year);
            for (const auto& slug : content::byline_slugs(tx))
                add(PageKind::byline_year, language, slug, year);
        }
        for (const auto& slug : content::topic_slugs(tx))
            add(PageKind::topic, language, slug);
        for (const auto& slug : content::byline_slugs(tx))
            add(PageKind::byline, language, slug);
    }
    for (const auto& [year, month] : months)
        add(PageKind::sitemap_month, publication_.standard(), {}, year, month);
    return keys;
}

}  // namespace kolokol::press::proof
