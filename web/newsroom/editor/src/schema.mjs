// What a manuscript's body is made of, as docs/formats/manuscript-body.md says, in ProseMirror's words. Nothing is shown
// here that could load something from elsewhere: a link's address is only set where it leads somewhere harmless.
import { Schema } from "prosemirror-model";

const block = (tag) => ({ toDOM: () => [tag, { dir: "auto" }, 0], parseDOM: [{ tag }] });

/// Schemes that the press prints; every other address stays words.
export const is_harmless = (href) => /^(https?:\/\/|mailto:|\/(?!\/)|#)/i.test(href);

const text_fields = (names) => Object.fromEntries(names.map((name) => [name, { default: "", validate: "string" }]));

export const figure_fields = ["picture", "alt", "caption", "photographer", "agencies", "licence"];

export const schema = new Schema({
  nodes: {
    doc: { content: "(prose | figure | pull_quote | note | card | source)+" },
    paragraph: { content: "inline*", group: "prose", ...block("p") },
    heading: {
      content: "inline*", group: "prose", defining: true,
      attrs: { level: { default: 2, validate: "number" } },
      parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level } })),
      // the page's own first heading is the headline
      toDOM: (node) => [`h${Math.min(Math.max(node.attrs.level, 2), 6)}`, { dir: "auto" }, 0],
    },
    blockquote: { content: "prose+", group: "prose", defining: true, ...block("blockquote") },
    bullet_list: {
      content: "list_item+", group: "prose",
      // the sign before each item, as the writer has it
      attrs: { tight: { default: true, validate: "boolean" }, mark: { default: "-", validate: "string" } },
      parseDOM: [{ tag: "ul" }], toDOM: (node) => ["ul", { dir: "auto", "data-tight": String(node.attrs.tight) }, 0],
    },
    ordered_list: {
      content: "list_item+", group: "prose",
      attrs: { order: { default: 1, validate: "number" }, tight: { default: true, validate: "boolean" },
        mark: { default: ".", validate: "string" } },
      parseDOM: [{ tag: "ol", getAttrs: (dom) => ({ order: Math.min(Math.max(dom.start ?? 1, 0), 999999999) }) }],
      toDOM: (node) => ["ol", { dir: "auto", start: node.attrs.order, "data-tight": String(node.attrs.tight) }, 0],
    },
    list_item: { content: "prose+", defining: true, ...block("li") },
    code_block: {
      content: "text*", marks: "", group: "prose", code: true, defining: true,
      attrs: { info: { default: "", validate: "string" } },
      parseDOM: [{ tag: "pre", preserveWhitespace: "full" }],
      toDOM: () => ["pre", { dir: "ltr" }, ["code", 0]],
    },
    rule: { group: "prose", parseDOM: [{ tag: "hr" }], toDOM: () => ["div", { class: "rule" }, ["hr"]] },
    table: { content: "table_row+", group: "prose", isolating: true, parseDOM: [{ tag: "table" }],
      toDOM: () => ["table", ["tbody", 0]] },
    table_row: { content: "(table_cell | table_header)+", parseDOM: [{ tag: "tr" }], toDOM: () => ["tr", 0] },
    table_cell: cell("td"),
    table_header: cell("th"),
    figure: { atom: true, draggable: true, attrs: text_fields(figure_fields), toDOM: shown("figure"), parseDOM: [kept("figure")] },
    pull_quote: {
      content: "text*", marks: "", isolating: true, defining: true, attrs: text_fields(["who"]),
      toDOM: (node) => ["div", { "data-block": "pull_quote", "data-fields": JSON.stringify(node.attrs) }, 0],
      parseDOM: [kept("pull_quote")],
    },
    note: {
      content: "prose+", isolating: true, defining: true, attrs: text_fields(["title"]),
      toDOM: (node) => ["div", { "data-block": "note", "data-fields": JSON.stringify(node.attrs) }, 0],
      parseDOM: [kept("note")],
    },
    card: {
      atom: true, draggable: true,
      attrs: text_fields(["href", "title", "source", ...figure_fields]), toDOM: shown("card"), parseDOM: [kept("card")],
    },
    // what the dialect has and no other node here says: kept as it was written, letter by letter
    source: {
      content: "text*", marks: "", code: true, defining: true, isolating: true,
      toDOM: () => ["pre", { "data-block": "source", dir: "auto" }, ["code", 0]],
      parseDOM: [{ tag: "pre[data-block=source]", preserveWhitespace: "full", priority: 60 }],
    },
    text: { group: "inline" },
    hard_break: { inline: true, group: "inline", selectable: false, leafText: () => "\n",
      parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
    // a line end of the writer's file, printed as a blank
    soft_break: { inline: true, group: "inline", selectable: false, leafText: () => " ",
      parseDOM: [{ tag: "span[data-soft]" }], toDOM: () => ["span", { "data-soft": "" }, " "] },
  },
  marks: {
    link: {
      attrs: { href: { validate: "string" }, title: { default: "", validate: "string" } }, inclusive: false,
      parseDOM: [{ tag: "a[href]", getAttrs: (dom) =>
        is_harmless(dom.getAttribute("href")) && { href: dom.getAttribute("href"), title: dom.getAttribute("title") ?? "" } }],
      toDOM: ({ attrs }) => ["a", is_harmless(attrs.href)
        ? { href: attrs.href, title: attrs.title || attrs.href, rel: "noreferrer noopener" } : { title: attrs.href }],
    },
    em: { parseDOM: [{ tag: "i" }, { tag: "em" }], toDOM: () => ["em"] },
    strong: { parseDOM: [{ tag: "b" }, { tag: "strong" }], toDOM: () => ["strong"] },
    strike: { parseDOM: [{ tag: "s" }, { tag: "del" }, { tag: "strike" }], toDOM: () => ["del"] },
    // a quote, dash or dot that the compositor must leave as it was typed
    typed: { inclusive: false, parseDOM: [{ tag: "span[data-typed]" }], toDOM: () => ["span", { "data-typed": "" }] },
    code: { code: true, excludes: "typed", parseDOM: [{ tag: "code" }], toDOM: () => ["code", { dir: "ltr" }] },
  },
});

/// Atoms travel through the clipboard with their fields, and come back through this reader alone.
function shown(name) {
  return (node) => ["div", { "data-block": name, "data-fields": JSON.stringify(node.attrs) }, node.attrs.caption || node.attrs.title || ""];
}

function kept(name) {
  return {
    tag: `div[data-block=${name}]`, priority: 60,
    getAttrs: (dom) => {
      try {
        const given = JSON.parse(dom.dataset.fields);
        return Object.fromEntries(Object.keys(schema.nodes[name].spec.attrs).map((key) => [key, one_line(given[key])]));
      } catch {
        return false;
      }
    },
  };
}

export const one_line = (text) => typeof text === "string" ? text.replace(/[\s\u0000]+/g, " ").trim() : "";

function cell(tag) {
  return {
    content: "inline*", isolating: true, attrs: { align: { default: "", validate: "string" } },
    parseDOM: [{ tag }],
    toDOM: (node) => [tag, { dir: "auto", ...(node.attrs.align ? { class: `align-${node.attrs.align}` } : {}) }, 0],
  };
}
