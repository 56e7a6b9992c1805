// Takes the pictures of docs/pictures: eight kinds of page, every language, phone and desk.
// node pictures.mjs http://localhost:8080/ FOLDER
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { open_browser, pages, settle, widths } from "./paper.mjs";

const folder = process.argv.at(-1);
const kinds = {
  "page-front": "front", "page-section": "section", "page-topic": "topic", "page-byline": "byline",
  "story-news": "article", "page-month": "month", "page-search": "search", "page-standing": "about",
};
const heights = { 360: 1100, 1280: 1500 };

await mkdir(folder, { recursive: true });
const browser = await open_browser();
for (const { language, kind, url } of await pages()) {
  const name = kinds[kind];
  if (!name) continue;
  for (const width of widths) {
    const page = await browser.newPage({ viewport: { width, height: heights[width] } });
    await page.goto(name === "search" ? `${url}?q=${encodeURIComponent({ en: "bases", ru: "базы", ar: "القاعدة" }[language])}` : url);
    await settle(page);
    await page.screenshot({ path: join(folder, `${name}-${language}-${width}.jpg`), type: "jpeg", quality: 60 });
    await page.close();
  }
}
await browser.close();
