// Random documents, as somebody could leave them in the editor.
import fc from "fast-check";
import { schema } from "../src/schema.mjs";

const { marks, nodes } = schema;
const words = fc.constantFrom("bread", "queue", "Хлеб", "очередь", "خبز", "طابور", "2015", "№ 5", "«да»", "“so”", "snake_case", "a*b", "5 > 4",
  "a < b", "AT&T", "&amp;", "[1]", "![x]", "`x`", "~y~", "#", "-", "+", "1.", ":::", "===", "***", "|", "a | b", "--- | ---", "https://example.org/a_b ",
  "C:\\temp", "\\", "_so_", "<b>", "&nbsp;", "😀", "\u00a0", "don't", "\"quoted\"", "- ", "...", "e-mail", "€5", "*", "_", "(see)", "!", ">", "2)");
const text = fc.array(fc.tuple(words, fc.constantFrom(" ", " ", "", ", ")), { minLength: 1, maxLength: 4 })
  .map((list) => list.map((pair) => pair.join("")).join(""));
const mark_set = fc.subarray([marks.em.create(), marks.strong.create(), marks.strike.create()], { maxLength: 2 });
const link = fc.option(fc.tuple(fc.constantFrom("https://example.org/", "/2026/01/28/slug/", "https://example.org/a(b)c", "mailto:desk@example.org", "#part",
  "https://example.org/?a=1&amp;b=2"), fc.constantFrom("", "", "A \"title\"")).map(([href, title]) => marks.link.create({ href, title })), { freq: 4, nil: null });
const piece = fc.oneof({ weight: 6, arbitrary: fc.tuple(text, mark_set, link).map(([said, set, to]) =>
  schema.text(said, (to ? [...set, to] : set).reduce((all, mark) => mark.addToSet(all), []))) },
{ weight: 1, arbitrary: fc.constantFrom("x", "a `b` c", "``", " ", "*", "_x", "a|b", "\\").map((said) => schema.text(said, [marks.code.create()])) },
{ weight: 1, arbitrary: fc.constant(null).map(() => nodes.hard_break.create()) });
const inline = fc.array(piece, { minLength: 1, maxLength: 5 }).filter((list) => list.some((node) => node.isText && /[^\s]/.test(node.text)));
const without_breaks = (list) => list.filter((node) => node.isText);
const paragraph = inline.map((list) => nodes.paragraph.create(null, list));
const heading = fc.tuple(fc.constantFrom(1, 2, 3, 4, 6), inline).map(([level, list]) => nodes.heading.create({ level }, without_breaks(list)));
const code = fc.tuple(fc.constantFrom("", "toml"), fc.constantFrom("", "a", "a\n\nb", "```", "  x\n    y", "# x", "- x")).map(([info, said]) =>
  nodes.code_block.create({ info }, said ? schema.text(said) : null));
