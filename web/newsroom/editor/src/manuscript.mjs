// A body that is opened, and written again: text that nobody touched comes back byte for byte.
import { read } from "./read.mjs";
import { schema } from "./schema.mjs";
import { is_list, mark_of, write_all, write_block } from "./write_blocks.mjs";

const lines_in = (text) => text.split("\n");

/// What was read, and how each block stood there.
export class Manuscript {
  constructor(body) {
    const text = body.replace(/\r\n?/g, "\n");
    const lines = lines_in(text);
    const { doc, pieces, env } = read(text);
    this.doc = doc;
    this.lines = lines;
    this.by_node = new WeakMap();
    this.by_words = new Map();
    this.definitions = definitions(doc);
    const refers = Object.keys(env.references).length > 0;
    pieces.forEach((piece, at) => {
      const bound = refers && depends(piece);
      const kept = { text: piece.text, at, from: piece.from, to: piece.to, bound };
      this.by_node.set(piece.node, kept);
      const words = fingerprint(piece.node);
      if (!this.by_words.has(words)) this.by_words.set(words, kept);
    });
    this.count = pieces.length;
    this.last = pieces.at(-1);
    this.first = pieces[0];
  }

  /// The document as Markdown.
  write(doc) {
    const bound = definitions(doc) === this.definitions;
    const blocks = [];
    doc.forEach((node) => {
      if (node.type === schema.nodes.paragraph && node.childCount === 0 && !this.by_node.has(node)) return;
      const kept = this.kept(node);
      const text = kept && (bound || !kept.bound) ? kept.text : null;
      const said = text ?? write_block(node);
      if (said !== "") blocks.push({ node, kept: text === null ? null : kept, text: said });
    });
    return this.joined(blocks);
  }

  /// How the node was written, if it is one that was read, or the same again (after an undo).
  kept(node) {
    return this.by_node.get(node) ?? this.by_words.get(fingerprint(node));
  }

  joined(blocks) {
    if (blocks.length === 0) return this.count === 0 ? this.lines.join("\n") : "";
    let out = this.before(blocks[0]);
    let last = null;
    let said = null; // the list that stands before, for its mark
    for (const block of blocks) {
      const follows = last?.kept && block.kept && block.kept.at === last.kept.at + 1;
      let text = block.text;
      if (last) out += follows ? "\n" + this.lines.slice(last.kept.to, block.kept.from).map((line) => line + "\n").join("") : "\n\n";
      if (last && !follows) text = apart(said, block);
      out += text;
      said = text;
      last = block;
    }
    return out + this.behind(last);
  }

  before(first) {
    return first.kept?.at === 0 ? this.lines.slice(0, first.kept.from).map((line) => line + "\n").join("") : "";
  }

  behind(last) {
    if (last.kept && last.kept.at === this.count - 1)
      return this.lines.slice(last.kept.to).map((line) => "\n" + line).join("");
    return "\n";
  }
}

/// What is indented behind a list, and a list behind one of its kind, would become part of it.
function apart(said, { node, text }) {
  const sign = mark_of(said);
  if (sign === "") return text;
  if (is_list(node) && mark_of(text) === sign) return write_block(node, sign);
  return /^[ \t]/.test(text) ? write_block(node).replace(/^ {1,3}(?! )/, "") : text;
}

const fingerprint = (node) => JSON.stringify(node.toJSON());

function definitions(doc) {
  const found = [];
  doc.forEach((node) => { if (node.type === schema.nodes.source) found.push(node.textContent); });
  return found.join("\n\n");
}

/// Whether a block says something else without the definitions of the body.
function depends({ node, text }) {
  const alone = read(text).doc;
  return alone.childCount !== 1 || !alone.firstChild.eq(node);
}

export { write_all };
