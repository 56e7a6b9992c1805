// Keys, as the list of shortcuts shows them, and what turns into a block while it is typed.
import { baseKeymap, chainCommands, exitCode } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { InputRule, inputRules, textblockTypeInputRule, undoInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { splitListItem } from "prosemirror-schema-list";
import { NodeSelection } from "prosemirror-state";
import * as commands from "./commands.mjs";
import { schema } from "./schema.mjs";
import { next_cell } from "./tables.mjs";

const { nodes } = schema;

/// The first field of the block that is selected as a whole.
const into_fields = (state, dispatch, view) => {
  if (!(state.selection instanceof NodeSelection) || !view) return false;
  const field = view.nodeDOM(state.selection.from)?.querySelector?.("input, textarea");
  field?.focus();
  return Boolean(field);
};

/// To the next field behind the cursor (or the one before it), and out of the text where there is none: the browser alone
/// would begin at the first field of the whole text.
const to_field = (step) => (state, _, view) => {
  if (!view) return false;
  const here = state.selection instanceof NodeSelection ? view.nodeDOM(state.selection.from) : view.domAtPos(state.selection.head).node;
  const behind = Node.DOCUMENT_POSITION_FOLLOWING;
  const before = Node.DOCUMENT_POSITION_PRECEDING;
  const fields = [...view.dom.querySelectorAll("input, textarea, button")];
  const found = step > 0 ? fields.find((field) => here.compareDocumentPosition(field) & behind)
    : fields.findLast((field) => here.compareDocumentPosition(field) & before);
  const next = found ?? (step > 0 ? [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .find((one) => view.dom.compareDocumentPosition(one) & behind && !view.dom.contains(one) && one.tabIndex >= 0 && one.offsetParent && !one.disabled) : null);
  next?.focus();
  return Boolean(next);
};

/// In a table, Enter goes on below.
const enter_in_table = (state) => commands.is_inside(state, nodes.table);

/// `more` are commands of the desk around the text: link, find, shortcuts, save, toolbar.
export function keys(more) {
  return [
    keymap({
      "Mod-b": commands.bold, "Mod-i": commands.italic, "Mod-Shift-x": commands.strike, "Mod-e": commands.code,
      "Mod-k": more.link, "Mod-f": more.find, "Mod-h": more.find, "Mod-/": more.shortcuts, "Mod-s": more.save,
      "Alt-F10": more.toolbar,
      "Mod-z": chainCommands(undoInputRule, undo), "Mod-Shift-z": redo, "Mod-y": redo, Backspace: undoInputRule,
      "Mod-Alt-0": commands.paragraph, "Mod-Alt-2": commands.heading(2), "Mod-Alt-3": commands.heading(3),
      "Mod-Shift-7": commands.list(nodes.ordered_list), "Mod-Shift-8": commands.list(nodes.bullet_list),
      "Mod-Shift-9": commands.quote, "Mod-]": commands.further_in, "Mod-[": commands.further_out,
      "Mod-Shift-Space": commands.unbreakable_blank, "Mod-Alt-t": commands.typed,
      "Mod-Shift-Backspace": commands.remove_block,
      "Shift-Enter": chainCommands(exitCode, commands.line_break), "Mod-Enter": commands.leave_block,
      Enter: chainCommands(enter_in_table, into_fields, splitListItem(nodes.list_item)),
      Tab: chainCommands(next_cell(1), to_field(1)), "Shift-Tab": chainCommands(next_cell(-1), to_field(-1)),
    }),
    keymap(baseKeymap),
  ];
}

/// Not "- ": many languages begin a line that somebody speaks with a dash.
export const rules = inputRules({
  rules: [
    textblockTypeInputRule(/^(#{2,3})\s$/, nodes.heading, (match) => ({ level: match[1].length })),
    wrappingInputRule(/^\s*\*\s$/, nodes.bullet_list),
    wrappingInputRule(/^1\.\s$/, nodes.ordered_list),
    wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
    textblockTypeInputRule(/^```$/, nodes.code_block),
    new InputRule(/^\*\*\*$/, (state, match, start, end) => {
      const $at = state.doc.resolve(start);
      return $at.depth === 1 ? state.tr.replaceWith($at.before(), $at.after(), [nodes.rule.create(), nodes.paragraph.create()]) : null;
    }),
  ],
});
