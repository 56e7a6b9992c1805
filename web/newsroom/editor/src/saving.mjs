// Joins the page to its autosave: when it saves, what it tells, what it asks.
import { Autosave } from "./autosave.mjs";
import { conflict_dialog } from "./conflict_dialog.mjs";
import { el } from "./elements.mjs";
import { keep_in } from "./keep.mjs";
import { post } from "./post.mjs";

const beat = 30_000; // milliseconds
const there = 240_000; // since the last key: shorter than the newsroom waits before another may write

export function start_saving({ t, form, page, status, view, box, soon }) {
  const keep = keep_in(window.sessionStorage, form.dataset.autosave);
  const kept = keep.read();
  const note_base = () => { if (form.elements.base) form.elements.base.value = String(saver.base); };
  const saver = new Autosave({
    base: Number(form.elements.base?.value ?? form.dataset.version), keep,
    collect: () => page.collect(),
    send: (fields, base, leaving) => post(form, fields, base, leaving),
    merged: (sent, fields) => {
      if (page.take_merged(sent, fields) > 0) status.say(t("Somebody changed the same paragraph: both are in the text now."));
    },
    conflict: (mine, answer) => conflict_dialog(mine, { ...answer.fields }, (name) => page.label_of(name), (fields) => {
      for (const [name, value] of Object.entries(fields)) page.set(name, value);
      saver.resolved(answer.version, answer.fields);
      note_base();
    }, t),
    show: (state, details) => { status.show(details.outside ? "outside" : state, details); note_base(); },
    after: (pause, then) => window.setTimeout(then, pause),
    cancel: (timer) => window.clearTimeout(timer),
  });
  watch_page({ saver, form, page, box, soon });
  stay_there(saver);
  if (kept) offer(kept, { saver, keep, page, view, box, t });
  return saver;
}

/// Saves when the page is left, and asks only where something would be lost.
function watch_page({ saver, form, page, box, soon }) {
  let leaving = false;
  form.addEventListener("input", (event) => { if (!box.contains(event.target)) soon(); });
  form.addEventListener("change", () => soon());
  form.addEventListener("submit", () => { page.write(); leaving = true; });
  window.addEventListener("online", () => saver.online());
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") saver.save({ leaving: true }); });
  window.addEventListener("pagehide", () => { if (!leaving && saver.is_unsaved()) saver.remember(); });
  window.addEventListener("beforeunload", (event) => {
    if (leaving || !saver.is_unsaved()) return;
    saver.remember();
    event.preventDefault();
    event.returnValue = "";
  });
}

/// Who has begun to write is heard of, and hears of others, while somebody is there.
function stay_there(saver) {
  let stirred = Date.now();
  for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, () => { stirred = Date.now(); }, { passive: true, capture: true });
  window.setInterval(() => {
    const here = document.visibilityState === "visible" && Date.now() - stirred < there;
    if (here && saver.tries === 0 && saver.state) saver.save({ anyway: true });
  }, beat);
}

/// What this window kept and the newsroom does not have.
function offer(kept, { saver, keep, page, view, box, t }) {
  const now = page.collect();
  const differs = Object.entries(kept.fields).some(([name, value]) => Object.hasOwn(now, name) && now[name] !== value);
  if (!differs) return keep.clear();
  const end = (then) => () => {
    note.remove();
    then();
    view.focus();
  };
  const note = el("div", { class: "note editor-kept", role: "group", "aria-label": t("Text that was not saved") },
    el("p", {}, t("This window has text that was not saved.")),
    el("div", { class: "line" },
      el("button", { type: "button", class: "main", onclick: end(() => {
        saver.base = Number(kept.base) || saver.base;
        for (const [name, value] of Object.entries(kept.fields)) if (Object.hasOwn(now, name)) page.set(name, value);
        saver.changed();
      }) }, t("Take it up again")),
      el("button", { type: "button", onclick: end(() => keep.clear()) }, t("Throw it away"))));
  box.before(note);
}
