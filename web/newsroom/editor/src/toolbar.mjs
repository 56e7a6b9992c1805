// The bar above the text. One stop of the Tab key; arrows walk along it (WAI-ARIA, toolbar pattern).
import { redo, undo } from "prosemirror-history";
import * as commands from "./commands.mjs";
import { el } from "./elements.mjs";
import { schema } from "./schema.mjs";
import * as tables from "./tables.mjs";

const { marks, nodes } = schema;

const has_mark = (type) => (state) => {
  const { from, $from, to, empty } = state.selection;
  return empty ? Boolean(type.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, type);
};
const is_heading = (level) => ({ selection: { $from } }) => $from.parent.type === nodes.heading && $from.parent.attrs.level === level;
const within = (type) => (state) => commands.is_inside(state, type);

/// [what is shown, its name, its keys, command, whether it is on]
const groups = (more) => [
  [
    ["B", "Bold", "Ctrl B", commands.bold, has_mark(marks.strong)],
    ["I", "Italic", "Ctrl I", commands.italic, has_mark(marks.em)],
    ["S", "Struck", "Ctrl Shift X", commands.strike, has_mark(marks.strike)],
    ["Link", "Link", "Ctrl K", more.link, has_mark(marks.link)],
  ],
  [
    ["Heading", "Heading", "Ctrl Alt 2", commands.heading(2), is_heading(2)],
    ["Subheading", "Subheading", "Ctrl Alt 3", commands.heading(3), is_heading(3)],
    ["List", "List", "Ctrl Shift 8", commands.list(nodes.bullet_list), within(nodes.bullet_list)],
    ["Numbers", "Numbered list", "Ctrl Shift 7", commands.list(nodes.ordered_list), within(nodes.ordered_list)],
    ["Quote", "Quote", "Ctrl Shift 9", commands.quote, within(nodes.blockquote)],
  ],
  [
    ["Picture", "Picture", "", more.picture],
    ["Pull quote", "Pull quote", "", commands.pull_quote],
    ["Note", "Note", "", commands.note],
    ["Card", "Card: a link with a title", "", commands.card],
    ["Table", "Table", "", commands.table],
    ["Rule", "Rule", "", commands.rule],
    ["Code", "Code", "Ctrl E", commands.code, has_mark(marks.code)],
  ],
  [
    ["Undo", "Undo", "Ctrl Z", undo],
    ["Redo", "Redo", "Ctrl Shift Z", redo],
    ["Find", "Find and replace", "Ctrl F", more.find],
    ["Keys", "Shortcuts", "Ctrl /", more.shortcuts],
  ],
];

const in_table = [
  ["Row below", "Row below", "", tables.row_below], ["Column behind", "Column behind", "", tables.column_behind],
  ["Remove row", "Remove row", "", tables.remove_row], ["Remove column", "Remove column", "", tables.remove_column],
  ["Start", "Column begins where a line begins", "", tables.align("")], ["Middle", "Column in the middle", "", tables.align("center")],
  ["End", "Column ends where a line ends", "", tables.align("end")],
];

export function toolbar(view, t, more) {
  const items = [];
  const make = ([shown, name, keys, command, is_on]) => {
    const label = t(name);
    const button = el("button", { type: "button", tabindex: "-1", title: keys ? `${label} (${keys})` : label,
      // a letter alone is no name; where a word is shown, it is the name
      "aria-label": shown.length > 1 ? null : label, "aria-pressed": is_on ? "false" : null, "data-name": name,
      // the text keeps its selection
      onmousedown: (event) => event.preventDefault(),
      onclick: () => { command(view.state, view.dispatch, view); if (!button.dataset.elsewhere) view.focus(); } },
    shown.length > 1 ? t(shown) : shown);
    if ([more.link, more.picture, more.find, more.shortcuts].includes(command)) button.dataset.elsewhere = "";
    items.push({ button, command, is_on });
    return button;
  };
  const group = (list, attributes) => el("div", { class: "editor-group", role: "group", ...attributes }, ...list.map(make));
  const dom = el("div", { class: "editor-bar", role: "toolbar", "aria-label": t("Formatting"), "aria-controls": "editor-text" },
    ...groups(more).map((list) => group(list, {})));
  const table_group = group(in_table, { "aria-label": t("Table"), hidden: true });
  dom.append(table_group);

  const seen = () => items.map(({ button }) => button).filter((button) => !button.closest("[hidden]"));
  const stop_at = (button) => {
    for (const item of items) item.button.tabIndex = item.button === button ? 0 : -1;
  };
  stop_at(items[0].button);
  dom.addEventListener("focusin", (event) => { if (event.target.localName === "button") stop_at(event.target); });
  dom.addEventListener("keydown", (event) => {
    const list = seen();
    const at = list.indexOf(document.activeElement);
    const forward = getComputedStyle(dom).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const next = { [forward]: at + 1, [back]: at - 1, Home: 0, End: list.length - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      list[(next + list.length) % list.length].focus();
    } else if (event.key === "Escape") view.focus();
  });

  /// After each change of the text or of the place in it.
  const update = (state) => {
    for (const { button, is_on } of items) {
      if (!is_on) continue;
      const on = String(is_on(state));
      if (button.getAttribute("aria-pressed") !== on) button.setAttribute("aria-pressed", on);
    }
    const hidden = !commands.is_inside(state, nodes.table);
    if (table_group.hidden !== hidden) table_group.hidden = hidden;
    if (hidden && table_group.contains(document.activeElement)) view.focus();
    if (!seen().some((button) => button.tabIndex === 0)) stop_at(items[0].button);
  };
  return { dom, update, focus: () => { (seen().find((button) => button.tabIndex === 0) ?? items[0].button).focus(); return true; } };
}

const listed = [
  ["Ctrl B", "Bold"], ["Ctrl I", "Italic"], ["Ctrl Shift X", "Struck"], ["Ctrl E", "Code"], ["Ctrl K", "Link"],
  ["Ctrl Alt 2", "Heading"], ["Ctrl Alt 3", "Subheading"], ["Ctrl Alt 0", "Paragraph"], ["Ctrl Shift 8", "List"],
  ["Ctrl Shift 7", "Numbered list"], ["Ctrl ]", "Further in"], ["Ctrl [", "Further out"], ["Ctrl Shift 9", "Quote"],
  ["Shift Enter", "New line"], ["Ctrl Enter", "Leave a block"], ["Ctrl Shift Backspace", "Remove the block"],
  ["Ctrl Shift Space", "Blank that does not break"], ["Ctrl Alt T", "Print the mark as it is typed"],
  ["Enter", "Into the fields of a picture or card"], ["Escape", "Out of its fields"], ["Tab", "Next cell of a table"],
  ["Alt F10", "To the toolbar"], ["Ctrl Z", "Undo"], ["Ctrl Shift Z", "Redo"], ["Ctrl F", "Find and replace"],
  ["Ctrl S", "Save now"], ["Ctrl /", "Shortcuts"], ["## ", "Heading"], ["* ", "List"], ["1. ", "Numbered list"], ["> ", "Quote"],
  ["***", "Rule"],
];

export const shortcut_list = (t) => el("dl", { class: "editor-keys" }, ...listed.flatMap(([keys, name]) =>
  [el("dt", { dir: "ltr" }, el("kbd", {}, keys)), el("dd", {}, t(name))]));
