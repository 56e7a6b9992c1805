// Find and replace within the text.
import { Plugin, PluginKey, TextSelection } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { el, labelled } from "./elements.mjs";

const key = new PluginKey("find");
const most = 2000;

/// Places of `words` in the document, [{from, to}], at most 2,000. Case does not matter unless `exact`.
export function places(doc, words, exact = false) {
  const found = [];
  if (!words) return found;
  const pattern = new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/[ \u00a0]/g, "[ \u00a0\n]"), exact ? "gu" : "giu");
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    const text = node.textBetween(0, node.content.size, null, (leaf) => leaf.type.name === "soft_break" ? " " : "\ufffc");
    for (const match of text.matchAll(pattern)) {
      if (found.length < most) found.push({ from: pos + 1 + match.index, to: pos + 1 + match.index + match[0].length });
    }
    return false;
  });
  return found;
}

export const finding = new Plugin({
  key,
  state: {
    init: () => ({ words: "", exact: false, found: [], shown: DecorationSet.empty }),
    apply(tr, old) {
      const asked = tr.getMeta(key);
      if (!asked && !(tr.docChanged && old.words)) return old;
      const { words, exact } = asked ?? old;
      const found = places(tr.doc, words, exact);
      return { words, exact, found, shown: DecorationSet.create(tr.doc, found.map(({ from, to }) => Decoration.inline(from, to, { class: "editor-hit" }))) };
    },
  },
  props: { decorations: (state) => key.getState(state).shown },
});

/// The panel; {dom, open}.
export function find_panel(view, t) {
  const find = labelled(t("Find"));
  const replace = labelled(t("Replace with"));
  const exact = el("input", { type: "checkbox" });
  const told = el("p", { role: "status", class: "editor-told" });
  const state = () => key.getState(view.state);
  const look = () => {
    view.dispatch(view.state.tr.setMeta(key, { words: find.input.value, exact: exact.checked }));
    tell();
  };
  const tell = () => {
    const { found, words } = state();
    const at = found.findIndex(({ from, to }) => from === view.state.selection.from && to === view.state.selection.to);
    told.textContent = words === "" ? "" : found.length === 0 ? t("Not found") : at < 0 ? t("Found {count} times", { count: found.length })
      : t("{at} of {count}", { at: at + 1, count: found.length });
  };
  const go = (step) => {
    const { found } = state();
    if (found.length === 0) return;
    const { from, to } = view.state.selection;
    const next = step > 0 ? found.find((hit) => hit.from > from || (hit.from === from && hit.to !== to)) ?? found[0]
      : found.findLast((hit) => hit.from < from) ?? found.at(-1);
    select(next);
    tell();
  };
  const select = ({ from, to }) => {
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)).scrollIntoView());
    view.domAtPos(from).node.parentElement?.closest("p, h2, h3, li, pre, td, th")?.scrollIntoView({ block: "nearest" });
  };
  const put = (tr, { from, to }) => {
    const marks = tr.doc.resolve(from).marksAcross(tr.doc.resolve(to)) ?? [];
    const words = replace.input.value;
    return words === "" ? tr.delete(from, to) : tr.replaceWith(from, to, view.state.schema.text(words, marks));
  };
  const one = () => {
    const { from, to } = view.state.selection;
    const here = state().found.find((hit) => hit.from === from && hit.to === to);
    if (here) view.dispatch(put(view.state.tr, here));
    go(1);
  };
  const all = () => {
    const { found } = state();
    if (found.length === 0) return;
    view.dispatch([...found].reverse().reduce(put, view.state.tr));
    told.textContent = t("Replaced {count} times", { count: found.length });
  };
  const close = () => {
    dom.hidden = true;
    view.dispatch(view.state.tr.setMeta(key, { words: "", exact: false }));
    view.focus();
  };
  const button = (label, act) => el("button", { type: "button", class: "quiet", onclick: act }, label);
  const dom = el("div", { class: "editor-find", role: "search", "aria-label": t("Find and replace"), hidden: true },
    find.box, replace.box, el("label", { class: "editor-check" }, exact, t("Small and capital letters differ")),
    el("div", { class: "line" }, button(t("Next"), () => go(1)), button(t("Before"), () => go(-1)), button(t("Replace"), one),
      button(t("Replace all"), all), button(t("Close"), close)), told);
  find.input.addEventListener("input", look);
  exact.addEventListener("change", look);
  dom.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target === find.input) go(event.shiftKey ? -1 : 1);
    else if (event.key === "Enter" && event.target === replace.input) one();
    else return;
    event.preventDefault();
  });
  const open = () => {
    const { from, to, empty } = view.state.selection;
    if (!empty && to - from < 200) find.input.value = view.state.doc.textBetween(from, to, " ");
    dom.hidden = false;
    find.input.select();
    look();
    return true;
  };
  return { dom, open };
}
