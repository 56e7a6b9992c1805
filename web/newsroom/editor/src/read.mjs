// A body becomes a document, and each block remembers the lines it was read from.
import { card_lines, cut, quote_text } from "./typed_blocks.mjs";
import { dialect } from "./dialect.mjs";
import { figure, has_unknown_reference, read_block } from "./read_blocks.mjs";
import { Odd } from "./read_inline.mjs";
import { schema } from "./schema.mjs";
import { is_list, mark_of, write_block } from "./write_blocks.mjs";

const { nodes } = schema;
const defines = /^ {0,3}(?:[>\-+*] *|\d+[.)] *)*\[[^\]]+\]:/m;

/// {doc, pieces}: a piece per block of the document, {node, text, from, to} with the lines it stands on.
export function read(body) {
  const lines = body.split("\n");
  const env = { references: {} };
  const parts = cut(lines);
  if (defines.test(body))
    for (const part of parts) {
      const inner = part.kind === "note" ? [part.from + 1, part.to - 1] : [part.from, part.to];
      if (part.kind === "prose" || part.kind === "note") dialect.parse(lines.slice(...inner).join("\n"), env);
    }
  const pieces = parts.flatMap((part) => part.kind === "prose" ? prose(lines, part, env) : [typed(lines, part, env)]);
  if (pieces.length === 0) return { doc: nodes.doc.create(null, nodes.paragraph.create()), pieces, env };
  return { doc: nodes.doc.create(null, pieces.map((piece) => piece.node)), pieces, env };
}

/// Cuts prose into its blocks; what stands between them and is no empty line defines references.
function prose(lines, { from, to }, env) {
  const tokens = dialect.parse(lines.slice(from, to).join("\n"), env);
  const pieces = [];
  let at = from;
  for (let i = 0; i < tokens.length;) {
    let end = i + 1;
    if (tokens[i].nesting === 1) {
      while (!(tokens[end].level === 0 && tokens[end].nesting === -1)) ++end;
      ++end;
    }
    const first = tokens[i].map[0] + from;
    let behind = tokens[i].map[1] + from;
    if (tokens[i].type === "fence" && !filled(lines, behind, to)) behind = to;
    const defined = filled(lines, at, first);
    if (defined) pieces.push(as_written(lines, ...defined));
    pieces.push(...block(lines, first, behind, tokens.slice(i, end)));
    at = behind;
    i = end;
  }
  const rest = filled(lines, at, to);
  if (rest) pieces.push(as_written(lines, ...rest));
  return with_neighbours(lines, pieces);
}

/// What stands against a block that is kept as it was written, without an empty line between them, is kept with it: an
/// empty line there could change what either says.
function with_neighbours(lines, pieces) {
  const out = [];
  for (const piece of pieces) {
    const before = out.at(-1);
    const odd = [before, piece].some((one) => one?.node.type === nodes.source);
    const sign = mark_of(piece.text);
    const one_list = before && sign !== "" && [before.text, before.text.split("\n").at(-1)].some((text) => mark_of(text) === sign);
    const behind_nothing = before && /(?:^|[ \t\n])(?:[-+*]|\d{1,9}[.)])[ \t]*$/.test(before.text) && /^[ \t]/.test(piece.text);
    const further_in = before && is_list(before.node) && piece.node.type === nodes.source && /^(?: {4}| *\t)/.test(piece.text);
    if (one_list || behind_nothing || further_in || (before?.to === piece.from && odd)) out[out.length - 1] = as_written(lines, before.from, piece.to);
    else out.push(piece);
  }
  return out;
}

/// Without the empty lines at its ends.
function filled(lines, from, to) {
  while (from < to && !/[^ \t]/.test(lines[from])) ++from;
  while (from < to && !/[^ \t]/.test(lines[to - 1])) --to;
  return from < to ? [from, to] : null;
}

function as_written(lines, from, to) {
  const text = lines.slice(from, to).join("\n");
  return { node: nodes.source.create(null, text ? schema.text(text) : null), text, from, to };
}

