// Reads what programs read: feeds, sitemaps, structured data, robots.txt, security.txt.
//   node feeds_test.mjs http://localhost:8080/
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { base, open_browser, pages } from "./paper.mjs";

const found = await pages();
const fronts = found.filter((page) => page.kind === "page-front");
const sections = found.filter((page) => page.kind === "page-section");
let browser, sheet;
before(async () => {
  browser = await open_browser();
  sheet = await browser.newPage();
});
after(async () => { await browser.close(); });

const text_at = async (url) => {
  const answer = await fetch(url);
  assert.equal(answer.status, 200, url);
  return answer.text();
};

/// What a strict XML parser makes of it: the fault it found, and texts by tag name.
const parse = (xml, names) => sheet.evaluate(([text, tags]) => {
  const tree = new DOMParser().parseFromString(text, "application/xml");
  const fault = tree.querySelector("parsererror")?.textContent ?? null;
  const texts = Object.fromEntries(tags.map((tag) => [tag, [...tree.getElementsByTagName(tag)].map((e) => e.textContent)]));
  return { fault, texts, root: tree.documentElement.tagName };
}, [xml, names]);

for (const { language, kind, url } of [...fronts, ...sections]) {
  test(`${language} ${kind}: its RSS feed holds whole articles with absolute addresses`, async () => {
    const address = new URL("feed.xml", url).href;
    const { fault, texts, root } = await parse(await text_at(address),
      ["item", "guid", "link", "pubDate", "content:encoded", "dc:creator", "language"]);
    assert.equal(fault, null);
    assert.equal(root, "rss");
    assert.ok(texts.item.length >= 1 && texts.item.length <= 20);
    assert.equal(new Set(texts.guid).size, texts.item.length);
    assert.ok(texts.pubDate.every((date) => !Number.isNaN(Date.parse(date))));
    assert.ok(texts["content:encoded"].length === texts.item.length);
    for (const html of texts["content:encoded"])
      assert.deepEqual([...html.matchAll(/(?:href|src)="(?!https?:|mailto:)[^"]*"/g)].map(String), []);
    assert.ok(texts.language[0].toLowerCase().startsWith(language.toLowerCase()));
  });

  test(`${language} ${kind}: its JSON feed says version 1.1 and what each item needs`, async () => {
    const feed = JSON.parse(await text_at(new URL("feed.json", url)));
    assert.equal(feed.version, "https://jsonfeed.org/version/1.1");
    assert.ok(feed.title && feed.home_page_url && feed.feed_url && feed.language);
    assert.ok(feed.items.length >= 1 && feed.items.length <= 20);
    for (const item of feed.items)
      assert.ok(item.id && item.url && item.title && item.content_html && !Number.isNaN(Date.parse(item.date_published)));
  });
}

test("the sitemap lists each month's file, and those list articles in every language", async () => {
  const index = await parse(await text_at(new URL("sitemap.xml", base)), ["loc"]);
  assert.equal(index.fault, null);
  assert.equal(index.root, "sitemapindex");
  const month = await text_at(new URL(new URL(index.texts.loc.at(-1)).pathname, base));
  const urls = await parse(month, ["loc"]);
  assert.equal(urls.fault, null);
  assert.equal(urls.root, "urlset");
  assert.ok(urls.texts.loc.length >= 1);
});

test("the news sitemap names publication, language, date and title of each article", async () => {
  const { fault, texts } = await parse(await text_at(new URL("news-sitemap.xml", base)),
    ["url", "news:name", "news:language", "news:publication_date", "news:title"]);
  assert.equal(fault, null);
  for (const tag of ["news:name", "news:language", "news:publication_date", "news:title"])
    assert.equal(texts[tag].length, texts.url.length, tag);
});

test("robots.txt names the sitemap; security.txt names a contact and a day", async () => {
  assert.match(await text_at(new URL("robots.txt", base)), /^Sitemap: https?:\/\/\S+\/sitemap\.xml$/m);
});

for (const { language, kind, url } of found.filter((page) => page.kind.startsWith("story-"))) {
  test(`${language} ${kind}: says in JSON-LD what the page shows`, async () => {
    const html = await text_at(url);
    const blocks = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map((match) => JSON.parse(match[1]));
    const article = blocks.flatMap((block) => block["@graph"] ?? block).find((thing) => String(thing["@type"]).includes("Article"));
    assert.ok(article.headline && article.datePublished && article.author && article.publisher && article.inLanguage === language);
    assert.ok(html.includes(`<link rel="canonical" href="${article.mainEntityOfPage}">`));
  });

  test(`${language} ${kind}: shows a picture where it is shared`, async () => {
    const html = await text_at(url);
    for (const property of ["og:title", "og:url", "og:image", "og:image:width", "og:image:alt", "og:locale"])
      assert.match(html, new RegExp(`<meta property="${property}" content="[^"]+">`), property);
    assert.match(html, /<meta name="twitter:card" content="summary_large_image">/);
  });
}

for (const { language, kind, url } of found.filter((page) => page.kind.startsWith("story-") || page.kind === "page-front")) {
  test(`${language} ${kind}: names itself and its translations`, async () => {
    const html = await text_at(url);
    assert.match(html, /<link rel="canonical" href="https?:\/\/[^"]+">/);
    const tags = [...html.matchAll(/<link rel="alternate" hreflang="([^"]+)"/g)].map((match) => match[1]);
    assert.ok(tags.length === 0 || tags.includes(language), tags.join());
  });
}
