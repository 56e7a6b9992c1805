// Pictures of the library, to be found by words, and a way to send a new one.
import { el, labelled, open_dialog } from "./elements.mjs";
import { later } from "./link_dialog.mjs";
import { thumbnail } from "./block_views.mjs";

/// `use(picture)` for one of the library, `send(files)` for files of this device.
export function picture_dialog(t, use, send, closed) {
  const { box, input } = labelled(t("Words of a picture in the library"), { type: "search" });
  const files = labelled(t("Or a picture of this device"), { type: "file", accept: "image/jpeg,image/png,image/webp,image/gif,image/avif", multiple: true });
  const list = el("ul", { class: "editor-library", "aria-label": t("Pictures") });
  const told = el("p", { role: "status" });
  let close_dialog;
  const look = async () => {
    const words = input.value.trim();
    const found = await ask(words);
    if (input.value.trim() !== words) return;
    told.textContent = found.length === 0 ? t("No picture found") : "";
    list.replaceChildren(...found.map((picture) => el("li", {}, el("button", { type: "button", onclick: () => { close_dialog(); use(picture); } },
      el("img", { src: thumbnail(picture.name), alt: "", loading: "lazy", width: 120, height: 80 }), el("bdi", {}, picture.name)))));
  };
  input.addEventListener("input", later(look));
  files.input.addEventListener("change", () => { close_dialog(); send([...files.input.files]); });
  open_dialog(t("Picture"), (close) => {
    close_dialog = close;
    return [box, files.box, told, list];
  }, t, { closed });
  look();
}

async function ask(words) {
  try {
    const answer = await fetch(`/newsroom/pictures?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
    const found = answer.ok ? await answer.json() : [];
    const list = Array.isArray(found) ? found : found.pictures ?? [];
    return list.filter(({ name }) => typeof name === "string").slice(0, 60);
  } catch {
    return [];
  }
}
