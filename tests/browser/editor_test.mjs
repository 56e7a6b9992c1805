// The editor in Chromium, on a page of its own (editor_page.mjs) under the newsroom's policy: what keys, the clipboard and
// a lost connection do. tools/browser editor runs it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { serve_editor } from "./editor_page.mjs";
import { open_browser, widths } from "./paper.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const fixture = (name) => readFileSync(new URL(`../../web/newsroom/editor/tests/fixtures/${name}.html`, import.meta.url), "utf8");

let browser;
before(async () => { browser = await open_browser(); });
after(() => browser.close());

/// A desk with an article on it; what the page complains of is an error.
async function open_desk(t, { width = 1280, ...more } = {}, options = {}) {
  const server = await serve_editor(more);
  const context = await browser.newContext({ viewport: { width, height: 800 }, bypassCSP: false, ...options });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (line) => { if (/Content Security Policy|Refused/.test(line.text())) errors.push(line.text()); });
  await page.goto(server.address);
  const text = page.locator("#editor-text");
  if (options.javaScriptEnabled !== false) await text.waitFor();
  t.after(async () => { await context.close(); server.stop(); });
  return { server, context, page, text, errors, keys: (...list) => list.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve()) };
}

/// What was saved last, once it matches.
async function saved_like(server, pattern) {
  for (let i = 0; i < 120; ++i) {
    const body = server.saved.at(-1)?.body ?? "";
    if (pattern.test(body)) return server.saved.at(-1);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`nothing like ${pattern} was saved, but ${JSON.stringify(server.saved.at(-1)?.body)}`);
}

