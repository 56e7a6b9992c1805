// The newsroom in Chromium with a virtual authenticator: invited, in by a passkey, out again; a second key, recovery
// codes, an act for two; each page at both widths, in three languages, held against axe.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { open_browser, widths } from "./paper.mjs";

const newsroom = process.env.KOLOKOL_NEWSROOM;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
before(async () => { browser = await open_browser(); });
after(() => browser.close());

/// A window of its own, whose authenticator is held by one person.
async function open_window({ width = 1280, locale = "en-GB" } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale, bypassCSP: false });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (line) => { if (/Content Security Policy/.test(line.text())) errors.push(line.text()); });
  const cdp = await context.newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2", ctap2Version: "ctap2_1", transport: "internal", hasResidentKey: true,
      hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true,
    },
  });
  return { page, cdp, authenticatorId, errors, context };
}

async function come_in_as(page, pseudonym) {
  await page.goto(`${newsroom}enter`);
  await page.getByRole("button", { name: `Come in as ${pseudonym}` }).click();
  // the demo is kept between runs, and with it the language that was chosen last
  await page.goto(`${newsroom}account`);
  await page.locator("button[name=language][value=en]").click();
}

async function invitation() {
  const { page, context } = await open_window();
  await come_in_as(page, "Osprey");
  await page.goto(`${newsroom}people`);
  await page.getByRole("button", { name: "Make an invitation" }).click();
  const link = await page.locator("input.wide").inputValue();
  await context.close();
  return link;
}

async function join(page, pseudonym) {
  await page.goto(await invitation());
  await page.getByLabel("Pseudonym").first().fill(pseudonym);
  await page.getByRole("button", { name: "Make a passkey and come in" }).click();
  await page.waitForURL(/account/);
}

let count = 0;
const fresh_name = () => `Sanderling ${process.pid} ${++count}`;

test("a person joins by a link, leaves, and comes in again by the passkey", async () => {
  const { page, errors, context } = await open_window();
  await join(page, fresh_name());
  await page.getByRole("button", { name: "Leave" }).click();
  await page.getByRole("button", { name: "Come in with a passkey" }).click();
  await page.getByText("You are in.").waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

test("the same by the keyboard alone", async () => {
  const { page, context } = await open_window();
  await page.goto(await invitation());
  await page.getByLabel("Pseudonym").first().focus();
  await page.keyboard.type(fresh_name());
  await page.keyboard.press("Enter");
  await page.waitForURL(/account/);
  for (let i = 0; i < 20; ++i) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.textContent === "Leave")) break;
  }
  await page.keyboard.press("Enter");
  await page.waitForURL(/enter/);
  for (let i = 0; i < 40; ++i) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.textContent === "Come in with a passkey")) break;
  }
  await page.keyboard.press("Enter");
  await page.getByText("You are in.").waitFor();
  await context.close();
});

test("a passkey that asks nobody is turned away with a sentence", async () => {
  const { page, cdp, authenticatorId, context } = await open_window();
  await join(page, fresh_name());
  await page.getByRole("button", { name: "Leave" }).click();
  await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  await page.getByRole("button", { name: "Come in with a passkey" }).click();
  await page.getByText("No passkey answered.").waitFor();
  await context.close();
});

test("a device that holds a key of the account makes no second one", async () => {
  const { page, context } = await open_window();
  await join(page, fresh_name());
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByText("Perhaps this device holds one of yours already.").waitFor();
  await context.close();
});

test("a recovery code lets its owner in to add a key, once", async () => {
  const { page, cdp, authenticatorId, context } = await open_window();
  await join(page, fresh_name());
  await page.getByRole("button", { name: "Make ten new codes" }).click();
  const code = await page.locator("ol code").first().textContent();
  await cdp.send("WebAuthn.clearCredentials", { authenticatorId });
  await page.getByRole("button", { name: "Leave" }).click();
  await page.getByRole("link", { name: "I lost my keys" }).click();
  await page.getByLabel("Recovery code").fill(code.toLowerCase().replaceAll("-", " "));
  await page.getByRole("button", { name: "Come in" }).click();
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.waitForURL(/enter/);
  await page.getByRole("button", { name: "Come in with a passkey" }).click();
  await page.getByText("You are in.").waitFor();
  await context.close();
});

test("a session that was ended elsewhere is over with its next request", async () => {
  const first = await open_window();
  await join(first.page, fresh_name());
  const { context: elsewhere } = await open_window();
  await elsewhere.addCookies(await first.context.cookies());
  const page = await elsewhere.newPage();
  await page.goto(newsroom);
  await page.getByText("You are in.").waitFor();
  await first.page.getByRole("button", { name: "Leave" }).click();
  await page.reload();
  assert.match(page.url(), /enter/);
  await elsewhere.close();
  await first.context.close();
});

test("no page shifts, overflows or fails axe, at either width, in three languages, light and dark", async () => {
  const names = ["", "account", "people", "acts", "audit"];
  for (const width of widths)
    for (const [locale, scheme] of [["en-GB", "light"], ["ru-RU", "dark"], ["ar-EG", "light"]]) {
      const { page, errors, context } = await open_window({ width, locale });
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(`${newsroom}enter`);
      await look_at(page, `enter ${locale} ${width}`);
      await page.locator("form.choice button").nth(2).click();
      await page.goto(`${newsroom}account`);
      await page.locator(`button[name=language][value=${locale.slice(0, 2)}]`).click();
      for (const name of names) {
        await page.goto(newsroom + name);
        for (const fold of await page.locator("details > summary").all()) await fold.click();
        await look_at(page, `${name} ${locale} ${width}`);
      }
      assert.deepEqual(errors, []);
      await context.close();
    }
});

async function look_at(page, where) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${where} is ${wide} px too wide`);
  // through the debugger, since the page's own policy lets no other script in
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run({
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  }));
  assert.deepEqual(violations.map((found) => `${found.id}: ${found.nodes[0].html}`), [], where);
}
