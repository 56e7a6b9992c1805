// The press's Markdown (md4c with tables, struck text and addresses in the text), as markdown-it reads it.
import MarkdownIt from "markdown-it";

/// The references that are read as the characters they stand for. A block with any other one is kept as it was written,
/// so that no table of two thousand names is carried to every reporter.
const named = {
  amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0", shy: "\u00ad", ensp: "\u2002", emsp: "\u2003",
  thinsp: "\u2009", zwnj: "\u200c", zwj: "\u200d", lrm: "\u200e", rlm: "\u200f", ndash: "–", mdash: "—", lsquo: "‘",
  rsquo: "’", sbquo: "‚", ldquo: "“", rdquo: "”", bdquo: "„", laquo: "«", raquo: "»", hellip: "…", bull: "•", middot: "·",
  copy: "©", reg: "®", trade: "™", euro: "€", pound: "£", yen: "¥", cent: "¢", sect: "§", para: "¶", deg: "°", times: "×",
  plusmn: "±", frac12: "½", frac14: "¼", frac34: "¾", minus: "−",
};

export const reference = /^&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z][a-z0-9]{1,47}));/i;

/// What `&…;` stands for; nothing where it is none of the above.
export function resolved(found) {
  if (found[3]) return Object.hasOwn(named, found[3]) ? named[found[3]] : null;
  const point = found[1] ? parseInt(found[1], 16) : parseInt(found[2], 10);
  const printable = point >= 0x20 && point !== 0x7f && !(point >= 0xd800 && point < 0xe000) && point <= 0x10ffff;
  return printable && (point & 0xfffe) !== 0xfffe ? String.fromCodePoint(point) : null;
}

/// An address in the text, up to where the press ends it. What stands in it is never emphasis.
const run = /^\/\/[^\s<>\[\]\\`|"]+/;

/// The part of `text`, which begins behind "https:", that belongs to the address.
export function bare_address(text) {
  let found = run.exec(text)?.[0].replace(/[?!.,:;*_~]+$/, "") ?? "";
  while (found.endsWith(")") && found.split(")").length > found.split("(").length)
    found = found.slice(0, -1).replace(/[?!.,:;*_~]+$/, "");
  return /^\/\/[a-z0-9-]+(\.[a-z0-9-]+)+/i.test(found) ? found : "";
}
const before_address = /(?:^|[^a-z0-9])(?:https?|ftp)$/i;

export const dialect = new MarkdownIt("commonmark", { html: false, maxNesting: 60 })
  .enable(["table", "strikethrough"]).disable(["html_inline", "html_block", "text_join", "linkify"]);

// addresses stay as they are written: the press encodes them, and the schema shows only harmless ones
dialect.validateLink = () => true;
dialect.normalizeLink = (href) => href;
dialect.normalizeLinkText = (text) => text;

dialect.inline.ruler.at("entity", (state, silent) => {
  if (state.src[state.pos] !== "&") return false;
  const found = reference.exec(state.src.slice(state.pos, state.pos + 60));
  if (!found) return false;
  if (!silent) {
    const text = resolved(found);
    const token = state.push("text_special", "", 0);
    token.content = text ?? found[0];
    token.info = text === null ? "unknown" : "entity";
  }
  state.pos += found[0].length;
  return true;
});

dialect.inline.ruler.before("escape", "bare_address", (state, silent) => {
  if (state.src[state.pos] !== ":" || state.linkLevel > 0 || !before_address.test(state.pending)) return false;
  const found = bare_address(state.src.slice(state.pos + 1, state.posMax));
  if (!found) return false;
  if (!silent) state.pending += ":" + found;
  state.pos += 1 + found.length;
  return true;
});

/// What stands beside a run of signs: 0 a blank or nothing, 1 punctuation, 2 anything else. Signs of money and the like
/// are no punctuation to the press.
export function beside(letter) {
  if (letter === undefined || /[\p{Zs}\t\n\f\r]/u.test(letter)) return 0;
  return /[\p{P}$+<=>^`|~]/u.test(letter) ? 1 : 2;
}

dialect.inline.State.prototype.scanDelims = function (start) {
  const sign = this.src[start];
  let end = start;
  while (end < this.posMax && this.src[end] === sign) ++end;
  const before = beside([...this.src.slice(Math.max(0, start - 2), start)].at(-1));
  const behind = beside(end < this.posMax ? [...this.src.slice(end, end + 2)][0] : undefined);
  const length = end - start;
  if (sign === "~") return { length, can_open: length < 3 && behind > 0, can_close: length < 3 && before > 0 };
  const inside = sign === "_" && before === 2 && behind === 2;
  return { length, can_open: !inside && behind > 0 && behind >= before, can_close: !inside && before > 0 && before >= behind };
};