/// Puts HTML and text on the clipboard of the page and pastes it, as Chromium does for Ctrl-V.
async function paste(page, html, plain = "", files = []) {
  await page.evaluate(async ({ html, plain, files }) => {
    const data = new DataTransfer();
    if (html) data.setData("text/html", html);
    if (plain) data.setData("text/plain", plain);
    for (const { name, type } of files) data.items.add(new File([new Uint8Array([1, 2, 3])], name, { type }));
    document.querySelector("#editor-text").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, { html, plain, files });
}

test("an article is written by keyboard alone: marks, headings, lists, quotes, and what was typed is saved", async (t) => {
  const { server, page, text, errors, keys } = await open_desk(t);
  await page.getByLabel("Headline").focus();
  await page.keyboard.press("Tab");
  for (let i = 0; i < 4 && !(await text.evaluate((node) => node === document.activeElement)); ++i) await page.keyboard.press("Tab");
  await page.keyboard.type("One ");
  await keys("Control+b");
  await page.keyboard.type("bold");
  await keys("Control+b");
  await page.keyboard.type(" word, 2 * 3.");
  await keys("Enter");
  await page.keyboard.type("## What comes next");
  await keys("Enter");
  await page.keyboard.type("* a list");
  await keys("Enter");
  await page.keyboard.type("second");
  await keys("Enter", "Enter");
  await page.keyboard.type("> somebody said");
  await keys("Control+Enter");
  await page.keyboard.type("- Да, - сказал он.");
  await keys("Control+s");
  const { body } = await saved_like(server, /сказал/);
  assert.equal(body, "One **bold** word, 2 \\* 3.\n\n## What comes next\n\n- a list\n- second\n\n> somebody said\n\n\\- Да, - сказал он.\n");
  assert.deepEqual(errors, []);
});

test("blocks come from the toolbar by arrow keys, and their fields are reached by Tab", async (t) => {
  const { server, page, text, keys } = await open_desk(t, { body: "First.\n" });
  await text.focus();
  await keys("Control+End", "Alt+F10");
  for (let i = 0; i < 30; ++i) {
    if (await page.evaluate(() => document.activeElement.dataset.name === "Pull quote")) break;
    await keys("ArrowRight");
  }
  await keys("Enter");
  await page.keyboard.type("What was said.");
  await keys("Shift+Tab");
  await page.keyboard.type("Who said it");
  await keys("Control+Enter");
  await page.keyboard.type("Behind it.");
  await keys("Control+s");
  const { body } = await saved_like(server, /Behind/);
  assert.equal(body, "First.\n\n:::quote Who said it\nWhat was said.\n:::\n\nBehind it.\n");
});

test("a link to an article of ours is found by its words", async (t) => {
  const { server, page, text, keys } = await open_desk(t, { body: "See the walnuts.\n" });
  await text.focus();
  await keys("Control+Home", "Control+Shift+ArrowRight", "Control+k");
  await page.getByRole("combobox").fill("walnuts");
  await page.getByRole("option").waitFor();
  await keys("ArrowDown", "Enter", "Control+s");
  const { body } = await saved_like(server, /walnuts-knows/);
  assert.match(body, /^\[See\]\(\/2025\/11\/12\/what-a-kilo-of-walnuts-knows\/\) the walnuts\.\n$/);
});

test("an address that leads nowhere is not taken", async (t) => {
  const { page, text, keys } = await open_desk(t, { body: "See.\n" });
  await text.focus();
  await keys("Control+a", "Control+k");
  await page.getByRole("combobox").fill("javascript:alert(1)");
  await keys("Enter");
  await page.getByText("This leads nowhere.").waitFor();
  assert.equal(await text.locator("a").count(), 0);
});

test("what is pasted from Word and Google Docs is plain, and the page stays quiet", async (t) => {
  const { server, page, text, errors, keys } = await open_desk(t);
  await text.focus();
  await paste(page, fixture("word"), "words");
  await paste(page, fixture("google_docs"), "words");
  await paste(page, fixture("hostile"), "words");
  await keys("Control+s");
  const { body } = await saved_like(server, /Очередь/);
  assert.match(body, /- Flour\n {2}- from the north\n- Salt/);
  assert.match(body, /\*\*две очереди\*\*/);
  assert.doesNotMatch(body, /mso|steal|<\/?[a-z]|google\.com/i);
  assert.equal(await page.evaluate(() => document.querySelectorAll("#editor-text :is(script, style, svg, iframe, [style*=mso], [onclick])").length), 0);
  assert.deepEqual(errors, []);
});

test("a picture that is pasted is sent under a harmless name and becomes a figure with fields", async (t) => {
  const { server, page, text, keys } = await open_desk(t, { body: "Before.\n" });
  await text.focus();
  await keys("Control+End");
  await paste(page, "", "", [{ name: "../../‮gnp\"<b>\n.jpg", type: "image/jpeg" }]);
  await page.getByRole("group", { name: "Picture" }).waitFor();
  assert.match(server.uploaded.toString(), /filename="gnp-b\.jpg"/);
  await page.getByLabel("What it shows").fill("Two men");
  await page.getByLabel("Caption").fill("The two | presidents");
  await text.focus();
  await keys("Control+s");
  const { body } = await saved_like(server, /kremlin/);
  assert.equal(body, "Before.\n\n![Two men](kremlin.jpg \"The two ¦ presidents | S. Name |  | press\")\n");
});

test("a file that is dropped becomes a figure, a drawing that could hold scripts does not", async (t) => {
  const { server, page, text } = await open_desk(t, { body: "Before.\n\nBehind.\n" });
  const drop = (name, type) => page.evaluate(({ name, type }) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array([1])], name, { type }));
    const place = document.querySelector("#editor-text p").getBoundingClientRect();
    document.querySelector("#editor-text").dispatchEvent(new DragEvent("drop",
      { dataTransfer: data, bubbles: true, cancelable: true, clientX: place.left + 20, clientY: place.top + 5 }));
  }, { name, type });
  await drop("drawing.svg", "image/svg+xml");
  await page.getByText("This kind of file is not taken").waitFor();
  assert.equal(server.uploaded, undefined);
  await drop("photo.jpg", "image/jpeg");
  await text.getByRole("group", { name: "Picture" }).waitFor();
  await page.keyboard.press("Control+s");
  const { body } = await saved_like(server, /kremlin/);
  assert.match(body, /^Before\.\n\n!\[\]\(kremlin\.jpg .*\)\n\nBehind\.\n$/);
});

test("what is saved is not sent again while nobody writes", async (t) => {
  const { server, page, text, keys } = await open_desk(t, { body: "First.\n" });
  await text.focus();
  await page.keyboard.type("x");
  await keys("Control+s");
  await page.getByText(/^Saved /).waitFor();
  await page.waitForTimeout(4000);
  assert.equal(server.saved.length, 1);
});

