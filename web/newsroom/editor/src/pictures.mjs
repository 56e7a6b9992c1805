// Pictures that are dropped, pasted or picked: sent to the newsroom, and a figure put where they were let go.
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { el } from "./elements.mjs";
import { figure } from "./commands.mjs";
import { figure_fields, one_line, schema } from "./schema.mjs";

const taken = new Set(["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif", "image/tiff"]);
const key = new PluginKey("pictures");

export const pictures_among = (files) => [...(files ?? [])].filter((file) => file.type.startsWith("image/"));

/// A file's name is somebody's words: path, signs that turn the direction of text and control characters do not travel.
export function harmless_name(name, type) {
  const words = String(name).normalize("NFC").split(/[\\/]/).at(-1).replace(/\.[^.]*$/, "")
    .replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  return `${[...words].slice(0, 60).join("") || "picture"}.${{ "image/jpeg": "jpg" }[type] ?? type.slice(6).replace(/[^a-z0-9]/g, "")}`;
}

/// Holds a place in the text for each picture that is on its way, with its progress.
export const pictures_on_the_way = new Plugin({
  key,
  state: {
    init: () => DecorationSet.empty,
    apply(tr, set) {
      const told = tr.getMeta(key);
      let mapped = set.map(tr.mapping, tr.doc);
      if (told?.add) mapped = mapped.add(tr.doc, [Decoration.widget(told.add.at, told.add.dom, { id: told.add.id, side: -1 })]);
      if (told?.remove) mapped = mapped.remove(mapped.find(null, null, (spec) => spec.id === told.remove));
      return mapped;
    },
  },
  props: { decorations(state) { return key.getState(state); } },
});

const place_of = (state, id) => key.getState(state).find(null, null, (spec) => spec.id === id)[0]?.from ?? null;

/// Sends `file` and puts its figure at `at`, a place between blocks.
export function send_picture(view, file, at, { token, t, say }) {
  if (!taken.has(file.type)) return say(t("This kind of file is not taken: use a photograph (JPEG, PNG, WebP)."));
  const id = {};
  const progress = el("progress", { max: 1, value: 0, "aria-label": t("Sending a picture") });
  const stop = el("button", { type: "button", class: "quiet" }, t("Stop"));
  const dom = el("div", { class: "editor-sending", contenteditable: "false" }, el("bdi", {}, harmless_name(file.name, file.type)), progress, stop);
  view.dispatch(view.state.tr.setMeta(key, { add: { id, at, dom } }));
  const request = new XMLHttpRequest();
  const end = (words) => {
    const here = place_of(view.state, id);
    view.dispatch(view.state.tr.setMeta(key, { remove: id }));
    if (words) say(words);
    return here;
  };
  request.upload.addEventListener("progress", ({ loaded, total }) => { progress.value = total ? loaded / total : 0; });
  request.addEventListener("load", () => {
    const answer = read(request.responseText);
    if (request.status >= 300 || !answer.name) return end(answer.why ?? t("The picture was not taken. Try again."));
    const here = end();
    if (here !== null) put_figure(view, answer, here);
  });
  request.addEventListener("error", () => end(t("No connection: the picture was not sent. Try again.")));
  request.addEventListener("abort", () => end(""));
  stop.addEventListener("click", () => request.abort());
  const form = new FormData();
  form.append("form", token);
  form.append("file", file, harmless_name(file.name, file.type));
  request.open("POST", "/newsroom/pictures");
  request.setRequestHeader("Accept", "application/json");
  request.send(form);
}

function read(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

/// The figure's fields as far as the library knows them; all else is ignored.
export function fields_of(answer) {
  const known = { ...(typeof answer.credit === "object" ? answer.credit : {}), ...answer, picture: answer.name };
  return Object.fromEntries(figure_fields.map((name) =>
    [name, one_line(Array.isArray(known[name]) ? known[name].join(", ") : known[name])]));
}

function put_figure(view, answer, at) {
  view.dispatch(view.state.tr.insert(at, schema.nodes.figure.create(fields_of(answer))));
  view.nodeDOM(at)?.querySelector?.("textarea")?.focus();
}

export const insert_figure = (answer) => figure(fields_of(answer));

/// The place between blocks nearest to `pos`.
export function between_blocks(doc, pos) {
  const $at = doc.resolve(Math.min(pos, doc.content.size));
  if ($at.depth === 0) return pos;
  const empty = $at.depth === 1 && $at.parent.content.size === 0;
  return empty ? $at.before(1) : $at.after(1);
}
