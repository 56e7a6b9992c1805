#include "press/sitemaps.hpp"

#include "press/xml.hpp"

namespace kolokol::press {

namespace {

constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

}  // namespace

std::string sitemap_index(const std::vector<SitemapMonth>& months) {
    std::string out(declaration);
    out.append("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (const auto& month : months) {
        out.append("<sitemap>\n");
        append_element(out, "loc", month.href);
        append_element(out, "lastmod", format_rfc3339(month.changed));
        out.append("</sitemap>\n");
    }
    out.append("</sitemapindex>\n");
    return out;
}

std::string sitemap(const std::vector<SitemapEntry>& entries) {
    std::string out(declaration);
    out.append(
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""
        " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
    for (const auto& entry : entries) {
        out.append("<url>\n");
        append_element(out, "loc", entry.href);
        append_element(out, "lastmod", format_rfc3339(entry.changed));
        for (const auto& alternate : entry.alternates) {
            out.append("<xhtml:link rel=\"alternate\"");
            append_attribute(out, "hreflang", alternate.language);
            append_attribute(out, "href", alternate.href);
            out.append("/>\n");
        }
        out.append("</url>\n");
    }
    out.append("</urlset>\n");
    return out;
}

std::string news_sitemap(const std::vector<NewsEntry>& entries) {
    std::string out(declaration);
    out.append(
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""
        " xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">\n");
    for (const auto& entry : entries) {
        out.append("<url>\n");
        append_element(out, "loc", entry.href);
        out.append("<news:news>\n<news:publication>\n");
        append_element(out, "news:name", entry.paper);
        append_element(out, "news:language", entry.language);
        out.append("</news:publication>\n");
        append_element(out, "news:publication_date", format_rfc3339(entry.published));
        append_element(out, "news:title", entry.headline);
        out.append("</news:news>\n</url>\n");
    }
    out.append("</urlset>\n");
    return out;
}

std::string robots_txt(std::string_view sitemap, std::string_view news_sitemap) {
    std::string out("User-agent: *\nDisallow: /search?\nAllow: /\n\n");
    out.append("Sitemap: ").append(sitemap).append("\n");
    out.append("Sitemap: ").append(news_sitemap).append("\n");
    return out;
}

std::string security_txt(std::string_view contact, Instant expires, std::string_view canonical,
                         const std::vector<std::string>& languages) {
    std::string out;
    out.append("Contact: ").append(contact).append("\n");
    out.append("Expires: ").append(format_rfc3339(expires)).append("\n");
    out.append("Canonical: ").append(canonical).append("\n");
    if (languages.empty()) return out;
    out.append("Preferred-Languages: ");
    for (std::size_t i = 0; i < languages.size(); ++i) {
        out.append(i == 0 ? "" : ", ").append(languages[i]);
    }
    return out.append("\n");
}

}  // namespace kolokol::press
