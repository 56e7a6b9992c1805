// Rows, columns and how they stand, in tables of Markdown's kind: a first row of headings, cells of one line.
import { TextSelection } from "prosemirror-state";
import { inside } from "./commands.mjs";
import { schema } from "./schema.mjs";

const { nodes } = schema;

/// {table, pos, row, column} where the cursor is in a table.
export function place(state) {
  const table = inside(state, nodes.table);
  if (!table) return null;
  const { $from } = state.selection;
  return { table: table.node, pos: table.pos, row: $from.index(table.depth), column: $from.index(table.depth + 1) };
}

/// Rebuilds the table from its rows of cells and puts the cursor into a cell of it.
const changed = (change) => (state, dispatch) => {
  const found = place(state);
  if (!found) return false;
  const rows = [];
  found.table.forEach((row) => rows.push(row.content.content.slice()));
  const target = change(rows, found);
  if (!target) return false;
  if (!dispatch) return true;
  const made = rows.map((cells, at) => nodes.table_row.create(null, cells.map((cell) =>
    nodes[at === 0 ? "table_header" : "table_cell"].create({ align: cell.attrs.align }, cell.content))));
  const tr = state.tr;
  const end = found.pos + found.table.nodeSize;
  if (made.length === 0 || made[0].childCount === 0) tr.replaceWith(found.pos, end, nodes.paragraph.create());
  else tr.replaceWith(found.pos, end, nodes.table.create(null, made));
  const at = made.length ? cell_start(tr.doc.nodeAt(found.pos), found.pos, target.row, target.column) : found.pos + 1;
  dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at))).scrollIntoView());
  return true;
};

function cell_start(table, pos, row, column) {
  let at = pos + 1;
  const line = Math.min(row, table.childCount - 1);
  for (let i = 0; i < line; ++i) at += table.child(i).nodeSize;
  ++at;
  for (let i = 0; i < Math.min(column, table.child(line).childCount - 1); ++i) at += table.child(line).child(i).nodeSize;
  return at + 1;
}

const empty = (align = "") => nodes.table_cell.create({ align });

export const row_below = changed((rows, { row, column }) => {
  rows.splice(row + 1, 0, rows[0].map((cell) => empty(cell.attrs.align)));
  return { row: row + 1, column };
});
export const column_behind = changed((rows, { row, column }) => {
  for (const cells of rows) cells.splice(column + 1, 0, empty());
  return { row, column: column + 1 };
});
export const remove_row = changed((rows, { row, column }) => {
  rows.splice(row, 1);
  return { row: Math.max(0, row - 1), column };
});
export const remove_column = changed((rows, { row, column }) => {
  for (const cells of rows) cells.splice(column, 1);
  return { row, column: Math.max(0, column - 1) };
});
/// "" where a line starts, "center", "end".
export const align = (how) => changed((rows, { row, column }) => {
  for (const cells of rows)
    if (cells[column]) cells[column] = nodes.table_cell.create({ align: how }, cells[column].content);
  return { row, column };
});

/// The next cell, or out of the table, so that Tab never holds anybody in it.
export const next_cell = (step) => (state, dispatch) => {
  const found = place(state);
  if (!found) return false;
  const width = found.table.firstChild.childCount;
  const at = found.row * width + found.column + step;
  if (at < 0 || at >= width * found.table.childCount) return false;
  const start = cell_start(found.table, found.pos, Math.floor(at / width), at % width);
  dispatch?.(state.tr.setSelection(TextSelection.near(state.doc.resolve(start))).scrollIntoView());
  return true;
};
