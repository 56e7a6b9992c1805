// Holds one page of each kind against the Nu HTML checker: node html_test.mjs http://localhost:8080/
// Needs a Java runtime; the checker runs here and asks nobody.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";
import { base, pages } from "./paper.mjs";

const run = promisify(execFile);
const checker = createRequire(import.meta.url)("vnu-jar");
const folder = await mkdtemp(join(tmpdir(), "kolokol-html-"));
after(() => rm(folder, { recursive: true }));

const found = await pages();
const appeals = new Set();
const files = [];
for (const { language, kind, url } of found) {
  const html = await (await fetch(url)).text();
  const frame = html.match(/<iframe src="([^"]+)"/)?.[1];
  if (frame) appeals.add(new URL(frame, url).href);
  files.push({ name: `${language}-${kind}.html`, bytes: html });
}
for (const [i, url] of [...appeals].entries())
  files.push({ name: `appeal-${i}.html`, bytes: await (await fetch(url)).text() });
files.push({ name: "theme.css", bytes: await (await fetch(new URL("theme.css", base))).text() });
for (const { name, bytes } of files) await writeFile(join(folder, name), bytes);

const options = ["-Xss4m", "-jar", checker, "--exit-zero-always", "--format", "json"];
const check = async (more, names) => {
  const { stderr } = await run("java", [...options, ...more, ...names.map((name) => join(folder, name))], { maxBuffer: 1 << 26 });
  return JSON.parse(stderr).messages.filter((message) => message.type !== "info" || message.subType === "warning");
};
const is_html = (file) => file.name.endsWith(".html");
const faults = await check(["--skip-non-html"], files.filter(is_html).map((file) => file.name));

for (const { name } of files.filter(is_html)) {
  test(`${name} is valid HTML`, () => {
    const own = faults.filter((fault) => fault.url?.endsWith(`/${name}`))
      .map((fault) => `${fault.lastLine}: ${fault.message} ${fault.extract ?? ""}`);
    assert.deepEqual(own, []);
  });
}

test("the checker finds a fault where there is one", async () => {
  const broken = join(folder, "broken.html");
  await writeFile(broken, (await readFile(join(folder, files[0].name), "utf8")).replace("</h1>", "</h2>"));
  assert.notDeepEqual(await check(["--skip-non-html"], ["broken.html"]), []);
});
