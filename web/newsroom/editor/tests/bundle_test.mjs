// The script that is served: small, alone, and with its licences.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { brotliCompressSync } from "node:zlib";

const file = process.env.KOLOKOL_EDITOR;
const skip = !file && "KOLOKOL_EDITOR names no script: ctest builds and names it";
const script = file ? readFileSync(file, "utf8") : "";

test("the editor's script is under 200 KB compressed", { skip }, () => {
  assert.ok(brotliCompressSync(script).length < 200_000);
});

test("the script asks nothing of other hosts", { skip }, () => {
  const hosts = new Set([...script.matchAll(/https?:\/\/([a-z0-9.-]+)/gi)].map(([, host]) => host).filter((host) => host.includes(".")));
  // the name space of SVG, and a sentence of ProseMirror's for its programmers
  assert.deepEqual([...hosts].filter((host) => !["www.w3.org", "prosemirror.net"].includes(host)), []);
});

test("nothing in the script is made of a string at run time", { skip }, () => {
  assert.doesNotMatch(script, /\beval\(|new Function\(/);
});

test("each part comes with its licence", { skip }, () => {
  const legal = readFileSync(`${file}.LEGAL.txt`, "utf8");
  for (const name of ["prosemirror-view", "prosemirror-model", "markdown-it", "w3c-keyname"]) assert.match(legal, new RegExp(`^${name} \\d`, "m"));
  assert.match(legal, /Permission is hereby granted/);
});
