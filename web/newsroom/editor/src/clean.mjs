// What is pasted from Word, Google Docs and web pages, made plain: words, emphasis, links, lists, headings and tables.
// The clipboard's HTML is read by an inert parser and only ever copied element by element into a new tree, so that what is
// not named here does not exist behind it.
import { is_harmless } from "./schema.mjs";

const blocks = new Set(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "table", "thead", "tbody",
  "tfoot", "tr", "td", "th", "hr"]);
const gone = new Set(["script", "style", "svg", "math", "iframe", "object", "embed", "template", "noscript", "head", "meta", "link", "title",
  "xml", "form", "input", "button", "select", "textarea", "audio", "video", "canvas", "img", "picture", "map", "o:p", "frame", "frameset", "base"]);
const containers = new Set(["div", "section", "article", "main", "header", "footer", "aside", "body", "center", "figure", "figcaption", "dl",
  "dt", "dd", "address", "details", "summary"]);

/// HTML of the clipboard to HTML that holds nothing but what the schema knows.
export function clean(html) {
  // Word keeps what only it should see in conditional comments, and marks its own list signs with them
  const text = html
    .replace(/<!(?:--)?\[if !supportLists\](?:--)?>([\s\S]*?)<!(?:--)?\[endif\](?:--)?>/gi, (_, sign) => `<span data-sign="${sign_of(sign)}"></span>`)
    .replace(/<!--\[if[^\]]*\]>(?!\s*-->)[\s\S]*?<!\[endif\]-->/gi, "")
    .replace(/<!(?:--)?\[[^>]*>/g, "")
    // the page's policy complains of styles and handlers even where nothing is shown or run: they are read under other names
    .replace(/<style\b[\s\S]*?(?:<\/style[^>]*>|$)|<base\b[^>]*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s"'/])(style|on[a-z]+)(?=\s*=)/gi, "$1data-$2"));
  const from = new DOMParser().parseFromString(text, "text/html");
  const to = document.implementation.createHTMLDocument("");
  const root = to.body;
  copy_children(from.body, root, to, {});
  lists_of_paragraphs(root, to);
  tables(root, to);
  for (const empty of [...root.querySelectorAll("p")]) if (!empty.textContent.replace(/\u00a0/g, " ").trim()) empty.remove();
  return root.innerHTML;
}

const sign_of = (html) => html.replace(/<[^>]*>|&nbsp;|["&<>\s]/g, "").slice(0, 12);

/// `marks` are those that stand around already: {strong, em, s, code}.
function copy_children(from, to, document, marks) {
  for (const child of from.childNodes) copy(child, to, document, marks);
}

function copy(node, to, document, marks) {
  if (node.nodeType === 3) {
    const text = from_word(node.data);
    if (text) wrap(to, document, marks).append(text);
    return;
  }
  if (node.nodeType !== 1) return;
  const name = node.localName;
  if (gone.has(name) || is_hidden(node)) return;
  if (node.hasAttribute("data-sign") || /mso-list\s*:\s*Ignore/i.test(node.getAttribute("data-style") ?? "")) return;
  if (is_footnote(node)) return copy_children(node, to, document, marks);
  if (name === "br") return void (/Apple-interchange-newline/.test(node.className) || to.append(document.createElement("br")));
  if (name === "a") return copy_link(node, to, document, marks);
  if (blocks.has(name)) return copy_block(node, name, to, document);
  if (containers.has(name)) {
    const has_blocks = [...node.children].some((child) => blocks.has(child.localName) || containers.has(child.localName));
    return has_blocks ? copy_children(node, to, document, {}) : copy_block(node, "p", to, document);
  }
  copy_children(node, to, document, inner(node, name, marks));
}

function copy_block(node, name, to, document) {
  const made = document.createElement(heading_of(node, name) ?? name);
  if (name === "ol" && /^\d{1,6}$/.test(node.getAttribute("start") ?? "")) made.setAttribute("start", node.getAttribute("start"));
  const sign = list_place(node);
  if (sign) made.setAttribute("data-list", JSON.stringify(sign));
  if (name === "pre") {
    made.textContent = node.textContent;
    return void to.append(made);
  }
  const whole = marks_of_style(node.getAttribute("data-style") ?? "");
  copy_children(node, made, document, /^h\d$/.test(made.localName) ? { plain: true } : whole);
  to.append(made);
}

/// A link survives with its address alone, and only where that leads to a page or a letter.
function copy_link(node, to, document, marks) {
  const href = real_address((node.getAttribute("href") ?? "").trim());
  if (!href) return copy_children(node, to, document, marks);
  const made = document.createElement("a");
  made.setAttribute("href", href);
  copy_children(node, made, document, marks);
  if (made.textContent.trim()) to.append(made);
  else to.append(...made.childNodes);
}

/// Google Docs leads every link over an address of its own.
function real_address(href) {
  const over = /^https?:\/\/(?:www\.)?google\.[a-z.]+\/url\?(.*)$/i.exec(href);
  const plain = over ? new URLSearchParams(over[1]).get("q") ?? "" : href;
  return is_harmless(plain) && !plain.startsWith("#") && !/[\s\u0000-\u001f]/.test(plain) ? plain : "";
}

const is_hidden = (node) => /display\s*:\s*none|mso-hide\s*:\s*all|mso-element\s*:\s*(?:comment|field-)/i.test(node.getAttribute("data-style") ?? "") ||
  node.hasAttribute("hidden");

/// Word's footnotes: the sign stays as text, without its link into the document that is not here.
const is_footnote = (node) => node.localName === "a" && /^_?(?:ftn|edn|ftnref)/i.test((node.getAttribute("href") ?? "").replace(/^.*#/, ""));

function heading_of(node, name) {
  if (/^h[1-6]$/.test(name)) return `h${Math.min(Math.max(Number(name[1]), 2), 3)}`;
  if (name !== "p") return null;
  const word = /^Mso(?:Heading(\d)|(Title))/i.exec(node.className) ?? /mso-outline-level\s*:\s*(\d)/i.exec(node.getAttribute("data-style") ?? "");
  return word ? (Number(word[1] ?? 1) < 3 ? "h2" : "h3") : null;
}

/// Google Docs writes emphasis as styles, and wraps everything in a <b> that is not bold.
function inner(node, name, marks) {
  const made = { ...marks };
  if (name === "b" || name === "strong") made.strong = true;
  if (name === "i" || name === "em" || name === "cite") made.em = true;
  if (name === "s" || name === "del" || name === "strike") made.s = true;
  if (name === "code" || name === "tt" || name === "kbd" || name === "samp") made.code = true;
  return { ...made, ...marks_of_style(node.getAttribute("data-style") ?? "") };
}

function marks_of_style(style) {
  const made = {};
  const weight = /(?:^|[;\s])font-weight\s*:\s*(\w+)/i.exec(style)?.[1].toLowerCase();
  if (weight) made.strong = weight === "bold" || weight === "bolder" || Number(weight) >= 600;
  const slant = /(?:^|[;\s])font-style\s*:\s*(\w+)/i.exec(style)?.[1].toLowerCase();
  if (slant) made.em = slant === "italic" || slant === "oblique";
  if (/text-decoration(?:-line)?\s*:[^;]*line-through/i.test(style)) made.s = true;
  return made;
}

function wrap(to, document, marks) {
  let place = to;
  if (marks.plain) return place;
  for (const name of ["em", "strong", "s", "code"]) {
    if (!marks[name] || place.closest?.(name)) continue;
    const last = place === to && place.lastChild?.localName === name ? place.lastChild : place.appendChild(document.createElement(name));
    place = last;
  }
  return place;
}

/// Word pads with its own line ends and soft hyphens.
const from_word = (text) => text.replace(/[\r\n\t]+/g, " ").replace(/[\u00ad\u200b\ufeff]/g, "");

/// Where a paragraph of Word stands in a list: {level, ordered}.
function list_place(node) {
  const style = node.getAttribute("data-style") ?? "";
  const level = /mso-list\s*:\s*l\d+\s+level(\d+)/i.exec(style);
  if (!level) return null;
  const sign = [...node.querySelectorAll("*")].map((part) => part.getAttribute("data-sign") ??
    (/mso-list\s*:\s*Ignore/i.test(part.getAttribute("data-style") ?? "") ? part.textContent : "")).find(Boolean) ?? "";
  return { level: Number(level[1]), ordered: /^\s*\(?(?:\d+|[a-z]|[ivx]+|[а-я])[.)]/i.test(sign) };
}

/// Word's lists are paragraphs that say which level they are of.
function lists_of_paragraphs(root, document) {
  for (const first of [...root.querySelectorAll("[data-list]")]) {
    if (!first.isConnected || !first.hasAttribute("data-list")) continue;
    const run = [first];
    while (run.at(-1).nextSibling && next_element(run.at(-1))?.hasAttribute("data-list")) run.push(next_element(run.at(-1)));
    const stack = [];
    for (const item of run) {
      const { level, ordered } = JSON.parse(item.getAttribute("data-list"));
      while (stack.length > 0 && stack.at(-1).level > level) stack.pop();
      if (stack.length === 0 || stack.at(-1).level < level) {
        const list = document.createElement(ordered ? "ol" : "ul");
        if (stack.length > 0) (stack.at(-1).list.lastElementChild ?? stack.at(-1).list).append(list);
        else first.before(list);
        stack.push({ level, list });
      }
      const made = document.createElement("li");
      const text = document.createElement("p");
      text.append(...item.childNodes);
      made.append(text);
      stack.at(-1).list.append(made);
    }
    for (const item of run) item.remove();
  }
}

function next_element(node) {
  let next = node.nextSibling;
  while (next && next.nodeType === 3 && !next.data.trim()) next = next.nextSibling;
  return next?.nodeType === 1 ? next : null;
}

/// The first row of a table is its headings, and a cell is one line.
function tables(root, document) {
  for (const table of root.querySelectorAll("table")) {
    const rows = [...table.querySelectorAll("tr")].filter((row) => row.closest("table") === table);
    const body = document.createElement("tbody");
    rows.forEach((row, at) => {
      const made = document.createElement("tr");
      for (const old of row.children) {
        const cell = document.createElement(at === 0 ? "th" : "td");
        const parts = [...old.querySelectorAll("p, li, h2, h3")].filter((part) => !part.querySelector("p, li"));
        for (const [i, part] of (parts.length ? parts : [old]).entries()) {
          if (i > 0) cell.append(" ");
          cell.append(...part.childNodes);
        }
        for (const line of cell.querySelectorAll("br")) line.replaceWith(" ");
        made.append(cell);
      }
      if (made.children.length) body.append(made);
    });
    if (body.children.length) table.replaceChildren(body);
    else table.remove();
  }
}