test("a lost connection keeps the text in the window, over a reload too, and saves it once it is back", async (t) => {
  const { server, page, text, keys } = await open_desk(t, { body: "First.\n" });
  const real = server.answer;
  server.answer = () => null;
  await text.focus();
  await keys("Control+End");
  await page.keyboard.type(" Second.");
  await keys("Control+s");
  await page.getByText("No connection: kept in this window").waitFor();
  page.on("dialog", (dialog) => dialog.accept());
  await page.reload();
  await page.getByText("This window has text that was not saved.").waitFor();
  server.answer = real;
  await page.getByRole("button", { name: "Take it up again" }).click();
  const { body, base } = await saved_like(server, /Second/);
  assert.deepEqual([body, base], ["First. Second.\n", "1"]);
  await page.getByText(/^Saved /).waitFor();
  assert.equal(await page.evaluate(() => window.sessionStorage.length), 0);
});

test("a page with unsaved text asks before it is left, and one without does not", async (t) => {
  const { server, page, text, keys } = await open_desk(t, { body: "First.\n" });
  server.answer = () => null;
  await text.focus();
  await page.keyboard.type("x");
  await keys("Control+s");
  await page.getByText("No connection").waitFor();
  const asked = [];
  page.on("dialog", (dialog) => { asked.push(dialog.type()); dialog.accept(); });
  await page.reload();
  assert.deepEqual(asked, ["beforeunload"]);
  await page.getByRole("button", { name: "Throw it away" }).click();
  await page.reload();
  assert.deepEqual(asked, ["beforeunload"]);
});

test("what somebody else wrote comes in while one types, and the cursor stays", async (t) => {
  const { server, page, text, keys } = await open_desk(t, { body: "First.\n\nSecond.\n" });
  let once = true;
  server.answer = ({ body, base }) => {
    const merged = once;
    once = false;
    return merged ? { version: 5, state: "merged", saved_at: "2026-01-28T14:05:00Z", others: [{ name: "Osprey", since: "2026-01-28T14:00:00Z" }], lock: "other",
      fields: { headline: "Bread and salt", body: body.replace("First.", "First, changed.") + "\nThird, theirs.\n" } }
      : { version: Number(base) + 1, state: "saved", saved_at: "2026-01-28T14:06:00Z", others: [], lock: "mine" };
  };
  await text.focus();
  await keys("Control+End");
  await page.keyboard.type(" Mine.");
  await keys("Control+s");
  await page.getByText("Third, theirs.").waitFor();
  await page.getByText("Also here: ⁨Osprey⁩.").waitFor();
  assert.equal(await page.getByLabel("Headline").inputValue(), "Bread and salt");
  await page.keyboard.type(" More.");
  await keys("Control+s");
  const { body, base } = await saved_like(server, /More/);
  assert.deepEqual([body, base], ["First, changed.\n\nSecond. Mine. More.\n\nThird, theirs.\n", "5"]);
});

test("a conflict shows both texts, and what is chosen is saved on top of theirs", async (t) => {
  const { server, page, text, keys } = await open_desk(t, { body: "First.\n" });
  let once = true;
  server.answer = ({ base }) => {
    const conflict = once;
    once = false;
    return conflict ? { version: 8, state: "conflict", others: [], lock: "other", fields: { headline: "Bread", body: "Theirs.\n" } }
      : { version: Number(base) + 1, state: "saved", others: [], lock: "mine" };
  };
  await text.focus();
  await keys("Control+End");
  await page.keyboard.type(" Mine.");
  await keys("Control+s");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  assert.match(await dialog.textContent(), /First\. Mine\./);
  assert.match(await dialog.textContent(), /Theirs\./);
  await page.evaluate(axe);
  assert.deepEqual(await wrongs(page), []);
  await dialog.getByRole("button", { name: "Save what I chose" }).focus();
  await keys("Enter");
  const { body, base } = await saved_like(server, /Theirs/);
  assert.deepEqual([body, base], ["First. Mine.\n\nTheirs.\n", "8"]);
});

