// markdown-it's block tokens become nodes of the schema.
import { Odd, plain, read_inline } from "./read_inline.mjs";
import { reference, resolved } from "./dialect.mjs";
import { schema } from "./schema.mjs";

const { nodes } = schema;
const aligned = { "text-align:center": "center", "text-align:right": "end" };

/// Nodes of one block, whose tokens begin at `at`; usually one, of a paragraph of pictures one each. Throws Odd.
export function read_block(tokens) {
  const state = { tokens, at: 0 };
  const top = tokens[0];
  if (top.type === "paragraph_open" && tokens[1].children.some((token) => token.type === "image"))
    return pictures(tokens[1].children);
  const node = block(state);
  if (state.at !== tokens.length) throw new Odd("more than one block");
  return [node];
}

function block(state) {
  const token = state.tokens[state.at++];
  switch (token.type) {
    case "paragraph_open": return textblock(state, nodes.paragraph);
    case "heading_open": return textblock(state, nodes.heading, { level: Number(token.tag[1]) });
    case "blockquote_open": return nodes.blockquote.create(null, blocks(state, "blockquote_close"));
    case "bullet_list_open": return list(state, nodes.bullet_list, { mark: token.markup }, "bullet_list_close");
    case "ordered_list_open":
      return list(state, nodes.ordered_list, { order: Number(token.attrGet("start") ?? 1), mark: token.markup }, "ordered_list_close");
    case "list_item_open":
      if (token.level > 1 && state.tokens[state.at].type === "list_item_close") throw new Odd("an empty item of an inner list");
      return nodes.list_item.create(null, blocks(state, "list_item_close"));
    case "fence": case "code_block": return code(token);
    case "hr": return nodes.rule.create();
    case "table_open": return table(state);
    default: throw new Odd(token.type);
  }
}

function blocks(state, end) {
  const found = [];
  while (state.tokens[state.at].type !== end) found.push(block(state));
  ++state.at;
  return found.length > 0 ? found : [nodes.paragraph.create()];
}

function textblock(state, type, attrs = null) {
  const inside = state.tokens[state.at];
  state.at += 2;
  if (/\n[ \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/m.test(inside.content)) throw new Odd("a line that looks like a list's");
  return type.create(attrs, read_inline(inside.children));
}

function list(state, type, attrs, end) {
  const loose = [];
  const from = state.at;
  const level = state.tokens[from].level + 1;
  const items = blocks(state, end);
  for (let at = from; at < state.at; ++at) {
    const token = state.tokens[at];
    if (token.type === "paragraph_open" && token.level === level) loose.push(!token.hidden);
  }
  return type.create({ ...attrs, tight: loose.length === 0 ? true : !loose[0] }, items);
}

function code(token) {
  if (token.content === "\n") throw new Odd("code of one empty line");
  const info = token.type === "fence" ? token.info.trim() : "";
  if (/[\\&]/.test(info)) throw new Odd("a code's language that is written oddly");
  const text = token.content.replace(/\n$/, "");
  return nodes.code_block.create({ info }, text ? schema.text(text) : null);
}

function table(state) {
  const rows = [];
  let aligns = [];
  for (let token = state.tokens[state.at++]; token.type !== "table_close"; token = state.tokens[state.at++]) {
    if (token.type === "tr_open") rows.push([]);
    if (token.type !== "th_open" && token.type !== "td_open") continue;
    const head = token.type === "th_open";
    const align = aligned[token.attrGet("style")] ?? "";
    if (head) aligns.push(align);
    const inside = state.tokens[state.at];
    if (/`[^`]*\|/.test(inside.content)) throw new Odd("a bar in code in a table");
    rows.at(-1).push(nodes[head ? "table_header" : "table_cell"].create({ align: aligns[rows.at(-1).length] ?? align },
      read_inline(inside.children)));
    state.at += 2;
  }
  return nodes.table.create(null, rows.map((cells) => nodes.table_row.create(null, cells)));
}

/// A paragraph that is nothing but pictures: a figure each.
function pictures(tokens) {
  const found = [];
  for (const token of tokens) {
    if (token.type === "image") found.push(nodes.figure.create(figure(token)));
    else if (token.type !== "softbreak" && !(token.type === "text" && !token.content.trim()))
      throw new Odd("a picture inside text");
  }
  return found;
}

export function figure(token) {
  const parts = (token.attrGet("title") ?? "").split("|").map((part) => part.replace(/\s+/g, " ").trim());
  if (parts.length > 4) throw new Odd("a picture's title with more than four parts");
  const [caption = "", photographer = "", agencies = "", licence = ""] = parts;
  return { picture: token.attrGet("src"), alt: plain(token.children).replace(/\s+/g, " ").trim(),
    caption, photographer, agencies, licence };
}

/// markdown-it resolves more names in titles and addresses than the press prints.
export function has_unknown_reference(text) {
  for (const found of text.matchAll(/&[#a-z0-9]+;/gi)) {
    const read = reference.exec(found[0]);
    if (read && resolved(read) === null) return true;
  }
  return false;
}
