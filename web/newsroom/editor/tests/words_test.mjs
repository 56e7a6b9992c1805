// Every sentence of the editor is there in Russian and in Arabic.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { ar } from "../src/words_ar.mjs";
import { ru } from "../src/words_ru.mjs";
import { speaker } from "../src/words.mjs";

const folder = new URL("../src/", import.meta.url);
const sources = readdirSync(folder).filter((name) => !name.startsWith("words")).map((name) => readFileSync(new URL(name, folder), "utf8"));
const said = new Set(sources.flatMap((text) => [...text.matchAll(/\bt\(\s*"([^"]+)"/g)].map(([, sentence]) => sentence)));

for (const [name, table] of Object.entries({ ru, ar })) {
  test(`${name} has every sentence that is said`, () => {
    assert.deepEqual([...said].filter((sentence) => !table[sentence]), []);
  });
  test(`${name} fills in what English fills in`, () => {
    const slots = (text) => (text.match(/\{\w+\}/g) ?? []).sort().join();
    assert.deepEqual(Object.entries(table).filter(([key, value]) => slots(key) !== slots(value)), []);
  });
}

test("the names in the toolbar, the list of keys and the fields are there too", () => {
  const text = sources.join("\n");
  const names = [...text.matchAll(/^ {4}\["[^"]+", "([^"]+)"/gm), ...text.matchAll(/\["[^"]+", "([^"]+)"(?:, "[^"]*", tables)?/g),
    ...text.matchAll(/title: "([A-Z][^"]+)"/g)].map(([, name]) => name).filter((name) => /^[A-Z]/.test(name));
  assert.ok(names.length > 30);
  assert.deepEqual(names.filter((name) => !ru[name] || !ar[name]), []);
});

test("a language without a table is spoken to in English, and a region changes nothing", () => {
  assert.equal(speaker("fr")("Close"), "Close");
  assert.equal(speaker("ru-RU")("Saved {time}", { time: "14:05" }), "Сохранено в 14:05");
});
