// What somebody else wrote comes into a text that is being typed: no word of either is lost, and the cursor stays.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { EditorState, TextSelection } from "prosemirror-state";
import { chosen, sides } from "../src/conflict_dialog.mjs";
import { Manuscript } from "../src/manuscript.mjs";
import { bring_in, difference } from "../src/merge.mjs";

const doc = (body) => new Manuscript(body).doc;
const written = (node) => new Manuscript("").write(node);

function merged(base, mine, theirs) {
  const state = EditorState.create({ doc: doc(mine) });
  const { tr, doubled } = bring_in(state.tr, doc(base), doc(theirs));
  return { text: written(tr.doc), doubled };
}

test("their new paragraph comes in beside mine", () => {
  assert.equal(merged("a\n\nb\n", "a mine\n\nb\n", "a\n\nb\n\nc theirs\n").text, "a mine\n\nb\n\nc theirs\n");
});

test("two changes in one paragraph both stay in it", () => {
  assert.deepEqual(merged("one two three four\n", "one mine two three four\n", "one two three theirs four\n"),
    { text: "one mine two three theirs four\n", doubled: 0 });
});

test("a paragraph that both wrote anew stands twice, and that is said", () => {
  assert.deepEqual(merged("one two\n", "mine\n", "theirs\n"), { text: "mine\n\ntheirs\n", doubled: 1 });
});

test("what they removed goes, what I wrote there stays", () => {
  assert.equal(merged("a\n\nb\n\nc\n", "a\n\nb\n\nc mine\n", "a\n\nc\n").text, "a\n\nc mine\n");
  assert.equal(merged("a\n\nb\n\nc\n", "a\n\nb mine\n\nc\n", "a\n\nc\n").text, "a\n\nb mine\n\nc\n");
});

test("the cursor stays in the word where it was", () => {
  const state = EditorState.create({ doc: doc("first\n\nhere I type\n") });
  const at = state.doc.content.size - 5;
  const placed = state.apply(state.tr.setSelection(TextSelection.create(state.doc, at)));
  const { tr } = bring_in(placed.tr, doc("first\n\nhere I type\n"), doc("a long new one\n\nfirst, changed\n\nhere I type\n"));
  assert.equal(tr.selection.$from.parent.textContent, "here I type");
  assert.equal(tr.selection.$from.parentOffset, placed.selection.$from.parentOffset);
});

const word = fc.stringMatching(/^[a-z]{4,7}$/);
const base_blocks = ["alpha one", "beta two", "gamma three", "delta four", "epsilon five"];
const edit = fc.tuple(fc.nat(4), fc.constantFrom("append", "insert", "behind"), word);
const edited = (edits, sign) => {
  const blocks = base_blocks.map((text) => [text]);
  for (const [at, how, said] of edits) {
    if (how === "append") blocks[at][0] += ` ${sign}${said}`;
    else if (how === "insert") blocks[at][0] = `${sign}${said} ${blocks[at][0]}`;
    else blocks[at].push(`${sign}${said}`);
  }
  return blocks.flat().join("\n\n") + "\n";
};

test("of ten thousand pairs of random edits no word of either is lost", () => {
  fc.assert(fc.property(fc.array(edit, { maxLength: 5 }), fc.array(edit, { maxLength: 5 }), (ours, others) => {
    const { text } = merged(edited([], ""), edited(ours, "m"), edited(others, "t"));
    for (const [edits, sign] of [[ours, "m"], [others, "t"]])
      for (const [, , said] of edits) assert.ok(text.includes(sign + said), `${sign}${said} is lost:\n${text}`);
    for (const block of base_blocks) assert.ok(text.includes(block), text);
  }), { numRuns: 10000, seed: 3 });
});

test("the difference of two lists leads from one to the other", () => {
  fc.assert(fc.property(fc.array(fc.constantFrom("a", "b", "c")), fc.array(fc.constantFrom("a", "b", "c")), (a, b) => {
    const made = [...a];
    for (const hunk of difference(a, b).reverse()) made.splice(hunk.from, hunk.to - hunk.from, ...b.slice(hunk.with_from, hunk.with_to));
    assert.deepEqual(made, b);
  }), { numRuns: 2000, seed: 4 });
});

test("in a conflict each difference is chosen by itself", () => {
  const parts = sides("same\n\nmine one\n\nmiddle\n\nmine two\n", "same\n\ntheir one\n\nmiddle\n\ntheir two\n");
  assert.equal(chosen(parts, ["mine", "theirs"]), "same\n\nmine one\n\nmiddle\n\ntheir two\n");
  assert.equal(chosen(parts, ["both", "both"]), "same\n\nmine one\n\ntheir one\n\nmiddle\n\nmine two\n\ntheir two\n");
});

test("a block that nobody touched is written as it stood, also after what was changed is undone", () => {
  const body = "Setext\n------\n\n* star list\n* second\n\n__strong__ words\n";
  const manuscript = new Manuscript(body);
  const state = EditorState.create({ doc: manuscript.doc });
  const end = state.doc.content.size - 1;
  const changed = state.apply(state.tr.insertText("!", end));
  assert.equal(manuscript.write(changed.doc), "Setext\n------\n\n* star list\n* second\n\n**strong** words!\n");
  const undone = changed.apply(changed.tr.delete(end, end + 1));
  assert.equal(manuscript.write(undone.doc), body);
});

test("a list that is moved behind one of its kind does not become part of it", () => {
  const manuscript = new Manuscript("- a\n\ntext\n\n- b\n");
  const state = EditorState.create({ doc: manuscript.doc });
  const without = state.apply(state.tr.delete(state.doc.child(0).nodeSize, state.doc.child(0).nodeSize + state.doc.child(1).nodeSize));
  const again = new Manuscript(manuscript.write(without.doc)).doc;
  assert.equal(again.childCount, 2);
});

test("text that refers to a definition keeps its link when the definition goes", () => {
  const manuscript = new Manuscript("See [the report][r].\n\n[r]: https://example.org/\n");
  const state = EditorState.create({ doc: manuscript.doc });
  assert.equal(manuscript.write(state.doc), "See [the report][r].\n\n[r]: https://example.org/\n");
  const from = state.doc.firstChild.nodeSize;
  const without = state.apply(state.tr.delete(from, state.doc.content.size));
  assert.equal(manuscript.write(without.doc), "See [the report](https://example.org/).\n");
});
