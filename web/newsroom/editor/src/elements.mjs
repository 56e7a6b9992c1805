// Makes elements without a string of HTML: nothing that somebody wrote is ever read as markup.

/// el("button", {class: "x", onclick: f, hidden: true}, "words", child…)
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

let count = 0;
/// An id that no other element of the page has.
export const fresh_id = (word) => `editor-${word}-${++count}`;

/// A labelled input (or textarea); {box, input}.
export function labelled(label, attributes = {}, tag = "input") {
  const id = fresh_id("field");
  const input = el(tag, { id, dir: "auto", autocomplete: "off", ...attributes });
  return { box: el("div", { class: "editor-field" }, el("label", { for: id }, label), input), input };
}

/// A modal dialog that is gone once closed; focus returns to where it was. `fill(close)` gives its children.
export function open_dialog(title, fill, t, more = {}) {
  const id = fresh_id("dialog");
  const before = document.activeElement;
  const dialog = el("dialog", { class: "editor-dialog", "aria-labelledby": id });
  const close = () => dialog.close();
  dialog.append(el("h2", { id }, title), ...[fill(close)].flat(),
    el("button", { type: "button", class: "quiet", onclick: close }, t("Close")));
  dialog.addEventListener("close", () => {
    dialog.remove();
    more.closed?.();
    before?.focus?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
