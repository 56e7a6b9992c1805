// What every check here begins with: a browser without a profile, and one address for each kind of
// page in each language, found by following the paper's own links from its front page.
import { chromium } from "playwright-core";

export const base = new URL(process.env.KOLOKOL_PAPER ?? process.argv[2] ?? "http://localhost:8080/").href;
export const widths = [360, 1280];

export async function open_browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
      "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
    ],
  });
}

const attribute = (tag, name) => tag.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1];
const unescape = (text) => text.replaceAll("&amp;", "&").replaceAll("&#x2F;", "/");

function links_of(html, address) {
  return [...html.matchAll(/<a\s[^>]*>/g)]
    .map(([tag]) => attribute(tag, "href"))
    .filter((href) => href && !href.startsWith("mailto:"))
    .map((href) => new URL(unescape(href), address))
    .filter((url) => url.origin === new URL(base).origin && !/\.(xml|json|txt)$/.test(url.pathname))
    .map((url) => url.href.replace(/#.*/, ""));
}

/// [{language, kind, url}]: the first page of each kind in each language, and those that say no.
export async function pages(limit = 400) {
  const found = new Map();
  const seen = new Set([base]);
  const queue = [base];
  for (let fetched = 0; queue.length && fetched < limit; ++fetched) {
    const url = queue.shift();
    const answer = await fetch(url);
    const html = await answer.text();
    const language = html.match(/<html lang="([^"]+)"/)?.[1];
    const kind = html.match(/<body class="([^"]*)"/)?.[1].split(" ").at(-1);
    const story = html.match(/<article class="story (story-[a-z]+)"/)?.[1];
    const name = `${language} ${story ?? kind}`;
    if (answer.ok && kind && !found.has(name)) found.set(name, { language, kind: story ?? kind, url });
    for (const link of links_of(html, url)) {
      if (!seen.has(link)) queue.push(link);
      seen.add(link);
    }
  }
  for (const front of [...found.values()].filter((page) => page.kind === "page-front")) {
    const url = new URL("no-such-page-here/", front.url).href;
    found.set(`${front.language} 404`, { language: front.language, kind: "404", url });
  }
  return [...found.values()];
}

/// Brings every picture and frame in, so that what is measured is the whole page.
export async function settle(page) {
  await page.evaluate(async () => {
    for (const late of document.querySelectorAll("[loading=lazy]")) late.loading = "eager";
    await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  });
  await page.waitForLoadState("load");
}
