// A manuscript as readers would see it: for those who write it, and by a link that runs out.
#include "base/text.hpp"
#include "content/taxonomy_rows.hpp"
#include "manuscripts/preview_link.hpp"
#include "newsroom/article_form.hpp"
#include "newsroom/article_page.hpp"
#include "newsroom/pages.hpp"

namespace kolokol::newsroom {
namespace {

using content::Field;

/// Nothing of it runs, is sent or leads out of its frame: the page is the publication's own, its
/// text is not finished, and it stands on the newsroom's host.
http::Response shown(SitePage page) {
    http::Response response{
        200, {{"Content-Type", std::move(page.media_type)}}, std::move(page.bytes)};
    response.fields.push_back(
        {"Content-Security-Policy", "sandbox allow-same-origin; script-src 'none'"});
    response.fields.push_back({"X-Robots-Tag", "noindex"});
    return response;
}

/// What the manuscript still lacks is made up, so that there is a page to see.
content::Article made_whole(const Visit& visit, content::Article article) {
    auto& summary = article.summary;
    const auto publication = visit.desk().writing.publication();
    if (!publication->prints(summary.language)) summary.language = publication->standard();
    if (!content::find_section(visit.tx(), summary.section)) {
        const auto sections = content::sections(visit.tx());
        if (!sections.empty()) summary.section = sections.front().slug;
    }
    if (summary.headline.empty()) summary.headline = visit.text("Without a headline");
    if (summary.published == Instant{}) summary.published = visit.now();
    if (!is_slug(article.slug)) {
        article.slug = "preview";
        summary.address.clear();
    }
    if (summary.address.empty())
        summary.address = content::article_address(*publication, summary.language,
                                                   summary.published, article.slug);
    article.status = content::Status::published;
    return article;
}

/// Behind `base` stands an address of the paper: relative links of the page work below it.
http::Response preview(const Visit& visit, const content::ArticleId& id,
                       const content::ManuscriptFields& fields, const std::string& base) {
    const std::string path(visit.request().path());
    const std::string address = path.substr(std::min(base.size(), path.size()));
    const auto seen = visit.desk().writing.look_over(
        visit.tx(), id, content::write_manuscript(fields), visit.now());
    const auto article = made_whole(visit, seen.article);
    if (address.size() <= 1) return Visit::see(base + article.summary.address);
    if (address != article.summary.address) {
        auto found = visit.desk().writing.site(address);
        if (!found) return visit.refused({Kind::not_found, "newsroom.not_here", {}});
        return shown(std::move(*found));
    }
    auto page = visit.desk().writing.print(visit.tx(), article);
    if (!page) return visit.refused(page.error());
    return shown(std::move(*page));
}

}  // namespace

http::Response show_preview(Visit& visit) {
    const auto id = article_of(visit);
    const auto opened = manuscripts::open(visit.tx(), id, visit.account());
    if (!opened) return visit.refused(opened.error());
    return preview(visit, id, opened->fields, path_of(id) + "/preview");
}

http::Response show_linked_preview(Visit& visit) {
    const std::string token(visit.part(1));
    const auto id = manuscripts::previewed(visit.tx(), token, visit.now());
    const auto manuscript = id ? manuscripts::find_manuscript(visit.tx(), *id) : std::nullopt;
    if (!manuscript) return visit.refused({Kind::not_found, "manuscripts.preview_over", {}});
    const auto fields = manuscripts::read_version(visit.tx(), *id, manuscript->newest).value();
    return preview(visit, *id, fields, "/newsroom/preview/" + token);
}

http::Response link_preview(Visit& visit) {
    const auto id = article_of(visit);
    const auto opened = manuscripts::open(visit.tx(), id, visit.account());
    if (!opened) return visit.refused(opened.error());
    if (opened->manuscript.newest == 0)
        return visit.refused({Kind::conflict, "manuscripts.nothing_written", {}});
    if (!visit.sent("drop").empty()) {
        manuscripts::drop_preview_links(visit.tx(), id);
        return Visit::see(path_of(id));
    }
    const Secret token =
        manuscripts::make_preview_link(visit.tx(), id, visit.account().id, visit.now());
    visit.record("article.preview_linked", id.text());
    ArticleTrouble nothing;
    nothing.preview_link =
        visit.link_origin() + "/newsroom/preview/" + std::string(token.expose()) + "/";
    return article_page(visit, nothing);
}

}  // namespace kolokol::newsroom
