// Takes the place of the page's plain text field. Without this script the same form still edits.
import { count_words } from "./count.mjs";
import { el, open_dialog } from "./elements.mjs";
import { find_panel } from "./find.mjs";
import { link_dialog } from "./link_dialog.mjs";
import { PageForm } from "./page_form.mjs";
import { between_blocks, insert_figure, send_picture } from "./pictures.mjs";
import { picture_dialog } from "./picture_dialog.mjs";
import { start_saving } from "./saving.mjs";
import { status_line } from "./status.mjs";
import { text_view } from "./text_view.mjs";
import { shortcut_list, toolbar } from "./toolbar.mjs";
import { speaker } from "./words.mjs";

const rest = 300; // milliseconds without a key

const form = document.getElementById("manuscript");
// where the article is closed to this person its text stays as the page shows it
if (form?.elements.body && !form.elements.body.matches(":disabled")) open_desk(form);

function open_desk(form) {
  const t = speaker(document.documentElement.lang);
  const field = form.elements.body;
  const page = new PageForm(form);
  const desk = { t, status: status_line(t), box: el("div", { class: "editor" }), page, form, bar: null, panel: null, saver: null };
  // a key press is painted first; counting and writing down what changed wait until the hand rests
  desk.soon = rested(() => {
    desk.status.count(count_words(desk.view.state.doc));
    desk.saver?.changed();
  });
  desk.view = page.view = text_view(desk.box, page.manuscript.doc, {
    t, language: field.lang, commands: commands_of(desk), send: (file, at) => send(desk, file, at),
    changed(state, tr) {
      desk.bar?.update(state);
      if (tr.docChanged) desk.soon();
    },
  });
  lay_out(desk, field);
  if (form.dataset.autosave) desk.saver = start_saving(desk);
}

function lay_out(desk, field) {
  const { t, view, box } = desk;
  desk.bar = toolbar(view, t, commands_of(desk));
  desk.panel = find_panel(view, t);
  box.prepend(el("div", { class: "editor-top" }, desk.bar.dom, desk.panel.dom));
  box.append(desk.status.dom);
  const was_here = document.activeElement === field;
  for (const label of field.labels ?? []) label.addEventListener("click", () => view.focus());
  field.hidden = true;
  document.getElementById("words")?.remove(); // the page counted once, here it is counted as one writes
  field.after(box);
  desk.bar.update(view.state);
  desk.status.count(count_words(view.state.doc));
  if (was_here) view.focus();
}

const send = ({ view, form, t, status }, file, at) =>
  send_picture(view, file, at, { token: form.elements.form?.value ?? "", t, say: status.say });

/// What keys and toolbar do beside the text itself; one set for both, so that a button knows its command.
function commands_of(desk) {
  if (desk.commands) return desk.commands;
  const { t } = desk;
  const act = (what) => (state, dispatch) => {
    if (dispatch) what();
    return true;
  };
  const back = { closed: () => desk.view.focus() };
  desk.commands = {
    link: act(() => link_dialog(desk.view, t)),
    find: act(() => desk.panel.open()),
    shortcuts: act(() => open_dialog(t("Shortcuts"), () => shortcut_list(t), t, back)),
    save: act(() => desk.saver?.save()),
    toolbar: act(() => desk.bar.focus()),
    picture: act(() => picture_dialog(t, (picture) => insert_figure(picture)(desk.view.state, desk.view.dispatch), (files) => {
      for (const file of files) send(desk, file, between_blocks(desk.view.state.doc, desk.view.state.selection.to));
    }, back.closed)),
  };
  return desk.commands;
}

function rested(act) {
  let timer = 0;
  return () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(act, rest);
  };
}
