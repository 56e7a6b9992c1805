// Takes the place of the page's plain text field. Without this script the same form still edits.
import { Autosave } from "./autosave.mjs";
import { conflict_dialog } from "./conflict_dialog.mjs";
import { count_words } from "./count.mjs";
import { el, open_dialog } from "./elements.mjs";
import { find_panel } from "./find.mjs";
import { keep_in } from "./keep.mjs";
import { link_dialog } from "./link_dialog.mjs";
import { Manuscript } from "./manuscript.mjs";
import { bring_in, block_difference, replace_blocks } from "./merge.mjs";
import { insert_figure, send_picture, between_blocks } from "./pictures.mjs";
import { picture_dialog } from "./picture_dialog.mjs";
import { post } from "./post.mjs";
import { status_line } from "./status.mjs";
import { text_view } from "./text_view.mjs";
import { shortcut_list, toolbar } from "./toolbar.mjs";
import { speaker } from "./words.mjs";

const beat = 30_000; // milliseconds
const there = 240_000; // since the last key: shorter than the newsroom waits before another may write

const form = document.getElementById("manuscript");
// where the article is closed to this person its text stays as the page shows it
if (form?.elements.body && !form.elements.body.matches(":disabled")) open_desk(form);

function open_desk(form) {
  const t = speaker(document.documentElement.lang);
  const field = form.elements.body;
  let manuscript = new Manuscript(field.value);
  let bar = null;
  let panel = null;
  let autosave = null;
  const status = status_line(t);
  const box = el("div", { class: "editor" });

  const send = (file, at) => send_picture(view, file, at, { token: form.elements.form?.value ?? "", t, say: status.say });
  const act = (what) => (state, dispatch) => { if (dispatch) what(); return true; };
  const commands = {
    link: act(() => link_dialog(view, t)),
    find: act(() => panel.open()),
    shortcuts: act(() => open_dialog(t("Shortcuts"), () => shortcut_list(t), t, { closed: () => view.focus() })),
    save: act(() => autosave?.save()),
    toolbar: act(() => bar.focus()),
    picture: act(() => picture_dialog(t, (picture) => insert_figure(picture)(view.state, view.dispatch),
      (files) => files.forEach((file) => send(file, between_blocks(view.state.doc, view.state.selection.to))), () => view.focus())),
  };
  const write = () => { field.value = manuscript.write(view.state.doc); };
  const view = text_view(box, manuscript.doc, {
    t, send, commands, language: field.lang,
    changed(state, tr) {
      bar?.update(state);
      if (tr.docChanged) soon();
    },
  });
  // a key press is painted first; counting and writing down what changed wait until the hand rests
  const soon = rested(() => {
    status.count(count_words(view.state.doc));
    autosave?.changed();
  }, 300);

  bar = toolbar(view, t, commands);
  panel = find_panel(view, t);
  const top = el("div", { class: "editor-top" }, bar.dom, panel.dom);
  box.prepend(top);
  box.append(status.dom);
  field.hidden = true;
  document.getElementById("words")?.remove(); // the page counted once, here it is counted as one writes
  for (const label of field.labels ?? []) label.addEventListener("click", () => view.focus());
  field.after(box);
  bar.update(view.state);
  status.count(count_words(view.state.doc));
  if (form.dataset.autosave) autosave = start_saving();
  // for a label's click, and for whoever was in the field while the script came
  if (document.activeElement === field) view.focus();

  function controls() {
    return [...form.elements].filter((input) => input.name && !["form", "base"].includes(input.name) &&
      !["submit", "button", "file"].includes(input.type));
  }

  function collect() {
    write();
    const fields = {};
    for (const input of controls()) {
      if ((input.type === "checkbox" || input.type === "radio") && !input.checked) continue;
      fields[input.name] = input.value.replace(/\r\n?/g, "\n");
    }
    return fields;
  }

  function set_field(name, value) {
    const input = form.elements[name];
    if (name === "body") set_body(value);
    else if (input && input.value !== value) input.value = value;
  }

  /// Only what differs is replaced, so that the cursor stays.
  function set_body(text) {
    const next = new Manuscript(text);
    const { tr } = view.state;
    for (const hunk of block_difference(tr.doc, next.doc).reverse())
      replace_blocks(tr, hunk.from, hunk.to, Array.from({ length: hunk.with_to - hunk.with_from }, (_, i) => next.doc.child(hunk.with_from + i)));
    manuscript = next;
    view.dispatch(tr);
  }

  function take_merged(sent, fields) {
    const label = [];
    for (const [name, value] of Object.entries(fields)) {
      if (name === "body" || !form.elements[name]) continue;
      if (form.elements[name].value.replace(/\r\n?/g, "\n") === sent[name]) set_field(name, value);
      else if (value !== sent[name]) label.push(name);
    }
    if (fields.body === undefined || fields.body === sent.body) return;
    const next = new Manuscript(fields.body);
    const { tr, doubled } = bring_in(view.state.tr, new Manuscript(sent.body).doc, next.doc);
    manuscript = next;
    view.dispatch(tr.setMeta("addToHistory", false));
    if (doubled > 0) status.say(t("Somebody changed the same paragraph: both are in the text now."));
  }

  function start_saving() {
    const keep = keep_in(window.sessionStorage, form.dataset.autosave);
    const kept = keep.read();
    const saver = new Autosave({
      base: Number(form.elements.base?.value ?? form.dataset.version), collect, keep,
      send: (fields, base, leaving) => post(form, fields, base, leaving),
      merged: take_merged,
      conflict: (mine, answer) => conflict_dialog(mine, { ...answer.fields }, (name) => label_of(name), (fields) => {
        for (const [name, value] of Object.entries(fields)) set_field(name, value);
        saver.resolved(answer.version, answer.fields);
        after();
      }, t),
      show: (state, details) => { status.show(details.outside ? "outside" : state, details); after(); },
      after: (pause, then) => window.setTimeout(then, pause), cancel: (timer) => window.clearTimeout(timer),
    });
    const after = () => { if (form.elements.base) form.elements.base.value = String(saver.base); };
    let leaving = false;
    form.addEventListener("input", (event) => { if (event.target.form === form && !box.contains(event.target)) soon(); });
    form.addEventListener("change", () => soon());
    form.addEventListener("submit", () => { write(); leaving = true; });
    window.addEventListener("online", () => saver.online());
    let stirred = Date.now();
    for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, () => { stirred = Date.now(); }, { passive: true, capture: true });
    // who has begun to write is heard of, and hears of others, while somebody is there
    window.setInterval(() => {
      if (saver.tries === 0 && saver.state && document.visibilityState === "visible" && Date.now() - stirred < there) saver.save({ anyway: true });
    }, beat);
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") saver.save({ leaving: true }); });
    window.addEventListener("pagehide", () => { if (!leaving && saver.is_unsaved()) saver.remember(); });
    window.addEventListener("beforeunload", (event) => {
      if (leaving || !saver.is_unsaved()) return;
      saver.remember();
      event.preventDefault();
      event.returnValue = "";
    });
    if (kept) offer(kept, saver, keep);
    return saver;
  }

  /// What this window kept and the newsroom does not have.
  function offer(kept, saver, keep) {
    const now = collect();
    const differs = Object.entries(kept.fields).some(([name, value]) => Object.hasOwn(now, name) && now[name] !== value);
    if (!differs) return keep.clear();
    const note = el("div", { class: "note editor-kept", role: "group", "aria-label": t("Text that was not saved") },
      el("p", {}, t("This window has text that was not saved.")),
      el("div", { class: "line" },
        el("button", { type: "button", class: "main", onclick: () => {
          note.remove();
          saver.base = Number(kept.base) || saver.base;
          for (const [name, value] of Object.entries(kept.fields)) if (Object.hasOwn(now, name)) set_field(name, value);
          saver.changed();
          view.focus();
        } }, t("Take it up again")),
        el("button", { type: "button", onclick: () => { note.remove(); keep.clear(); view.focus(); } }, t("Throw it away"))));
    box.before(note);
  }

  function label_of(name) {
    const words = form.elements[name]?.labels?.[0]?.textContent.trim();
    return words || name;
  }
}

function rested(act, time) {
  let timer = 0;
  return () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(act, time);
  };
}