function block(lines, first, behind, tokens) {
  // empty lines at the end of code that nothing closes are part of it
  const [from, to] = (tokens[0].type !== "fence" && filled(lines, first, behind)) || [first, behind];
  const text = lines.slice(from, to).join("\n");
  try {
    if (has_unknown_reference(text)) throw new Odd("a reference that is not read here");
    refuse_half_tables(tokens, text);
    refuse_lazy_lines(tokens, text);
    if (/(?<![(<a-z])(?:https?|ftp):\/\/[^\s<>\[\]\\`|"]+["\\`[|]/i.test(text) && tokens[0].type !== "fence") throw new Odd("an address with odd letters");
    if (/^[ \t]*$/m.test(text) && tokens.some(({ type }, i) => type === "list_item_open" && tokens[i + 1].type === "list_item_close"))
      throw new Odd("an empty item among empty lines");
    const found = read_block(tokens);
    if (found.length === to - from) // pictures, each on a line of its own
      return found.map((node, i) => piece(node, lines[from + i], from + i, from + i + 1));
    if (found.length > 1) throw new Odd("pictures on one line");
    return [piece(found[0], text, from, to)];
  } catch (odd) {
    if (!(odd instanceof Odd)) throw odd;
    return [as_written(lines, from, to)];
  }
}

/// The press takes lines for a table that markdown-it does not, where the columns of the first two differ.
function refuse_half_tables(tokens, text) {
  if (tokens[0].type === "fence" || tokens[0].type === "code_block") return;
  if (tokens.some(({ type }) => type === "table_open")) return;
  if (text.split("\n").some((line) => /^[\s>]*[-:|][-:|\s]*$/.test(line) && line.includes("|") && line.includes("-"))) throw new Odd("half a table");
}

/// A list's or quote's text that goes on at the margin.
function refuse_lazy_lines(tokens, text) {
  const margin = { bullet_list_open: /^(?![-+*](?:[ \t]|$))\S/m, ordered_list_open: /^(?!\d{1,9}[.)](?:[ \t]|$))\S/m,
    blockquote_open: /^(?! {0,3}>)/m }[tokens[0].type];
  if (margin?.test(text)) throw new Odd("a line that goes on at the margin");
}

/// Only what comes back as it was is edited as what it seems to be.
function piece(node, text, from, to) {
  const again = read_again(write_block(node));
  if (!again || !again.eq(node)) throw new Odd("something that would be written otherwise");
  return { node, text, from, to };
}

function read_again(text) {
  const lines = text.split("\n");
  const parts = cut(lines);
  if (parts.length !== 1) return null;
  if (parts[0].kind !== "prose") return parts[0].kind === "odd" ? null : typed_node(lines, parts[0], {});
  const tokens = dialect.parse(text, {});
  if (tokens.length === 0) return null;
  const found = read_block(tokens);
  return found.length === 1 ? found[0] : null;
}

function typed(lines, part, env) {
  if (part.kind === "odd") return as_written(lines, part.from, part.to);
  try {
    const node = typed_node(lines, part, env);
    return piece(node, lines.slice(part.from, part.to).join("\n"), part.from, part.to);
  } catch (odd) {
    if (!(odd instanceof Odd)) throw odd;
    return as_written(lines, part.from, part.to);
  }
}

function typed_node(lines, part, env) {
  const inside = lines.slice(part.from + 1, part.to - 1);
  if (part.kind === "quote") {
    const text = quote_text(inside);
    return nodes.pull_quote.create({ who: part.argument }, text ? schema.text(text) : null);
  }
  return part.kind === "card" ? card(inside, part.argument) : note(inside, part.argument, env);
}

function card(inside, href) {
  const card = card_lines(inside);
  if (!card) throw new Odd("a line that is none of a card's");
  const { title, source } = card;
  if (!card.picture) return nodes.card.create({ href, title, source });
  if (has_unknown_reference(card.picture)) throw new Odd("a reference that is not read here");
  const tokens = dialect.parse(card.picture, {});
  const images = tokens[1]?.children ?? [];
  if (tokens[0]?.type !== "paragraph_open" || images.length !== 1 || images[0].type !== "image")
    throw new Odd("a card's picture with something beside it");
  return nodes.card.create({ href, title, source, ...figure(images[0]) });
}

function note(inside, title, env) {
  const text = inside.join("\n");
  if (has_unknown_reference(text)) throw new Odd("a reference that is not read here");
  if (defines.test(text)) throw new Odd("definitions inside a note");
  const tokens = dialect.parse(text, env);
  const found = [];
  for (let i = 0; i < tokens.length;) {
    let end = i + 1;
    if (tokens[i].nesting === 1) {
      while (!(tokens[end].level === 0 && tokens[end].nesting === -1)) ++end;
      ++end;
    }
    const [node, ...more] = read_block(tokens.slice(i, end));
    if (more.length > 0 || node.type === nodes.figure) throw new Odd("a picture in a note");
    found.push(node);
    i = end;
  }
  return nodes.note.create({ title }, found.length > 0 ? found : [nodes.paragraph.create()]);
}
