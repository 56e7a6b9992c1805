// Reads the running paper as readers do: node paper_test.mjs http://localhost:8080/
// A phone and a desk, every language, every kind of page, light and dark, with scripts off.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { base, open_browser, pages, settle, widths } from "./paper.mjs";
import * as measures from "./measures.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const found = await pages();
const languages = [...new Set(found.map((page) => page.language))];
const of_kind = (kind) => found.filter((page) => page.kind === kind);
let browser;
before(async () => { browser = await open_browser(); });
after(async () => { await browser.close(); });

/// Opens `url` in a window of its own and hands it to `look`; says what was asked for elsewhere.
async function visit(url, { width = 1280, colorScheme = "light", javaScriptEnabled = false }, look) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, javaScriptEnabled });
  const page = await context.newPage();
  const elsewhere = [];
  const complaints = [];
  const received = [];
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== new URL(base).origin) elsewhere.push(request.url());
  });
  page.on("console", (message) => { if (message.type() === "error") complaints.push(message.text()); });
  page.on("response", (response) => received.push(response));
  try {
    const answer = await page.goto(url);
    await settle(page);
    return await look(page, { answer, elsewhere, complaints, received });
  } finally {
    await context.close();
  }
}

test("has a front page, a section, a topic, a byline and an article in every language", () => {
  assert.ok(languages.length >= 3, `languages: ${languages}`);
  for (const kind of ["page-front", "page-section", "page-topic", "page-byline", "story-news", "page-month", "page-search", "page-standing", "page-corrections"])
    assert.deepEqual(of_kind(kind).map((page) => page.language).sort(), [...languages].sort(), kind);
});

