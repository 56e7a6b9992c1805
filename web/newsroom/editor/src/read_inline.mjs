// markdown-it's inline tokens become text, breaks and marks. What they cannot say without loss is refused as `Odd`.
import { Fragment } from "prosemirror-model";
import { schema } from "./schema.mjs";

/// The block that holds it is kept as it was written.
export class Odd extends Error {}

const { marks, nodes } = schema;
const opens = { em_open: marks.em, strong_open: marks.strong, s_open: marks.strike, link_open: marks.link };
const closes = { em_close: marks.em, strong_close: marks.strong, s_close: marks.strike, link_close: marks.link };

/// `tokens` of one paragraph, heading or cell.
export function read_inline(tokens) {
  refuse_strays(tokens);
  const found = [];
  let active = [];
  let last = null;
  const put = (text, more = []) => {
    if (text) found.push(schema.text(text, more.reduce((set, mark) => mark.addToSet(set), set_of(active))));
  };
  for (const token of tokens) {
    if (opens[token.type]) {
      const type = opens[token.type];
      if (active.some((mark) => mark.type === type)) throw new Odd("a mark within itself");
      active.push(type === marks.link
        ? type.create({ href: token.attrGet("href") ?? "", title: token.attrGet("title") ?? "" }) : type.create());
    } else if (closes[token.type]) {
      if (opens[last]) throw new Odd("a mark around nothing");
      active = active.filter((mark) => mark.type !== closes[token.type]);
    } else if (token.type === "text") {
      if (/(^|[^~])~(?!~)/.test(token.content)) throw new Odd("one tilde alone strikes too, to the press");
      put(token.content);
    } else if (token.type === "text_special") {
      put_special(token, put);
    } else if (token.type === "code_inline") {
      put(token.content, [marks.code.create()]);
    } else if (token.type === "softbreak" || token.type === "hardbreak") {
      found.push(nodes[token.type === "softbreak" ? "soft_break" : "hard_break"].create(null, null, set_of(active)));
    } else {
      throw new Odd(token.type);
    }
    if (token.type !== "text" || token.content) last = token.type;
  }
  return Fragment.fromArray(joined(found));
}

/// Where marks stand beside signs that mark nothing, readers of Markdown disagree about which belongs to which.
function refuse_strays(tokens) {
  const stray = tokens.some(({ type, content }) => type === "text" && /[*`~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u.test(content));
  const marked = tokens.some(({ type }) => ["em_open", "strong_open", "s_open", "link_open", "code_inline"].includes(type));
  if (stray && marked) throw new Odd("marks beside signs that mark nothing");
}

function put_special(token, put) {
  if (token.info === "unknown") throw new Odd("a reference that is not read here");
  const real = token.info === "entity" || token.content !== token.markup;
  const [first, ...rest] = [...token.content];
  if (real && "\"'-.".includes(first)) put(first, [marks.typed.create()]);
  else put(first);
  put(rest.join(""));
}

const set_of = (active) => active.reduce((set, mark) => mark.addToSet(set), []);

function joined(found) {
  const out = [];
  for (const node of found) {
    const before = out.at(-1);
    if (before?.isText && node.isText && before.sameMarkup(node)) out[out.length - 1] = schema.text(before.text + node.text, node.marks);
    else out.push(node);
  }
  return out;
}

/// What a picture's alternative text says.
export function plain(tokens) {
  return tokens.map((token) => {
    if (token.info === "unknown") throw new Odd("a reference that is not read here");
    if (token.type === "softbreak" || token.type === "hardbreak") return " ";
    return token.type === "image" ? plain(token.children) : token.content;
  }).join("");
}
