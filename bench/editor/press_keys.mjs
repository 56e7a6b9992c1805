// Types into the editor on the page of tests/browser/editor_page.mjs and reads from Chromium's trace what each key cost.
// For each key: "work" is what the page's main thread was busy with until the frame that shows the letter was handed to
// the compositor; "shown" is the time from the key to that moment, with the waiting for the screen's next frame (up to
// 16.7 ms at 60 frames a second) in it.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { serve_editor } from "../../tests/browser/editor_page.mjs";
import { createRequire } from "node:module";

const { chromium } = createRequire(new URL("../../tests/browser/package.json", import.meta.url))("playwright-core");
const quick = process.argv.includes("--quick");
const keys_each = quick ? 20 : 200;
const sentence = "At seven in the morning the price of bread stands on a board, and by noon nobody remembers who wrote it there. ";

function article(words) {
  const blocks = [];
  for (let count = 0, i = 0; count < words; ++i) {
    if (i % 12 === 3) blocks.push("## What comes next");
    else if (i % 15 === 7) blocks.push("- one thing\n- *another* thing\n- [a third](/2026/01/28/slug/)");
    else if (i % 25 === 9) blocks.push("![Two men](kremlin.jpg \"The two presidents | S. Name | POOL | press\")");
    else { blocks.push(sentence.repeat(4).replace("board", "**board**").trim()); count += 4 * 22; }
  }
  return blocks.join("\n\n") + "\n";
}

const percentile = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
const ms = (value) => value.toFixed(1);

/// [{work, shown}] of each key, in milliseconds.
function read_trace(buffer) {
  const { traceEvents } = JSON.parse(buffer.toString());
  const main = traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(({ pid, tid }) => `${pid}.${tid}`);
  const presses = traceEvents.filter(({ name, args }) => name === "EventDispatch" && args.data?.type === "keydown");
  const home = `${presses[0].pid}.${presses[0].tid}`;
  if (!main.includes(home)) throw new Error("the trace has no main thread");
  const here = traceEvents.filter(({ pid, tid, ph }) => `${pid}.${tid}` === home && ph === "X").sort((a, b) => a.ts - b.ts);
  const commits = here.filter(({ name }) => name === "Commit");
  const tasks = here.filter(({ name }) => name === "RunTask" || name === "ThreadControllerImpl::RunTask");
  return presses.map((press) => {
    const typed = here.find(({ name, ts, args }) => name === "EventDispatch" && args.data?.type === "input" && ts >= press.ts);
    const commit = commits.find(({ ts }) => ts >= (typed ?? press).ts);
    if (!commit) return null;
    const end = commit.ts + commit.dur;
    let busy = 0;
    let reached = press.ts; // tasks stand within tasks: no moment is counted twice
    for (const { ts, dur } of tasks) {
      const until = Math.min(ts + dur, end);
      if (until > reached) busy += until - Math.max(ts, reached);
      reached = Math.max(reached, until);
    }
    return { work: busy / 1000, shown: (end - press.ts) / 1000 };
  }).filter(Boolean);
}

const body = article(10_000);
const server = await serve_editor({ body });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
await page.goto(server.address);
await page.locator("#editor-text").waitFor();
const opened = await page.evaluate(() => performance.getEntriesByType("navigation")[0].domComplete);
const words = await page.locator(".editor-count").textContent();
const rows = [];
for (const [place, where] of [["the first paragraph", 0], ["the middle", 0.5], ["the last paragraph", 1]]) {
  await page.evaluate((share) => {
    const list = [...document.querySelectorAll("#editor-text > p")];
    const target = list[Math.round((list.length - 1) * share)];
    target.scrollIntoView({ block: "center" });
    document.querySelector("#editor-text").focus();
    const range = document.createRange();
    range.selectNodeContents(target);
    range.collapse(false);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }, where);
  await page.waitForTimeout(500);
  for (let i = 0; i < 10; ++i) await page.keyboard.type("x"); // what runs for the first time is compiled first
  await page.waitForTimeout(4000);
  await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"] });
  for (let i = 0; i < keys_each; ++i) {
    await page.keyboard.press("abcdefgh "[i % 9] === " " ? "Space" : "abcdefgh"[i % 8]);
    // a hand that types, and rests now and then: then what was typed is counted, kept and saved
    await page.waitForTimeout(i % 40 === 39 ? 1500 : 40);
  }
  rows.push([place, read_trace(await browser.stopTracing())]);
}
const saves = server.saved.length;
await browser.close();
server.stop();

const git = execFileSync("git", ["rev-parse", "--short", "HEAD"]).toString().trim();
const table = rows.map(([place, list]) => {
  const work = list.map((key) => key.work);
  const shown = list.map((key) => key.shown);
  return `| ${place} | ${list.length} | ${ms(percentile(work, 0.5))} | ${ms(percentile(work, 0.99))} | ${ms(Math.max(...work))} | ${ms(percentile(shown, 0.5))} | ${ms(percentile(shown, 0.99))} |`;
});
const text = `# A key press in a long article

${new Date().toISOString().slice(0, 10)}, commit ${git}. ${cpus().length} cores of ${cpus()[0].model.trim()}, ${execFileSync("uname", ["-sr"]).toString().trim()}, ${
  execFileSync(process.env.CHROMIUM ?? "/usr/bin/chromium", ["--version", "--no-sandbox"]).toString().trim()} without a graphics card. Load average after: ${loadavg()[0].toFixed(1)}.

\`bench/editor/run\`: milliseconds. Work: what the page's main thread did until the frame with the letter went to the compositor. Shown: from the key to that moment,
with the waiting for the screen's next frame. The text was saved ${saves} times meanwhile. The page (${words}, ${Math.round(body.length / 1000)} KB of Markdown) was complete after ${Math.round(opened)} ms.

| typed at the end of | keys | work, median | work, p99 | work, most | shown, median | shown, p99 |
|---|---|---|---|---|---|---|
${table.join("\n")}
`;
console.log(text);
if (!quick) writeFileSync(new URL("last.md", import.meta.url), text);
