// What is pasted comes out as words, emphasis, links, lists and tables, and as nothing else.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("");
Object.assign(globalThis, { document: window.document, DOMParser: window.DOMParser, Node: window.Node });
const { clean } = await import("../src/clean.mjs");
const { DOMParser: ModelParser } = await import("prosemirror-model");
const { schema } = await import("../src/schema.mjs");
const { write_all } = await import("../src/write_blocks.mjs");

const fixture = (name) => readFileSync(new URL(`fixtures/${name}.html`, import.meta.url), "utf8");

/// The Markdown that a paste becomes.
function pasted(html) {
  const page = window.document.implementation.createHTMLDocument("");
  page.body.innerHTML = clean(html);
  const doc = ModelParser.fromSchema(schema).parse(page.body);
  const blocks = [];
  doc.forEach((node) => blocks.push(node));
  return write_all(blocks);
}

test("Word's clipboard comes out clean", () => {
  assert.equal(pasted(fixture("word")), `## The bread queue

At seven in the morning Qamishli has **two queues**: one for *bread* and one for **diesel**.\\[1\\]

- Flour
  - from the north
- Salt

The order of the day:

1. Wait.
2. Wait\u00a0again.

[The report](https://example.org/report) has a table:

| **Month** | **Price** |
| --- | --- |
| May 2025 | 100 |

***

\\[1\\] As counted by hand.`);
});

test("the clipboard of Google Docs comes out clean", () => {
  assert.equal(pasted(fixture("google_docs")), `## Очередь за хлебом

В семь утра в городе **две очереди**_, говорят_ ~~три~~. [Отчёт](https://example.org/report?a=1)

- Мука
  - с севера
- Соль

| Месяц | Цена |
| --- | --- |
| Май | 100 |`);
});

test("nothing that could act survives a paste", () => {
  const html = clean(fixture("hostile"));
  assert.doesNotMatch(html, /script|steal|on\w+\s*=|style|svg|math|iframe|example\.net|<img|<form|<input|data-block|srcdoc|base|meta/i);
  assert.match(html, /<a href="https:\/\/example\.org\/">six<\/a>/);
  assert.match(html, /Words/);
  assert.match(html, /one two three four five/);
});

test("only elements of the list stand in what is pasted, with an address as the one attribute", () => {
  for (const name of ["word", "google_docs", "hostile"]) {
    const page = window.document.implementation.createHTMLDocument("");
    page.body.innerHTML = clean(fixture(name));
    for (const element of page.body.querySelectorAll("*")) {
      assert.match(element.localName, /^(p|h[23]|ul|ol|li|blockquote|pre|code|em|strong|s|a|br|hr|table|tbody|tr|td|th)$/, name);
      for (const { name: attribute } of element.attributes) assert.ok(attribute === "href" || attribute === "start", `${element.localName} ${attribute}`);
    }
  }
});

test("what says it comes from this editor can only become this editor's blocks", () => {
  const page = window.document.implementation.createHTMLDocument("");
  page.body.innerHTML = fixture("hostile");
  const doc = ModelParser.fromSchema(schema).parse(page.body);
  let figure = null;
  doc.descendants((node) => { if (node.type.name === "figure") figure = node; });
  assert.deepEqual({ ...figure.attrs }, { picture: "\" onerror=\"steal()", alt: "<img src=x onerror=steal()>", caption: "", photographer: "", agencies: "", licence: "" });
  doc.descendants((node) => { for (const mark of node.marks) if (mark.type.name === "link") assert.match(mark.attrs.href, /^https:\/\/example\.org\/$/); });
});

test("an ordinary web page's headings, lists and quotes stay what they are", () => {
  assert.equal(pasted("<div><h4>A</h4><div>one<br>two</div><blockquote><p>said</p></blockquote><ol start=3><li>x<li>y</ol><pre>a\n  b</pre></div>"),
    "### A\n\none\\\ntwo\n\n> said\n\n3. x\n4. y\n\n```\na\n  b\n```");
});
