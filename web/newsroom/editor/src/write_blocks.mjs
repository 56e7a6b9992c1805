// A node becomes Markdown, in the plainest writing that is read back as the same node.
import { escape_attribute, write_cell, write_heading, write_lines } from "./write_inline.mjs";

/// Lines of one block of the document, joined. `before` is the sign of a list that stands before it.
export const write_block = (node, before = "") => lines_of(node, { mark: mark_for(node, before), inside: false }).join("\n");

/// Blocks one after another.
export function write_all(nodes) {
  return siblings(nodes, () => true).join("\n");
}

const writers = {
  paragraph: (node) => write_lines(node),
  heading: (node) => write_heading(node),
  blockquote: (node) => or_nothing(siblings(children(node), () => true)).map((line) => line ? `> ${line}` : ">"),
  bullet_list: (node, place) => list(node, () => place.mark),
  ordered_list: (node, place) => list(node, (i) => `${Math.min(node.attrs.order + i, 999999999)}${place.mark}`),
  code_block: (node) => code(node),
  rule: (_, place) => [place.inside ? "___" : "***"],
  table: (node) => table(node),
  figure: (node) => [picture(node.attrs)],
  pull_quote: (node) => typed("quote", node.attrs.who, node.content.size ? [indented(flat(node.textContent))] : []),
  note: (node) => typed("note", node.attrs.title, siblings(children(node), () => true)),
  card: (node) => typed("card", node.attrs.href, card(node.attrs)),
  source: (node) => node.textContent.split("\n"),
};

const lines_of = (node, place) => writers[node.type.name](node, place);

/// The sign that a list was written with: "-", "." and so on; nothing where the text is no list.
export const mark_of = (text) => /^ {0,3}(?:\d{1,9}([.)])|([-+*]))(?:[ \t]|$)/m.exec(text.split("\n", 1)[0])?.slice(1).join("") ?? "";

/// Two lists in a row have different signs, or they would be one.
function mark_for(node, before) {
  if (!is_list(node)) return "";
  const wanted = node.attrs.mark;
  const choice = node.type.name === "bullet_list" ? ["-", "*", "+"] : [".", ")"];
  const known = choice.includes(wanted) ? wanted : choice[0];
  return known === before ? choice.find((sign) => sign !== before) : known;
}

const children = (node) => {
  const found = [];
  node.forEach((child) => found.push(child));
  return found;
};
export const is_list = (node) => node.type.name === "bullet_list" || node.type.name === "ordered_list";
const or_nothing = (lines) => lines.length > 0 ? lines : [""];
const is_empty = (node) => node.type.name === "paragraph" && write_lines(node).length === 0;

/// A paragraph that says nothing is not written.
function siblings(nodes, blank_between, inside = false) {
  const lines = [];
  let before = null;
  let sign = "";
  for (const node of nodes.filter((found) => !is_empty(found))) {
    const mark = mark_for(node, sign);
    if (before && blank_between(before, node)) lines.push("");
    const said = lines_of(node, { mark, inside });
    // what is kept as it was written, and was indented, would become part of the list before it
    if (sign && node.type.name === "source" && !/^[ \t]/.test(said[1] ?? "")) said[0] = said[0].replace(/^ {1,3}(?! )/, "");
    lines.push(...said);
    sign = is_list(node) ? mark : mark_of(said[0] ?? "");
    before = node;
  }
  return lines;
}

function list(node, mark_of) {
  const items = children(node);
  const tight = is_tight(node);
  const lines = [];
  items.forEach((item, i) => {
    const mark = mark_of(i);
    const inside = siblings(children(item), (a, b) => !tight || must_part(a, b), true);
    if (i > 0 && !tight) lines.push("");
    if (inside.length === 0) lines.push(mark);
    const margin = " ".repeat(mark.length + 1);
    inside.forEach((line, at) => lines.push(at === 0 ? `${mark} ${line}` : line && margin + line));
  });
  return lines;
}

/// Whether a list can be written without empty lines.
export function is_tight(node) {
  const items = children(node).map((item) => children(item).filter((child) => !is_empty(child)));
  if (items.some((blocks) => blocks.some((block, i) => i > 0 && must_part(blocks[i - 1], block)))) return false;
  return node.attrs.tight || (items.length === 1 && items[0].length < 2);
}

/// Written without an empty line between them, these would be read as one, or as something else.
function must_part(a, b) {
  const [first, second] = [a.type.name, b.type.name];
  if (first === "paragraph")
    return ["paragraph", "table"].includes(second) || (is_list(b) && !interrupts(b));
  if (first === "blockquote") return !["bullet_list", "ordered_list", "code_block", "heading", "rule"].includes(second) ||
    (is_list(b) && !interrupts(b));
  if (is_list(a)) return !["blockquote", "code_block", "heading", "rule"].includes(second);
  return first === "table";
}

const interrupts = (node) => (node.type.name === "bullet_list" || node.attrs.order === 1) &&
  children(node.firstChild).some((block) => !is_empty(block));

function code(node) {
  const text = node.textContent;
  const letter = node.attrs.info.includes("`") ? "~" : "`";
  const longest = Math.max(2, ...[...text.matchAll(letter === "`" ? /`+/g : /~+/g)].map((run) => run[0].length));
  const fence = letter.repeat(longest + 1);
  return [fence + flat(node.attrs.info), ...(text ? text.split("\n") : []), fence];
}

function table(node) {
  const rows = children(node).map(children);
  const columns = Math.max(...rows.map((row) => row.length));
  const line = (cells) => `| ${Array.from({ length: columns }, (_, i) => cells[i] ?? "").join(" | ")} |`;
  const rule = { "": "---", center: ":-:", end: "--:" };
  const [head, ...body] = rows.map((row) => line(row.map(write_cell)));
  return [head, line(Array.from({ length: columns }, (_, i) => rule[rows[0][i]?.attrs.align] ?? "---")), ...body];
}

const flat = (text) => text.replace(/[\s\u0000]+/g, " ").trim();
/// What would be read as a mark of a block stands further in.
const indented = (line) => line.startsWith(":::") ? `    ${line}` : line;

function typed(word, argument, inside) {
  return [`:::${word} ${flat(argument)}`.trimEnd(), ...inside, ":::"];
}

function card({ title, source, ...fields }) {
  const lines = [];
  if (flat(title)) lines.push(`title: ${flat(title)}`);
  if (flat(source)) lines.push(`source: ${flat(source)}`);
  if (fields.picture) lines.push(picture(fields));
  return lines;
}

function picture({ picture, alt, caption, photographer, agencies, licence }) {
  // a bar divides the parts, and nothing says one inside a part
  const parts = [caption, photographer, agencies, licence].map((part) => flat(part).replaceAll("|", "¦"));
  const title = parts.join(" | ").replace(/[ |]+$/, "");
  const address = /^[^\s<>()\\]+$/.test(picture) ? picture : `<${picture.replace(/[<>\\]/g, "\\$&").replace(/\s+/g, " ")}>`;
  const name = escape_attribute(alt, "[]\\`*_<~!");
  return title ? `![${name}](${address} "${escape_attribute(title, "\"\\")}")` : `![${name}](${address})`;
}
