// When what is saved, what is kept, and what happens where nothing or somebody else answers. Time is set.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Autosave } from "../src/autosave.mjs";
import { keep_in } from "../src/keep.mjs";

/// A desk whose clock and newsroom the test holds.
function desk(answers = []) {
  const held = { fields: { headline: "Bread", body: "a\n" }, sent: [], shown: [], kept: null, planned: [], merged: [], conflicts: [] };
  held.saver = new Autosave({
    base: 1, collect: () => ({ ...held.fields }),
    keep: { write: (kept) => { held.kept = kept; }, clear: () => { held.kept = null; } },
    send: async (fields, base, leaving) => {
      held.sent.push({ fields, base, leaving });
      const answer = answers.shift() ?? { state: "saved", version: base + 1 };
      held.meanwhile?.();
      if (answer instanceof Error) throw answer;
      return answer;
    },
    merged: (sent, fields) => { held.merged.push({ sent, fields }); Object.assign(held.fields, fields); },
    conflict: (mine, answer) => held.conflicts.push({ mine, answer }),
    show: (state) => held.shown.push(state),
    after: (pause, act) => { const timer = { pause, act }; held.planned.push(timer); return timer; },
    cancel: (timer) => { held.planned = held.planned.filter((there) => there !== timer); },
  });
  /// Lets the next planned thing happen.
  held.pass = async () => {
    const timer = held.planned.shift();
    await timer.act();
    return timer.pause;
  };
  held.type = (words) => { held.fields.body += words; held.saver.changed(); };
  return held;
}

test("what changed is saved three seconds later, once", async () => {
  const held = desk();
  held.type("b");
  held.type("c");
  assert.equal(held.planned.length, 1);
  assert.equal(await held.pass(), 3000);
  assert.deepEqual(held.sent.map(({ fields, base }) => [fields.body, base]), [["a\nbc", 1]]);
  assert.equal(held.saver.base, 2);
  assert.equal(held.planned.length, 0);
});

test("nothing is sent where nothing changed", async () => {
  const held = desk();
  held.saver.changed();
  await held.saver.save();
  assert.deepEqual(held.sent, []);
});

test("what is not saved is kept in the window, and no longer once it is saved", async () => {
  const held = desk();
  held.type("b");
  assert.deepEqual(held.kept, { base: 1, fields: { headline: "Bread", body: "a\nb" } });
  await held.pass();
  assert.equal(held.kept, null);
});

test("what is typed while a save is under way stays kept and is saved next, on top of it", async () => {
  const held = desk();
  held.type("b");
  held.meanwhile = () => { held.meanwhile = null; held.type("c"); };
  await held.pass();
  assert.equal(held.kept.fields.body, "a\nbc");
  await held.pass();
  assert.deepEqual(held.sent.map(({ fields, base }) => [fields.body, base]), [["a\nb", 1], ["a\nbc", 2]]);
  assert.equal(held.kept, null);
});

test("without a connection it is tried again at growing intervals, up to half a minute", async () => {
  const held = desk([1, 2, 3, 4, 5, 6].map(() => new Error("no connection")));
  held.type("b");
  const pauses = [];
  for (let i = 0; i < 7; ++i) pauses.push(await held.pass());
  assert.deepEqual(pauses, [3000, 2000, 4000, 8000, 16000, 30000, 30000]);
  assert.equal(held.shown.filter((state) => state === "offline").length, 6);
  assert.equal(held.shown.at(-1), "saved");
  assert.equal(held.kept, null);
});

test("a connection that comes back is used at once", async () => {
  const held = desk([new Error("no connection")]);
  held.type("b");
  await held.pass();
  held.saver.online();
  assert.equal(await held.pass(), 0);
  assert.equal(held.sent.length, 2);
});

test("what somebody else wrote comes in, and the next save stands on it", async () => {
  const held = desk([{ state: "merged", version: 7, fields: { headline: "Bread and salt", body: "a\nb" } }]);
  held.type("b");
  await held.pass();
  assert.equal(held.fields.headline, "Bread and salt");
  held.type("c");
  await held.pass();
  assert.equal(held.sent[1].base, 7);
  assert.equal(held.sent.length, 2);
});

test("a conflict stops saving until it is settled, then saves what was chosen on top of theirs", async () => {
  const held = desk([{ state: "conflict", version: 9, fields: { headline: "Bread", body: "theirs\n" } }]);
  held.type("mine");
  await held.pass();
  assert.equal(held.conflicts.length, 1);
  held.type("!");
  assert.equal(held.planned.length, 0);
  assert.match(held.kept.fields.body, /mine!/);
  held.fields.body = "theirs\n\nmine!\n";
  await held.saver.resolved(9, { headline: "Bread", body: "theirs\n" });
  assert.deepEqual(held.sent.map(({ base }) => base), [1, 9]);
  assert.equal(held.sent[1].fields.body, "theirs\n\nmine!\n");
});

test("what is refused is kept and tried again with the next change", async () => {
  const held = desk([{ state: "refused", why: "The headline is empty." }]);
  held.type("b");
  await held.pass();
  assert.equal(held.planned.length, 0);
  assert.equal(held.kept.fields.body, "a\nb");
  held.type("c");
  await held.pass();
  assert.equal(held.shown.at(-1), "saved");
});

test("fields that the form does not have change nothing", async () => {
  const held = desk([{ state: "merged", version: 2, fields: { role: "publisher", body: "a\nb", __proto__: { x: "y" } } }]);
  held.type("b");
  await held.pass();
  assert.deepEqual(held.merged[0].fields, { body: "a\nb" });
});

test("a window without storage edits all the same", () => {
  const broken = { getItem() { throw new Error("denied"); }, setItem() { throw new Error("full"); }, removeItem() { throw new Error("denied"); } };
  const keep = keep_in(broken, "/x");
  keep.write({ base: 1, fields: {} });
  keep.clear();
  assert.equal(keep.read(), null);
});

test("what a window kept of one article is not offered in another", () => {
  const held = new Map();
  const storage = { getItem: (name) => held.get(name) ?? null, setItem: (name, value) => held.set(name, value), removeItem: (name) => held.delete(name) };
  keep_in(storage, "/newsroom/articles/1/autosave").write({ base: 1, fields: { body: "x" } });
  assert.equal(keep_in(storage, "/newsroom/articles/2/autosave").read(), null);
  assert.deepEqual(keep_in(storage, "/newsroom/articles/1/autosave").read(), { base: 1, fields: { body: "x" } });
});

test("who says that they are still there makes nothing new of it, and hears what others wrote", async () => {
  const held = desk([{ state: "saved", version: 2 }, { state: "saved", version: 2 }, { state: "merged", version: 3, fields: { body: "theirs\n" } }]);
  held.type("b");
  await held.pass();
  await held.saver.save({ anyway: true });
  await held.saver.save({ anyway: true });
  assert.equal(held.fields.body, "theirs\n");
  assert.equal(held.saver.base, 3);
  assert.equal(held.planned.length, 0);
});
