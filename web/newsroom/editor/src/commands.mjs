// What the toolbar and the keys do. A command is ProseMirror's: (state, dispatch, view) → whether it applies.
import { lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { liftListItem, sinkListItem, wrapInList } from "prosemirror-schema-list";
import { NodeSelection, TextSelection } from "prosemirror-state";
import { schema } from "./schema.mjs";

const { marks, nodes } = schema;

export const bold = toggleMark(marks.strong);
export const italic = toggleMark(marks.em);
export const strike = toggleMark(marks.strike);
export const code = toggleMark(marks.code);
/// Keeps quotes and dashes as they are typed.
export const typed = toggleMark(marks.typed);

const inside = (state, type) => {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; --depth)
    if ($from.node(depth).type === type) return { node: $from.node(depth), pos: $from.before(depth), depth };
  return null;
};
export const is_inside = (state, type) => Boolean(inside(state, type));
export { inside };

/// A heading of this level, and back to a paragraph.
export const heading = (level) => (state, dispatch) => {
  const { parent } = state.selection.$from;
  if (parent.type === nodes.heading && parent.attrs.level === level) return setBlockType(nodes.paragraph)(state, dispatch);
  return setBlockType(nodes.heading, { level })(state, dispatch);
};
export const paragraph = setBlockType(nodes.paragraph);
export const code_block = setBlockType(nodes.code_block);

/// A list of this type around the text, or out of it.
export const list = (type) => (state, dispatch) => {
  const found = inside(state, nodes.list_item);
  const around = found && state.selection.$from.node(found.depth - 1);
  if (!around) return wrapInList(type)(state, dispatch);
  if (around.type === type) return liftListItem(nodes.list_item)(state, dispatch);
  dispatch?.(state.tr.setNodeMarkup(state.selection.$from.before(found.depth - 1), type));
  return true;
};
export const further_in = sinkListItem(nodes.list_item);
export const further_out = liftListItem(nodes.list_item);
export const quote = (state, dispatch) =>
  is_inside(state, nodes.blockquote) ? lift(state, dispatch) : wrapIn(nodes.blockquote)(state, dispatch);

/// Puts a block of the document's own level behind the one where the cursor is; an empty paragraph gives way to it.
export const insert_block = (make) => (state, dispatch) => {
  if (!dispatch) return true;
  const { $from } = state.selection;
  const node = make();
  const top = $from.depth === 0 ? null : $from.node(1);
  const tr = state.tr;
  let at = $from.depth === 0 ? state.selection.to : $from.after(1);
  if (top?.type === nodes.paragraph && top.content.size === 0) {
    at = $from.before(1);
    tr.replaceWith(at, $from.after(1), node);
  } else tr.insert(at, node);
  if (at + node.nodeSize >= tr.doc.content.size) tr.insert(tr.doc.content.size, nodes.paragraph.create());
  const place = tr.doc.resolve(at + 1);
  tr.setSelection(node.isAtom ? NodeSelection.create(tr.doc, at) : TextSelection.near(place));
  dispatch(tr.scrollIntoView());
  return true;
};

export const rule = insert_block(() => nodes.rule.create());
export const pull_quote = insert_block(() => nodes.pull_quote.create());
export const note = insert_block(() => nodes.note.create(null, nodes.paragraph.create()));
export const card = insert_block(() => nodes.card.create({ href: "https://" }));
export const figure = (attrs) => insert_block(() => nodes.figure.create(attrs));
export const table = insert_block(() => nodes.table.create(null, [0, 1, 2].map((row) =>
  nodes.table_row.create(null, [0, 1].map(() => nodes[row === 0 ? "table_header" : "table_cell"].create())))));

/// Out of a note, a quote or code: a paragraph behind it.
export const leave_block = (state, dispatch) => {
  const { $from } = state.selection;
  if ($from.depth === 0 && !(state.selection instanceof NodeSelection)) return false;
  const at = $from.depth === 0 ? state.selection.to : $from.after(1);
  if (dispatch) {
    const tr = state.tr.insert(at, nodes.paragraph.create());
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1))).scrollIntoView());
  }
  return true;
};

export const line_break = (state, dispatch) => {
  const { parent } = state.selection.$from;
  if (!parent.inlineContent || parent.type === nodes.heading || !parent.type.contentMatch.matchType(nodes.hard_break)) return false;
  if (inside(state, nodes.table)) return false;
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
};

export const unbreakable_blank = (state, dispatch) => {
  dispatch?.(state.tr.insertText("\u00a0"));
  return true;
};

/// Removes the whole block that the cursor is in.
export const remove_block = (state, dispatch) => {
  const { $from } = state.selection;
  const [from, to] = $from.depth === 0 ? [state.selection.from, state.selection.to] : [$from.before(1), $from.after(1)];
  if (dispatch) {
    const tr = state.doc.childCount === 1 ? state.tr.replaceWith(from, to, nodes.paragraph.create()) : state.tr.delete(from, to);
    dispatch(tr.scrollIntoView());
  }
  return true;
};