const row = (type, width) => fc.array(inline, { minLength: width, maxLength: width })
  .map((cells) => (aligns) => nodes.table_row.create(null, cells.map((cell, i) => nodes[type].create({ align: aligns[i] },
    without_breaks(cell).filter((part) => !/[|`]/.test(part.text))))));
const table = fc.integer({ min: 1, max: 3 }).chain((width) => fc.tuple(fc.array(fc.constantFrom("", "center", "end"), { minLength: width, maxLength: width }),
  row("table_header", width), fc.array(row("table_cell", width), { maxLength: 3 }))).map(([aligns, head, body]) =>
  nodes.table.create(null, [head, ...body].map((make) => make(aligns))));

const list_of = (blocks) => fc.tuple(fc.boolean(), fc.boolean(), fc.constantFrom(1, 1, 7),
  fc.array(fc.tuple(paragraph, fc.array(blocks, { maxLength: 2 })).map(([first, rest]) => nodes.list_item.create(null, [first, ...rest])),
    { minLength: 1, maxLength: 3 })).map(([ordered, tight, order, items]) =>
  ordered ? nodes.ordered_list.create({ tight, order }, items) : nodes.bullet_list.create({ tight }, items));
const leaves = fc.oneof({ weight: 6, arbitrary: paragraph }, { weight: 2, arbitrary: heading }, { weight: 1, arbitrary: code },
  { weight: 1, arbitrary: fc.constant(nodes.rule.create()) });
const nested = (depth) => depth === 0 ? paragraph : fc.oneof({ weight: 4, arbitrary: paragraph }, { weight: 1, arbitrary: list_of(nested(depth - 1)) });
const quote = fc.array(fc.oneof(leaves, list_of(paragraph)), { minLength: 1, maxLength: 2 }).map((list) => nodes.blockquote.create(null, list));
const prose = fc.oneof({ weight: 8, arbitrary: leaves }, { weight: 2, arbitrary: list_of(nested(2)) }, { weight: 1, arbitrary: quote });

const field = fc.constantFrom("", "", "A caption, with \"quotes\"", "Имя", "POOL, TASS", "CC BY-SA 4.0", "a [b] & &amp; \\ c", "تعليق");
const picture = fc.constantFrom("kremlin.jpg", "a b.jpg", "قلعة.jpg", "a(1).png");
const figure = fc.tuple(picture, field, field, field, field, field).map(([name, alt, caption, photographer, agencies, licence]) =>
  nodes.figure.create({ picture: name, alt, caption, photographer, agencies, licence }));
const typed = fc.oneof(
  fc.tuple(field, fc.constantFrom("", "What was said.", "*as it is*", "::: x", "# x")).map(([who, said]) => nodes.pull_quote.create({ who }, said ? schema.text(said) : null)),
  fc.tuple(field, fc.array(prose, { minLength: 1, maxLength: 3 })).map(([title, inside]) => nodes.note.create({ title }, inside)),
  fc.tuple(field, field, fc.option(figure)).map(([title, source, shown]) =>
    nodes.card.create({ href: "https://example.org/report", title, source, ...(shown?.attrs ?? {}) })));

export const random_document = fc.array(fc.oneof({ weight: 6, arbitrary: prose }, { weight: 1, arbitrary: figure }, { weight: 1, arbitrary: typed },
  { weight: 1, arbitrary: table }), { minLength: 1, maxLength: 6 }).map((list) => nodes.doc.create(null, list));

/// What a document says, without what Markdown has no words for: empty paragraphs, blanks at the ends of lines and of
/// marks, lists' signs, and whether a mark at a line's beginning was typed.
export function settled(node) {
  if (node.isTextblock) return `${head(node)}{${inside(node)}}`;
  const parts = [];
  node.forEach((child) => {
    const said = settled(child);
    if (said !== "paragraph{}") parts.push(said);
  });
  return `${head(node)}(${parts.join("\n")})`;
}

function head(node) {
  const attrs = Object.fromEntries(Object.entries(node.attrs).filter(([name]) => name !== "mark" && name !== "tight"));
  return node.type.name + (Object.keys(attrs).length ? JSON.stringify(attrs) : "");
}

function inside(node) {
  if (node.type.spec.code || node.type.name === "pull_quote") return node.textContent;
  const letters = [];
  node.forEach((child) => {
    if (!child.isText) return void letters.push({ letter: "\n", key: "" });
    const key = child.marks.filter((mark) => mark.type !== marks.typed && mark.attrs.href !== child.text.trim()).map((mark) => mark.type.name + JSON.stringify(mark.attrs)).sort().join();
    for (const letter of child.text) letters.push({ letter, key: /[ \u00a0]/.test(letter) && !key.includes("code") ? "" : key });
  });
  const text = letters.map(({ letter, key }) => key ? `${letter}<${key}>` : letter).join("");
  return text.replace(/[ \t]*\n[ \t]*/g, "\n").replace(/^[ \t\n]+|[ \t\n]+$/g, "");
}