test("a session that is over says so and keeps the text", async (t) => {
  const { server, page, text, keys } = await open_desk(t, { body: "First.\n" });
  server.answer = () => ({ state: "refused", why: "The headline is empty." });
  await text.focus();
  await page.keyboard.type("x");
  await keys("Control+s");
  await page.getByText("Not saved: The headline is empty.").waitFor();
  assert.equal(await page.evaluate(() => window.sessionStorage.length), 1);
});

test("find and replace goes through the whole text", async (t) => {
  const { server, page, text, keys } = await open_desk(t, { body: "Bread and *bread*.\n\n:::note Bread\nMore bread, хлеб.\n:::\n" });
  await text.focus();
  await keys("Control+f");
  await page.getByRole("textbox", { name: "Find", exact: true }).fill("bread");
  await page.getByText("Found 3 times").waitFor();
  await page.getByLabel("Replace with").fill("salt");
  await page.getByRole("button", { name: "Replace all" }).click();
  await keys("Escape", "Control+s");
  const { body } = await saved_like(server, /salt/);
  assert.equal(body, "salt and *salt*.\n\n:::note Bread\nMore salt, хлеб.\n:::\n");
});

test("words are counted in every script", async (t) => {
  const { page } = await open_desk(t, { body: "Bread and salt.\n\nХлеб и соль.\n\nالخبز والملح\n" });
  await page.getByText("8 words").waitFor();
});

test("a table is made and filled by keys, and Tab leads out of it", async (t) => {
  const { server, page, text, keys } = await open_desk(t);
  await text.focus();
  await keys("Alt+F10");
  await page.getByRole("button", { name: "Table", exact: true }).focus();
  await keys("Enter");
  for (const words of ["Month", "Price", "May", "100", "June"]) {
    await page.keyboard.type(words);
    await keys("Tab");
  }
  await page.keyboard.type("110");
  await keys("Tab");
  assert.equal(await text.evaluate((node) => node === document.activeElement), false);
  await text.focus();
  await keys("Control+s");
  const { body } = await saved_like(server, /110/);
  assert.equal(body, "| Month | Price |\n| --- | --- |\n| May | 100 |\n| June | 110 |\n");
});

test("without scripts the plain text field stays", async (t) => {
  const { page } = await open_desk(t, { body: "First.\n" }, { javaScriptEnabled: false });
  assert.equal(await page.locator("textarea[name=body]").isVisible(), true);
  assert.equal(await page.locator("textarea[name=body]").inputValue(), "First.\n");
});

test("text and fields follow their own direction", async (t) => {
  const { page } = await open_desk(t, { body: "Left.\n\nيمين.\n", language: "ar" });
  const directions = await page.evaluate(() => [...document.querySelectorAll("#editor-text > p")].map((p) => getComputedStyle(p).direction));
  assert.deepEqual(directions, ["ltr", "rtl"]);
});

async function wrongs(page) {
  const { violations } = await page.evaluate(() => globalThis.axe.run({
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return violations.map((found) => `${found.id}: ${found.nodes[0].html}`);
}

test("no part of the editor overflows or fails axe, at either width, in three languages, light and dark", async (t) => {
  const body = "Text.\n\n## Heading\n\n- list\n\n![A](a.jpg \"c | p | a | \")\n\n:::quote Who\nSaid.\n:::\n\n:::note Title\nNote.\n:::\n\n" +
    ":::card https://example.org/\ntitle: T\n:::\n\n| a | b |\n|---|--:|\n| c | d |\n\n[ref]: /x\n";
  for (const width of widths)
    for (const [language, scheme] of [["en", "light"], ["ru", "dark"], ["ar", "light"]]) {
      const { page, text, errors, keys } = await open_desk(t, { width, body, language });
      await page.emulateMedia({ colorScheme: scheme });
      await text.focus();
      await keys("Control+f");
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${language} ${width} is too wide`);
      await page.evaluate(axe);
      assert.deepEqual(await wrongs(page), [], `${language} ${width}`);
      await keys("Escape", "Control+/");
      await page.getByRole("dialog").waitFor();
      assert.deepEqual(await wrongs(page), [], `keys, ${language} ${width}`);
      await keys("Escape", "Control+k");
      await page.getByRole("dialog").waitFor();
      assert.deepEqual(await wrongs(page), [], `link, ${language} ${width}`);
      assert.deepEqual(errors, []);
    }
});
