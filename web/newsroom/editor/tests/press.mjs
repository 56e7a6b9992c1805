// Asks the press's own reader what a body is printed as (tests/editor/print_body.cpp).
import { spawn } from "node:child_process";

export const program = process.env.KOLOKOL_PRINT_BODY;

export function start_press() {
  const child = spawn(program, { stdio: ["pipe", "pipe", "inherit"] });
  let held = Buffer.alloc(0);
  const waiting = [];
  child.stdout.on("data", (bytes) => {
    held = Buffer.concat([held, bytes]);
    for (;;) {
      const end = held.indexOf(10);
      if (end < 0) return;
      const size = Number(held.subarray(0, end).toString());
      if (held.length < end + 1 + size) return;
      waiting.shift()(held.subarray(end + 1, end + 1 + size).toString());
      held = held.subarray(end + 1 + size);
    }
  });
  return {
    print: (body) => new Promise((resolve) => {
      waiting.push(resolve);
      child.stdin.write(`${Buffer.byteLength(body)}\n${body}`);
    }),
    stop: () => child.stdin.end(),
  };
}

/// HTML in which it no longer matters which of two marks around the same words stands outside of the other, nor whether a
/// mark was broken off and taken up again.
export function canonical(html) {
  let open = [];
  let out = "";
  let last = null;
  for (const [tag, closing, name] of html.matchAll(/<(\/?)(\w+)[^>]*>|[^<]+/g)) {
    if (["em", "strong", "del", "a"].includes(name)) {
      if (!closing) open.push([name, tag]);
      else open.splice(open.findLastIndex(([there]) => there === name), 1);
      continue;
    }
    const around = name ? "" : open.map(([, whole]) => whole).sort().join("");
    if (name || around !== last) out += `\u0001${around}`;
    out += tag;
    last = name ? null : around;
  }
  return out;
}