for (const width of [320, ...widths]) {
  for (const { language, kind, url } of found) {
    test(`${language} ${kind} at ${width} px fits its window, asks nobody else, runs no script`, () =>
      visit(url, { width }, async (page, { answer, elsewhere, complaints }) => {
        assert.equal(answer.status(), kind === "404" ? 404 : 200);
        assert.ok(await page.evaluate(measures.overflow) <= 0, "wider than the window");
        assert.equal(await page.evaluate(measures.scripts), 0);
        assert.deepEqual(await page.evaluate(measures.pictures_without_size), []);
        assert.deepEqual(elsewhere, []);
        assert.deepEqual(complaints.filter((text) => !/status of 404/.test(text)), []);
      }));
  }
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of widths) {
    for (const { language, kind, url } of found) {
      test(`${language} ${kind} at ${width} px, ${colorScheme}: axe finds nothing, contrast is 7:1, sizes are of the scale`, () =>
        visit(url, { width, colorScheme, javaScriptEnabled: true }, async (page) => {
          for (const frame of page.frames()) {
            await frame.evaluate(axe);
            const report = await frame.evaluate(() => axe.run(document, {
              iframes: false,
              runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
            }));
            const faults = report.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" | ")}`);
            assert.deepEqual(faults, []);
            assert.deepEqual(await frame.evaluate(measures.weak_contrast, 7), []);
            assert.deepEqual(await frame.evaluate(measures.sizes_off_the_scale), []);
          }
        }));
    }
  }
}

for (const { language, url } of of_kind("story-news")) {
  test(`${language} article: a line holds 60 to 75 characters at the desk`, () =>
    visit(url, {}, async (page) => {
      const counts = await page.evaluate(measures.characters_a_line);
      assert.ok(counts.length >= 4, "too few lines to measure");
      const mean = counts.reduce((a, b) => a + b) / counts.length;
      assert.ok(mean >= 60 && mean <= 75, `mean ${mean.toFixed(1)} of ${counts}`);
    }));

  test(`${language} article: its headline is the largest text`, () =>
    visit(url, {}, async (page) => {
      assert.equal((await page.evaluate(measures.largest_text)).tag, "H1");
    }));

  for (const width of [320, ...widths]) {
    test(`${language} article at ${width} px: nothing in the slot scrolls or is cut`, () =>
      visit(url, { width }, async (page) => {
        const slot = await (await page.$(".slot iframe")).contentFrame();
        const [content, box] = await slot.evaluate(() => [
          document.documentElement.scrollHeight, document.documentElement.clientHeight]);
        assert.ok(content <= box, `${content} px in ${box} px`);
        assert.ok(await slot.evaluate(measures.overflow) <= 0, "wider than the slot");
        assert.deepEqual(await slot.evaluate(() =>
          [...document.querySelectorAll("a, form")].filter((e) => e.target !== "_top").length), 0);
      }));
  }

  test(`${language} article: the first page weighs under 60 KB without pictures, the slot under 10 KB`, () =>
    visit(url, {}, async (page, { received }) => {
      // The slot asks for the style sheet once more and has it from the browser's memory.
      const once = [...new Map(received.map((r) => [r.url(), r])).values()];
      const sizes = await Promise.all(once.filter((r) => r.request().resourceType() !== "image")
        .map(async (r) => [r.url(), (await r.body()).length]));
      const total = sizes.reduce((sum, [, size]) => sum + size, 0);
      const slot = sizes.find(([address]) => address.includes("/appeal/"));
      assert.ok(slot[1] < 10_000, `slot: ${slot[1]} bytes`);
      assert.ok(total < 60_000, `${total} bytes: ${JSON.stringify(sizes)}`);
    }));

  test(`${language} article on paper: the address stands, the slot and the menu do not`, () =>
    visit(url, {}, async (page) => {
      await page.emulateMedia({ media: "print" });
      assert.ok(await page.isVisible(".print-address"));
      assert.ok(!await page.isVisible(".slot"));
      assert.ok(!await page.isVisible(".sections"));
    }));
}

for (const kind of ["page-front", "story-news", "page-topic"]) {
  for (const { language, url } of of_kind(kind)) {
    test(`${language} ${kind}: nothing moves while it loads`, () =>
      visit(url, { width: 360, javaScriptEnabled: true }, async (page) => {
        const shift = await page.evaluate(() => new Promise((tell) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += entry.value;
          }).observe({ type: "layout-shift", buffered: true });
          window.scrollTo(0, document.body.scrollHeight);
          requestAnimationFrame(() => requestAnimationFrame(() => tell(sum)));
        }));
        assert.equal(shift, 0);
      }));

    test(`${language} ${kind}: dark when the reader's system is`, async () => {
      const light = await visit(url, { colorScheme: "light" }, (page) => page.evaluate(measures.brightness));
      const dark = await visit(url, { colorScheme: "dark" }, (page) => page.evaluate(measures.brightness));
      assert.ok(light > 0.9 && dark < 0.2, `${light} ${dark}`);
    });

    test(`${language} ${kind}: the first Tab shows the way past the masthead`, () =>
      visit(url, {}, async (page) => {
        await page.keyboard.press("Tab");
        const focused = await page.evaluate(() => {
          const e = document.activeElement;
          return { skip: e.matches(".skip"), top: e.getBoundingClientRect().top, to: !!document.querySelector(e.getAttribute("href")) };
        });
        assert.deepEqual(focused, { skip: true, top: 0, to: true });
      }));
  }
}

for (const { language, url } of of_kind("page-front")) {
  test(`${language} front page: the lead's headline is larger than any other`, () =>
    visit(url, {}, async (page) => {
      const sizes = await page.evaluate(() =>
        [...document.querySelectorAll("main .headline")].map((h) => parseFloat(getComputedStyle(h).fontSize)));
      const lead = await page.evaluate(() => parseFloat(getComputedStyle(document.querySelector(".block-lead .headline")).fontSize));
      assert.equal(Math.max(...sizes), lead);
      assert.equal(sizes.filter((size) => size === lead).length, 1);
    }));
  test(`${language} front page: runs in the direction of its script`, () =>
    visit(url, {}, async (page) => {
      const [direction, start] = await page.evaluate(() => {
        const box = document.querySelector(".languages").getBoundingClientRect();
        return [document.documentElement.dir, box.left < innerWidth / 2 ? "ltr" : "rtl"];
      });
      assert.equal(direction, start);
    }));
}
