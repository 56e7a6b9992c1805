// The text itself: ProseMirror with our blocks, keys and paste.
import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { history } from "prosemirror-history";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { block_views } from "./block_views.mjs";
import { clean } from "./clean.mjs";
import { finding } from "./find.mjs";
import { keys, rules } from "./keys.mjs";
import { between_blocks, pictures_among, pictures_on_the_way } from "./pictures.mjs";

/// `desk` has what the text needs of the page: t, label, send(file, at), changed(state), and commands for keys.
export function text_view(place, doc, desk) {
  const plugins = [rules, ...keys(desk.commands), history(), dropCursor({ class: "editor-drop", width: 2 }), gapCursor(), finding, pictures_on_the_way];
  const take = (view, files, at) => {
    for (const file of files) desk.send(file, between_blocks(view.state.doc, at));
    return files.length > 0;
  };
  return new EditorView(place, {
    state: EditorState.create({ doc, plugins }),
    nodeViews: block_views(desk.t),
    attributes: { id: "editor-text", role: "textbox", "aria-multiline": "true", "aria-label": desk.t("The text"), spellcheck: "true",
      class: "editor-text", ...(desk.language ? { lang: desk.language } : {}) },
    transformPastedHTML: (html) => /data-pm-slice/.test(html) ? html : clean(html),
    handlePaste(view, event) {
      const data = event.clipboardData;
      const html = data?.getData("text/html") ?? "";
      const words = html && clean(html).replace(/<[^>]*>/g, "").trim();
      const files = pictures_among(data?.files);
      // Word puts a picture of the words beside the words
      return !words && !data?.getData("text/plain") ? take(view, files, view.state.selection.from) : false;
    },
    handleDrop(view, event, slice, moved) {
      const files = moved ? [] : pictures_among(event.dataTransfer?.files);
      if (files.length === 0) return false;
      event.preventDefault();
      return take(view, files, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.to);
    },
    dispatchTransaction(tr) {
      this.updateState(this.state.apply(tr));
      desk.changed(this.state, tr);
    },
  });
}
