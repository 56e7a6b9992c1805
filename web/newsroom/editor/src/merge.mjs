// Brings another writing of the same text into the document block by block, so that the cursor stays where it is and
// nothing that was typed meanwhile is lost.

const words_of = (node) => JSON.stringify(node.toJSON());
const children = (doc) => {
  const found = [];
  doc.forEach((child) => found.push(child));
  return found;
};

/// What must happen to `a` to become `b`, both arrays of strings: [{from, to, with_from, with_to}], in order.
export function difference(a, b) {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) ++start;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) ++end;
  const [rows, columns] = [a.length - start - end, b.length - start - end];
  const table = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  for (let i = rows - 1; i >= 0; --i)
    for (let j = columns - 1; j >= 0; --j)
      table[i][j] = a[start + i] === b[start + j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
  const hunks = [];
  let open = null;
  const touch = (i, j) => {
    open ??= { from: start + i, to: start + i, with_from: start + j, with_to: start + j };
  };
  for (let i = 0, j = 0; i < rows || j < columns;) {
    if (i < rows && j < columns && a[start + i] === b[start + j]) {
      if (open) hunks.push(open);
      open = null;
      ++i, ++j;
    } else if (j >= columns || (i < rows && table[i + 1][j] >= table[i][j + 1])) { touch(i, j); open.to = start + ++i; }
    else { touch(i, j); open.with_to = start + ++j; }
  }
  if (open) hunks.push(open);
  return hunks;
}

export const block_difference = (a, b) => difference(children(a).map(words_of), children(b).map(words_of));

const position = (doc, index) => {
  let at = 0;
  for (let i = 0; i < index; ++i) at += doc.child(i).nodeSize;
  return at;
};

/// Changes `tr`, whose document was typed on top of `base`, by what makes `theirs` of `base`. Where both changed the same
/// block, both stay. {tr, doubled: how many times that was}.
export function bring_in(tr, base, theirs) {
  const mine = block_difference(base, tr.doc);
  const hunks = block_difference(base, theirs);
  let doubled = 0;
  for (const hunk of hunks.reverse()) {
    const against = mine.filter((own) => own.from < hunk.to && hunk.from < own.to || (own.from === hunk.from && own.to === hunk.to));
    const shift = (index, after) => mine.reduce((sum, own) =>
      own.to < index || (own.to === index && (after || own.from < own.to)) ? sum + (own.with_to - own.with_from) - (own.to - own.from) : sum, index);
    const blocks = children(theirs).slice(hunk.with_from, hunk.with_to);
    if (against.length === 0) {
      const from = shift(hunk.from, hunk.from === hunk.to ? true : true);
      replace_blocks(tr, from, from + hunk.to - hunk.from, blocks);
    } else if (!inside_one(tr, base, hunk, against, blocks)) {
      const last = against.at(-1);
      tr.insert(position(tr.doc, last.with_to), blocks);
      doubled += blocks.length ? 1 : 0;
    }
  }
  return { tr, doubled };
}

/// Both changed one block, in different places of it.
function inside_one(tr, base, hunk, against, blocks) {
  const [own] = against;
  if (against.length > 1 || blocks.length !== 1 || [hunk, own].some(({ from, to }) => to - from !== 1)) return false;
  if (own.from !== hunk.from || own.with_to - own.with_from !== 1) return false;
  const old = base.child(hunk.from);
  const current = tr.doc.child(own.with_from);
  const [theirs] = blocks;
  if (!old.sameMarkup(current) || !old.sameMarkup(theirs)) return false;
  const ours = span(old, current);
  const other = span(old, theirs);
  if (!ours || !other || !(other.to < ours.from || ours.to < other.from)) return false;
  const moved = other.from > ours.from ? ours.grown : 0;
  const start = position(tr.doc, own.with_from) + 1;
  tr.replace(start + other.from + moved, start + other.to + moved, theirs.slice(other.from, other.with_to));
  return true;
}

/// Where two blocks differ, in the first one's places.
function span(old, changed) {
  const from = old.content.findDiffStart(changed.content);
  if (from === null) return null;
  let { a: to, b: with_to } = old.content.findDiffEnd(changed.content);
  const overlap = from - Math.min(to, with_to);
  if (overlap > 0) { to += overlap; with_to += overlap; }
  return { from, to, with_to, grown: with_to - to };
}

/// Puts `blocks` in place of [from, to), and keeps what is alike at both ends of a block that stays one.
export function replace_blocks(tr, from, to, blocks) {
  const start = position(tr.doc, from);
  const end = position(tr.doc, to);
  if (to - from === 1 && blocks.length === 1) {
    const old = tr.doc.child(from);
    const [made] = blocks;
    const changed = old.sameMarkup(made) && !old.isAtom && span(old, made);
    if (changed) return void tr.replace(start + 1 + changed.from, start + 1 + changed.to, made.slice(changed.from, changed.with_to));
  }
  if (blocks.length === 0 && to - from === tr.doc.childCount) tr.replaceWith(start, end, tr.doc.type.schema.nodes.paragraph.create());
  else if (blocks.length === 0) tr.delete(start, end);
  else tr.replaceWith(start, end, blocks);
}
