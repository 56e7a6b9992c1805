// Lighthouse's four marks for the front page and an article, as a phone sees them.
// A hundred in each is what the paper promises; what cost a point is named.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import lighthouse from "lighthouse";
import { base, pages } from "./paper.mjs";

let chromium, folder, port;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "kolokol-lighthouse-"));
  chromium = spawn(process.env.CHROMIUM ?? "/usr/bin/chromium", [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--remote-debugging-port=0",
    `--user-data-dir=${folder}`, "about:blank",
  ], { stdio: ["ignore", "ignore", "pipe"] });
  port = await new Promise((found, failed) => {
    let said = "";
    chromium.stderr.on("data", (text) => {
      said += text;
      const line = said.match(/DevTools listening on ws:\/\/[^:]+:(\d+)/);
      if (line) found(Number(line[1]));
    });
    chromium.on("exit", () => failed(new Error(said)));
  });
});
after(async () => {
  const gone = new Promise((ended) => chromium.once("exit", ended));
  chromium.kill();
  await gone;
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const found = await pages();
for (const kind of ["page-front", "story-news"]) {
  const url = found.find((page) => page.kind === kind).url;
  test(`Lighthouse gives ${kind} a hundred in performance, accessibility, best practices and SEO`, async () => {
    const { lhr } = await lighthouse(url, { port, output: "json", logLevel: "error" });
    const marks = Object.fromEntries(
      Object.values(lhr.categories).map((one) => [one.id, Math.round(one.score * 100)]));
    const lost = Object.values(lhr.categories).flatMap((one) => one.auditRefs)
      .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
      .map(({ id }) => `${id}: ${lhr.audits[id].displayValue ?? lhr.audits[id].title}`);
    console.log(kind, JSON.stringify(marks), lost.join("; "));
    assert.deepEqual(marks, { performance: 100, accessibility: 100, "best-practices": 100, seo: 100 }, lost.join("; "));
  });
}
