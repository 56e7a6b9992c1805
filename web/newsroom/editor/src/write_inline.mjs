// Text and marks become Markdown. Each writing is read back; where it says something else, a clumsier one is tried.
import { bare_address, beside, dialect, reference } from "./dialect.mjs";
import { read_inline } from "./read_inline.mjs";
import { schema } from "./schema.mjs";

const { marks } = schema;
const wraps = [marks.em, marks.strong, marks.strike];

/// Lines of a paragraph.
export function write_lines(node) {
  const text = best(node, (style) => escape_starts(compose(node, style)));
  return text === "" ? [] : text.split("\n");
}

export function write_heading(node) {
  const text = best(node, (style) => compose(node, style));
  if (text.includes("\n") && node.attrs.level < 3)
    return [...escape_starts(text).split("\n"), node.attrs.level === 1 ? "===" : "---"];
  const line = text.replace(/\\?\n/g, " ").replace(/(^|[ \t])(#+)$/, (_, gap, run) => `${gap}${run.slice(1)}\\#`);
  return [`${"#".repeat(node.attrs.level)} ${line}`.trimEnd()];
}

export function write_cell(node) {
  return best(node, (style) => compose(node, { ...style, cell: true })).replace(/\\?\n/g, " ");
}

/// `marks` are the letters that would end or change the attribute.
export function escape_attribute(text, letters) {
  return [...text].map((letter, i) => letters.includes(letter) || (letter === "&" && is_reference(text, i))
    ? `\\${letter}` : letter).join("");
}

const is_reference = (text, at) => /^&(#\d|#x[\da-f]|[a-z])[\da-z]*;/i.test(text.slice(at, at + 60));

const styles = [
  {}, { em: "_" }, { strong: "__" }, { em: "_", apart: true }, { apart: true }, { em: "_", strong: "__", apart: true },
];

function best(node, write) {
  const wanted = shape(node);
  let first = null;
  for (const style of styles) {
    const text = write(style);
    first ??= text;
    if (!/[*_~`[\\&<:]/.test(text)) return text;
    if (shape_of(text) === wanted) return text;
  }
  return first;
}

function shape_of(text) {
  try {
    const [inside] = dialect.parseInline(text, {});
    return shape(schema.nodes.paragraph.create(null, read_inline(inside.children)));
  } catch {
    return null;
  }
}

/// What must come back: words and marks, blanks at the ends and the mark for typed ones aside.
function shape(node) {
  let out = "";
  for (const part of parts_of(node))
    out += part.kind === "text" ? [...part.text].map((letter) => /\s/.test(letter) && !is_code(part) ? letter : letter + key(part.marks)).join("") : `<${part.kind}>`;
  return out;
}

const key = (set) => set.filter((mark) => mark.type !== marks.typed).map((mark) =>
  mark.type.name + (mark.attrs.href ?? "") + (mark.attrs.title ?? "")).join();

/// Text and breaks with their marks, as Markdown can say them: no blanks at the ends of lines, nor at those of a mark.
function parts_of(node) {
  const parts = [];
  node.forEach((child) => {
    if (child.isText) parts.push({ kind: "text", text: child.text.replace(/[\r\n\u0000]/g, " "), marks: child.marks });
    else parts.push({ kind: child.type.name, text: "", marks: child.marks });
  });
  return outside(trimmed(parts));
}

const is_code = (part) => part.marks.some((mark) => mark.type === marks.code);

function trimmed(parts) {
  const out = [];
  for (const part of parts) {
    const before = out.at(-1);
    if (part.kind !== "text") {
      while (out.at(-1)?.kind === "text" && !is_code(out.at(-1))) {
        out.at(-1).text = out.at(-1).text.replace(/[ \t]+$/, "");
        if (out.at(-1).text) break;
        out.pop();
      }
      if (out.length === 0 && part.kind === "soft_break") continue;
      if (part.kind === "soft_break" && out.at(-1).kind !== "text") continue;
      if (part.kind === "hard_break" && out.at(-1)?.kind === "soft_break") out.pop();
      out.push({ ...part });
    } else {
      const text = is_code(part) || before?.kind === "text" ? part.text : part.text.replace(/^[ \t]+/, "");
      if (text) out.push({ ...part, text });
    }
  }
  while (out.length > 0) {
    const last = out.at(-1);
    if (last.kind === "text" && (is_code(last) || (last.text = last.text.replace(/[ \t]+$/, "")))) break;
    out.pop();
  }
  return out;
}

/// Blanks and breaks at the edge of a mark stand outside of it.
function outside(parts) {
  let list = parts;
  for (const type of [...wraps, marks.link]) {
    const out = [];
    const has = (part) => part?.marks.some((mark) => mark.type === type);
    const same = (a, b) => has(a) && has(b) && type.isInSet(a.marks).eq(type.isInSet(b.marks));
    const bare = (part) => ({ ...part, marks: type.removeFromSet(part.marks) });
    for (let i = 0; i < list.length;) {
      if (!has(list[i])) { out.push(list[i++]); continue; }
      let end = i + 1;
      while (same(list[i], list[end])) ++end;
      const run = list.slice(i, end).flatMap(pieces_of);
      let from = 0;
      let to = run.length;
      while (from < to && is_blank(run[from])) ++from;
      while (to > from && is_blank(run[to - 1])) --to;
      out.push(...run.map((part, at) => at < from || at >= to ? bare(part) : part));
      i = end;
    }
    list = out;
  }
  return merged(list);
}

const is_blank = (part) => part.kind !== "text" || (!is_code(part) && !/\S/.test(part.text));

function pieces_of(part) {
  if (part.kind !== "text" || is_code(part)) return [part];
  const [, before, middle, behind] = /^(\s*)([\s\S]*?)(\s*)$/.exec(part.text);
  return [before, middle, behind].filter(Boolean).map((text) => ({ ...part, text }));
}

function merged(parts) {
  const out = [];
  for (const part of parts) {
    const before = out.at(-1);
    if (before?.kind === "text" && part.kind === "text" && key_all(before) === key_all(part)) before.text += part.text;
    else out.push({ ...part });
  }
  return out;
}

const key_all = (part) => JSON.stringify(part.marks.map((mark) => mark.toJSON()));

/// One string, its lines parted by "\n".
function compose(node, style) {
  const parts = parts_of(node);
  const signs = { em: style.em ?? "*", strong: style.strong ?? "**", strike: "~~" };
  let out = "";
  let open = [];
  const close_to = (keep) => {
    if (open.length === keep) return;
    // blanks stand outside of marks that are broken off here
    const blanks = /[^\S\n]*$/.exec(out)[0];
    out = out.slice(0, out.length - blanks.length);
    while (open.length > keep) {
      const mark = open.pop();
      out += mark.type === marks.link ? link_end(mark) : signs[mark.type.name];
    }
    out += blanks;
  };
  parts.forEach((part, i) => {
    const wanted = spans(part);
    let keep = 0;
    while (keep < open.length && wanted.some((mark) => mark.eq(open[keep]))) ++keep;
    const closing = keep < open.length;
    const auto = autolink(part, parts, i);
    close_to(auto ? Math.min(keep, open.length) : keep);
    const fresh = order(wanted.filter((mark) => !open.some((there) => there.eq(mark))), parts, i);
    // a mark begins with a word, never with a blank or a new line
    const blanks = fresh.length > 0 && part.kind === "text" && !is_code(part) ? /^\s*/.exec(part.text)[0] : "";
    out += blanks;
    for (const mark of blanks === part.text ? [] : fresh) {
      if (auto && mark.type === marks.link) continue;
      if (mark.type === marks.link) {
        if (out.endsWith("!") && !out.endsWith("\\!")) out = out.slice(0, -1) + "\\!";
        out += "[";
      } else out += signs[mark.type.name];
      open.push(mark);
    }
    if (auto) out += `<${part.text}>`;
    else if (part.kind === "hard_break") out += "\\\n";
    else if (part.kind === "soft_break") out += "\n";
    else if (is_code(part)) out += code(part.text, style);
    else out += escaped({ ...part, text: part.text.slice(blanks.length) }, { ...style, next: parts[i + 1], after: style.apart && closing, before: style.apart && changes(parts, i) });
  });
  close_to(0);
  return out.replace(/^[\u00a0\ufeff\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]|[\u00a0\ufeff\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/g, entity);
}

const spans = (part) => part.marks.filter((mark) => wraps.includes(mark.type) || mark.type === marks.link);
const changes = (parts, i) => parts[i + 1] && spans(parts[i + 1]).some((mark) => !mark.isInSet(parts[i].marks));

/// What lasts longest is opened first.
function order(fresh, parts, at) {
  const rank = [marks.em, marks.strong, marks.strike, marks.link];
  const length = (mark) => {
    let end = at;
    while (end < parts.length && parts[end].marks.some((there) => there.eq(mark))) ++end;
    return end;
  };
  return fresh.map((mark) => ({ mark, length: length(mark) }))
    .sort((a, b) => b.length - a.length || rank.indexOf(a.mark.type) - rank.indexOf(b.mark.type)).map(({ mark }) => mark);
}

function autolink(part, parts, i) {
  const link = marks.link.isInSet(part.marks);
  if (!link || link.attrs.title || part.kind !== "text" || is_code(part)) return false;
  const alone = ![parts[i - 1], parts[i + 1]].some((near) => near && link.isInSet(near.marks));
  if (!alone || /[\s<>|]/.test(part.text) || marks.typed.isInSet(part.marks)) return false;
  if (link.attrs.href === part.text) return /^[a-z][a-z0-9+.-]{1,31}:[^\s<>]*$/i.test(part.text);
  return link.attrs.href === `mailto:${part.text}` && /^[\w.+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(part.text);
}

function link_end({ attrs }) {
  const href = attrs.href.replace(/[\n\r]/g, " ");
  const plain = href !== "" && /^[^\s<>()\\|&]+$/.test(href) && !href.startsWith("<");
  const address = plain ? href : `<${escape_attribute(href, "<>\\|")}>`;
  const title = attrs.title.replace(/\s+/g, " ");
  return title ? `](${address} "${escape_attribute(title, "\"\\|")}")` : `](${address})`;
}

function code(text, { cell }) {
  const said = cell ? text.replaceAll("|", "\\|") : text;
  const longest = Math.max(0, ...[...said.matchAll(/`+/g)].map((run) => run[0].length));
  const runs = new Set([...said.matchAll(/`+/g)].map((run) => run[0].length));
  let length = 1;
  while (runs.has(length)) ++length;
  const fence = "`".repeat(Math.min(length, longest + 1));
  const padded = /^`|`$/.test(said) || (/^ .* $/.test(said) && /[^ ]/.test(said));
  return padded ? `${fence} ${said} ${fence}` : fence + said + fence;
}

const entity = (letter) => `&#${letter.codePointAt(0)};`;
const is_word = (letter) => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);

function escaped(part, { cell, after, before, next }) {
  const letters = [...part.text];
  if (marks.typed.isInSet(part.marks))
    return letters.map((letter) => "\"'-.".includes(letter) ? `\\${letter}` : letter).join("");
  let out = "";
  let at = 0; // in part.text
  let literal = 0; // up to here stands an address
  let skipped = 0; // up to here it is written already
  letters.forEach((letter, i) => {
    const rest = part.text.slice(at);
    const address = at >= literal && !is_word(letters[i - 1]) && !marks.link.isInSet(part.marks) ? address_at(rest) : "";
    if (address) literal = at + address.length;
    // where the press would take more for the address than there is, its ends are marked
    const close = address && (literal < part.text.length ? /[[\]\\`|"]/.test(part.text[literal]) : next?.kind === "hard_break" || (next?.kind === "text" && /^\S/.test(next.text)));
    if (close) { out += `<${address}>`; skipped = literal; }
    if (at < skipped) { at += letter.length; return; }
    if ((after && i === 0 && beside(letter) === 2) || (before && i === letters.length - 1 && beside(letter) === 2)) out += entity(letter);
    else out += at >= literal && needs_escape(letter, letters, i, rest, cell) ? `\\${letter}` : letter;
    at += letter.length;
  });
  return out;
}

function address_at(text) {
  const scheme = /^(?:https?|ftp):/i.exec(text)?.[0] ?? "";
  const found = scheme && bare_address(text.slice(scheme.length));
  return found ? scheme + found : "";
}

function needs_escape(letter, letters, i, rest, cell) {
  switch (letter) {
    case "\\": case "`": case "*": case "[": case "]": case "~": return true;
    case "_": return !(is_word(letters[i - 1]) && is_word(letters[i + 1]));
    case "<": return /^<[a-z/!?]/i.test(rest);
    case "&": return is_reference(rest, 0) || reference.test(rest);
    case "!": return letters[i + 1] === "[";
    case "|": return cell === true;
    default: return false;
  }
}

/// A line of text that begins like a list, a heading or a table's second line says so no more.
function escape_starts(text) {
  return text.split("\n").map((line) => line
    .replace(/^(?=#{1,6}(?:[ \t]|$)|>|[-+](?:[ \t]|$)|:::|=+[ \t]*$|[-:|][-:| \t]*$)/, "\\")
    .replace(/^(\d{1,9})(?=[.)](?:[ \t]|$))/, "$1\\")).join("\n");
}
