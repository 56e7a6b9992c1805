// Where a link leads: an address that is typed, or an article of our own that is found by its words.
import { schema } from "./schema.mjs";
import { el, fresh_id, labelled, open_dialog } from "./elements.mjs";
import { is_harmless } from "./schema.mjs";

const { marks } = schema;
const wait = 200;

/// The link around the cursor: {from, to, mark}.
export function link_at(state) {
  const { $from, from, to, empty } = state.selection;
  const { parent } = $from;
  const start = $from.start();
  if (!parent.inlineContent) return null;
  let found = null;
  parent.forEach((child, offset) => {
    const mark = marks.link.isInSet(child.marks);
    const [first, behind] = [start + offset, start + offset + child.nodeSize];
    if (!mark) return;
    if (found && found.to === first && found.mark.eq(mark) && !found.done) found.to = behind;
    else if (!found?.done) found = { from: first, to: behind, mark };
    if (found && found.from <= from && (empty ? from <= found.to : to <= found.to)) found.done = found.to >= from;
  });
  return found?.done ? found : null;
}

/// "example.org/x" is meant as https; a desk's address as a letter.
export function address_of(written) {
  const text = written.trim();
  if (is_harmless(text)) return text;
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`;
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}([/?#]\S*)?$/i.test(text)) return `https://${text}`;
  return "";
}

export function link_dialog(view, t) {
  view.domObserver?.flush?.(); // keys that came fast may have moved the selection a moment ago
  const { state } = view;
  const there = link_at(state);
  const list_id = fresh_id("found");
  const { box, input } = labelled(t("Address, or words of an article of ours"), { value: there?.mark.attrs.href ?? "",
    role: "combobox", "aria-expanded": "false", "aria-controls": list_id, "aria-autocomplete": "list" });
  const list = el("ul", { id: list_id, role: "listbox", class: "editor-found", "aria-label": t("Articles of ours"), hidden: true });
  const wrong = el("p", { role: "alert", class: "wrong", hidden: true });
  let found = [];
  let chosen = -1;

  const show = () => {
    list.replaceChildren(...found.map((article, i) => el("li", { id: `${list_id}-${i}`, role: "option", "aria-selected": String(i === chosen), dir: "auto",
      onclick: () => use(article.address, article.headline) }, article.headline, el("small", {}, date(article.published)))));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (chosen >= 0) input.setAttribute("aria-activedescendant", `${list_id}-${chosen}`);
    else input.removeAttribute("aria-activedescendant");
  };
  const search = later(async () => {
    const words = input.value.trim();
    chosen = -1;
    found = words.length < 2 || is_harmless(words) ? [] : await ask(words);
    if (input.value.trim() === words) show();
  });
  const use = (href, words = "") => {
    set_link(view, there, href, words);
    close_dialog();
  };
  const done = (event) => {
    event.preventDefault();
    if (chosen >= 0) return use(found[chosen].address, found[chosen].headline);
    const href = address_of(input.value);
    if (href) return use(href);
    wrong.textContent = t("This leads nowhere. Write https://…, or choose one of the articles found.");
    wrong.hidden = false;
  };
  input.addEventListener("input", () => { wrong.hidden = true; search(); });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || found.length === 0) return;
    event.preventDefault();
    chosen = (chosen + step + found.length) % found.length;
    show();
  });
  let close_dialog;
  open_dialog(t("Link"), (close) => {
    close_dialog = close;
    return el("form", { onsubmit: done, novalidate: true }, box, list, wrong, el("div", { class: "line" },
      el("button", { class: "main" }, t("Set the link")),
      there ? el("button", { type: "button", onclick: () => { set_link(view, there, null); close(); } }, t("Remove the link")) : null));
  }, t, { closed: () => view.focus() });
  input.select();
}

function set_link(view, there, href, words = "") {
  const { tr, selection, schema: { marks: kinds } } = view.state;
  const [from, to] = there ? [there.from, there.to] : [selection.from, selection.to];
  if (href === null) tr.removeMark(from, to, kinds.link);
  else if (from === to) tr.replaceWith(from, to, schema.text(words || href, [kinds.link.create({ href })]));
  else tr.removeMark(from, to, kinds.link).addMark(from, to, kinds.link.create({ href }));
  view.dispatch(tr.scrollIntoView());
}

async function ask(words) {
  try {
    const answer = await fetch(`/newsroom/find?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
    const found = answer.ok ? await answer.json() : [];
    return Array.isArray(found) ? found.filter(({ address }) => /^\/(?!\/)/.test(address ?? "")).slice(0, 12) : [];
  } catch {
    return [];
  }
}

const date = (text) => {
  const when = new Date(text);
  return Number.isNaN(when.getTime()) ? "" : when.toLocaleDateString(document.documentElement.lang);
};

export function later(act, time = wait) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, time);
  };
}
