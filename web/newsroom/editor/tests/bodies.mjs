// Bodies to try: those of the sample newspaper, the examples of the documents, and random ones.
import { readFileSync, readdirSync } from "node:fs";
import fc from "fast-check";

const root = new URL("../../../../", import.meta.url);

export function sample_bodies() {
  const folder = new URL("samples/newspaper/articles/", root);
  return readdirSync(folder, { recursive: true }).map(String).filter((name) => name.endsWith(".md")).map((name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    return { name, body: text.slice(text.indexOf("\n---\n", 3) + 5) };
  });
}

/// What is indented by four in docs/formats/manuscript-body.md.
export function documented_bodies() {
  const text = readFileSync(new URL("docs/formats/manuscript-body.md", root), "utf8");
  return [...text.matchAll(/(?:^ {4}.*\n(?:\s*\n(?= {4}))?)+/gm)].map(([found]) => found.replace(/^ {4}/gm, ""))
    .concat([text]);
}

const words = fc.constantFrom("bread", "queue", "хлеб", "очередь", "خبز", "طابور", "a", "1", "2015", "№", "€", "«да»", "“so”", "\"", "'",
  "-", "--", "...", ".", ",", "!", "?", "(", ")", "snake_case", "x*y", "5 > 4", "a < b", "&", "&amp;", "&nbsp;", "&quot;", "&#42;",
  "&bogus;", "\\*", "\\\"", "\\--", "\\\\", "\u00a0", "https://example.org/a_b/c?d=e", "<https://example.org/>", "<desk@example.org>",
  "~", "~~", "😀", "|", "1.", "-", "+", "#", ":::", "==", "![", "]", "[", "`", "``", "*", "**", "***", "_", "__", "  ", "%", "$5", "@");
const inline = fc.oneof({ maxDepth: 3 }, words, fc.letrec((tie) => ({
  spans: fc.oneof(
    words,
    fc.tuple(fc.constantFrom("*", "**", "_", "__", "~~", "***", "`", "``"), tie("line")).map(([mark, text]) => mark + text + mark),
    fc.tuple(tie("line"), fc.constantFrom("https://example.org/", "/2026/01/28/slug/", "#part", "mailto:desk@example.org", "<a b>",
      "javascript:alert(1)", "page.html", "https://example.org/(a)", "/x \"title\"", "/x 'ti\"tle'"))
      .map(([text, href]) => `[${text}](${href})`)),
  line: fc.array(tie("spans"), { minLength: 1, maxLength: 4 }).chain((list) =>
    fc.array(fc.constantFrom(" ", "", " "), { minLength: list.length, maxLength: list.length })
      .map((gaps) => list.map((word, i) => word + gaps[i]).join(""))),
})).spans);
const line = fc.array(fc.tuple(inline, fc.constantFrom(" ", " ", "")), { minLength: 1, maxLength: 7 })
  .map((list) => list.map(([word, gap]) => word + gap).join(""));
const starts = fc.constantFrom("", "", "", "", "# ", "## ", "### ", "- ", "* ", "+ ", "1. ", "2) ", "> ", "> - ", "- - ", "  ", "    ", "\t", "| ",
  "```", "~~~", "---", "===", "***", "|---|---|", ":::", ":::quote ", ":::note ", ":::card https://example.org/", "title: ", "source: ",
  "![alt](a.jpg)", "![alt](a.jpg \"c | p | a, b | l\")", "[ref]: /x", "[ref]", "   - ", "  1. ", ">");
const ends = fc.constantFrom("\n", "\n", "\n\n", "\n\n", "  \n", "\\\n", "\n\n\n");

/// Lines of anything.
export const random_body = fc.array(fc.tuple(starts, fc.oneof(line, fc.constant("")), ends), { minLength: 1, maxLength: 9 })
  .map((list) => list.map((parts) => parts.join("")).join(""));
