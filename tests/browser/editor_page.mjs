// A page with the newsroom's form for a manuscript, under the newsroom's own policy, and answers that a test sets: for
// what a browser alone can show of the editor. The journeys against the real newsroom stand in newsroom_test.mjs.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const root = new URL("../../", import.meta.url);
const script = process.env.KOLOKOL_EDITOR ?? new URL("build/release/share/kolokol/built/newsroom/assets/editor.js", root);
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; " +
  "frame-ancestors 'none'; base-uri 'none'";
const escape = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

const page = ({ body, language }) => `<!doctype html>
<html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>An article</title>
<link rel="stylesheet" href="/newsroom/assets/newsroom.css"><link rel="stylesheet" href="/newsroom/assets/editor.css">
<script src="/newsroom/assets/editor.js" defer></script></head><body>
<main id="main"><h1>An article</h1>
<form id="manuscript" method="post" action="/newsroom/articles/1/save" data-autosave="/newsroom/articles/1/autosave" data-version="1">
<input type="hidden" name="form" value="token"><input type="hidden" name="base" value="1">
<label for="headline">Headline</label><input id="headline" name="headline" dir="auto" value="Bread">
<label for="standfirst">Standfirst</label><textarea id="standfirst" name="standfirst" rows="2" dir="auto"></textarea>
<label for="body">Text</label><textarea id="body" name="body" rows="20" dir="auto">
${escape(body)}</textarea>
<button class="main">Save</button></form></main></body></html>`;

/// {address, saved, answer, stop}: `saved` has each form that was sent; `answer` may be replaced by a function of one.
export async function serve_editor({ body = "", language = "en" } = {}) {
  const held = { saved: [], asked: [], version: 1, body, language, picture: { name: "kremlin.jpg", credit: { photographer: "S. Name", licence: "press" } } };
  held.answer = () => ({ version: ++held.version, state: "saved", saved_at: "2026-01-28T14:05:00Z", others: [], lock: "mine" });
  const json = (response, value, status = 200) => {
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(JSON.stringify(value));
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    response.setHeader("Content-Security-Policy", policy);
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const sent = Buffer.concat(chunks);
      if (pathname === "/") {
        response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
        response.end(page(held));
      } else if (pathname.startsWith("/newsroom/assets/")) {
        const name = pathname.split("/").at(-1);
        const file = name === "editor.js" ? script : new URL(`web/newsroom/assets/${name}`, root);
        response.writeHead(200, { "Content-Type": name.endsWith(".js") ? "text/javascript" : "text/css" });
        response.end(readFileSync(file));
      } else if (pathname.endsWith("/autosave")) {
        const fields = Object.fromEntries(new URLSearchParams(sent.toString()));
        held.saved.push(fields);
        const answer = held.answer(fields);
        if (answer === null) return request.socket.destroy();
        json(response, answer, answer.state === "refused" ? 409 : 200);
      } else if (pathname === "/newsroom/find") {
        held.asked.push(request.url);
        json(response, [{ headline: "What a kilo of walnuts knows", address: "/2025/11/12/what-a-kilo-of-walnuts-knows/", published: "2025-11-12T09:30:00Z" }]);
      } else if (pathname === "/newsroom/pictures" && request.method === "POST") {
        held.uploaded = sent;
        json(response, held.picture);
      } else if (pathname === "/newsroom/pictures") {
        json(response, [{ name: "kremlin-doors.jpg", credit: { photographer: "Sample art", licence: "CC BY-SA 4.0" } }]);
      } else if (pathname.endsWith("/small")) {
        response.writeHead(200, { "Content-Type": "image/png" });
        response.end(Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64"));
      } else {
        response.writeHead(404);
        response.end();
      }
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  held.address = `http://127.0.0.1:${server.address().port}/`;
  held.stop = () => { server.closeAllConnections(); server.close(); };
  return held;
}
