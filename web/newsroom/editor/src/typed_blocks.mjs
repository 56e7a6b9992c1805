// Cuts a body into prose and typed blocks by the same rule as src/markup/typed_blocks.cpp: a line of three colons ends
// whatever stands before it, unless a fence of code at the left margin is open.

const mark = /^ {0,3}:::+[ \t]*(.*?)[ \t]*$/;

function fence_of(line) {
  const found = /^(`{3,}|~{3,})(.*)$/.exec(line);
  return found && !(found[1][0] === "`" && found[2].includes("`")) ? found[1] : null;
}

function closes(line, fence) {
  const found = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line);
  return found && found[1][0] === fence[0] && found[1].length >= fence.length;
}

/// Pieces in order, which hold every line of the body: {kind: "prose" | "quote" | "note" | "card" | "odd", from, to} in
/// lines, the end outside; a typed block also has `argument`. `odd` is a line of colons that opens and closes nothing, and
/// a block that nothing closes.
export function cut(lines) {
  const pieces = [];
  let fence = null;
  let prose = 0;
  let open = null;
  const end_prose = (at) => { if (at > prose) pieces.push({ kind: "prose", from: prose, to: at }); };
  lines.forEach((line, at) => {
    if (!open || open.kind === "note") {
      if (fence) {
        if (closes(line, fence)) fence = null;
        return;
      }
      fence = fence_of(line);
      if (fence) return;
    }
    const found = mark.exec(line);
    if (!found) return;
    const [word, argument] = divide(found[1]);
    if (word === "") {
      if (open) pieces.push({ ...open, to: at + 1 });
      else { end_prose(at); pieces.push({ kind: "odd", from: at, to: at + 1 }); }
    } else if (["quote", "note", "card"].includes(word)) {
      if (open) pieces.push({ kind: "odd", from: open.from, to: at });
      else end_prose(at);
      open = { kind: word, argument, from: at };
      return;
    } else if (open) return void (open.kind = "odd");
    else { end_prose(at); pieces.push({ kind: "odd", from: at, to: at + 1 }); }
    open = null;
    prose = at + 1;
  });
  if (open) pieces.push({ kind: "odd", from: open.from, to: lines.length });
  else end_prose(lines.length);
  return pieces;
}

function divide(text) {
  const at = text.search(/[ \t]/);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at).trim()];
}

/// What a quote says: its lines joined, as they are printed.
export const quote_text = (lines) => lines.map(trim).filter(Boolean).join(" ");

/// {title, source, picture}, or nothing where a line is none of a card's.
export function card_lines(lines) {
  const card = { title: "", source: "", picture: "" };
  for (const line of lines.map(trim).filter(Boolean)) {
    if (line.startsWith("title:") && !card.title) card.title = trim(line.slice(6));
    else if (line.startsWith("source:") && !card.source) card.source = trim(line.slice(7));
    else if (line.startsWith("![") && !card.picture) card.picture = line;
    else return null;
  }
  return card;
}

const trim = (line) => line.replace(/^[ \t\r\n\f\v]+|[ \t\r\n\f\v]+$/g, "");
