// How figures, cards, quotes and notes stand in the text: what they say, with a field for each of their parts.
import { NodeSelection, Selection } from "prosemirror-state";
import { el, labelled } from "./elements.mjs";
import { figure_fields } from "./schema.mjs";

/// Where the newsroom shows a picture of its library, small. A name is one part of the address, whatever is in it.
export const thumbnail = (name) => `/newsroom/pictures/${encodeURIComponent(name)}/small`;

const labels = {
  alt: "What it shows, for those who do not see it", caption: "Caption", photographer: "Photographer",
  agencies: "Agencies, with commas between them", licence: "Licence", who: "Who said it", title: "Title",
  href: "Address", source: "Who published it",
};
const needed = ["alt", "photographer", "licence"];

class BlockView {
  constructor(node, view, get_pos, t, { kind, title, fields, content = null }) {
    this.node = node;
    this.view = view;
    this.get_pos = get_pos;
    this.t = t;
    this.inputs = {};
    this.head = el("div", { class: "editor-head", contenteditable: "false" }, el("p", { class: "editor-kind" }, t(title)));
    for (const name of fields) this.head.append(this.field(name));
    this.contentDOM = content && el(...content);
    this.dom = el("div", { class: `editor-block editor-${kind}`, role: "group", "aria-label": t(title) }, this.head, this.contentDOM);
    if (!content) this.dom.append(this.remover());
    this.update(node);
  }

  field(name) {
    const long = name === "caption" || name === "alt";
    const { box, input } = labelled(this.t(labels[name]), { ...(long ? { rows: 2 } : {}), ...(name === "href" ? { dir: "ltr", inputmode: "url" } : {}) },
      long ? "textarea" : "input");
    input.addEventListener("input", () => this.set(name, input.value));
    input.addEventListener("keydown", (event) => this.key(event));
    this.inputs[name] = input;
    return box;
  }

  set(name, value) {
    const at = this.get_pos();
    const said = value.replace(/[\r\n\u0000]+/g, " ");
    if (at !== undefined) this.view.dispatch(this.view.state.tr.setNodeAttribute(at, name, said));
  }

  key(event) {
    const leaves = event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey));
    if (event.key === "Enter" && !leaves) event.preventDefault();
    if (!leaves) return;
    event.preventDefault();
    const at = this.get_pos();
    const { doc, tr } = this.view.state;
    const selection = event.key === "Escape" && this.node.isAtom ? NodeSelection.create(doc, at)
      : Selection.near(doc.resolve(event.key === "Escape" ? at + 1 : at + this.node.nodeSize), 1);
    this.view.dispatch(tr.setSelection(selection).scrollIntoView());
    this.view.focus();
  }

  remover() {
    return el("button", { type: "button", class: "quiet editor-remove", contenteditable: "false", onclick: () => {
      const at = this.get_pos();
      const { tr, doc, schema } = this.view.state;
      const end = at + this.node.nodeSize;
      this.view.dispatch(doc.childCount === 1 ? tr.replaceWith(at, end, schema.nodes.paragraph.create()) : tr.delete(at, end));
      this.view.focus();
    } }, this.t("Remove"));
  }

  update(node) {
    if (node.type !== this.node.type) return false;
    this.node = node;
    for (const [name, input] of Object.entries(this.inputs)) {
      if (input.value !== node.attrs[name]) input.value = node.attrs[name];
      if (needed.includes(name) && node.attrs.picture) input.toggleAttribute("data-needed", node.attrs[name].trim() === "");
    }
    this.show?.(node);
    return true;
  }

  stopEvent(event) {
    return event.target !== this.dom && !this.contentDOM?.contains(event.target) && !/^drag|^drop/.test(event.type);
  }

  ignoreMutation(mutation) {
    return !(this.contentDOM?.contains(mutation.target) || mutation.type === "selection");
  }

  selectNode() { this.dom.classList.add("ProseMirror-selectednode"); }
  deselectNode() { this.dom.classList.remove("ProseMirror-selectednode"); }
}

class FigureView extends BlockView {
  constructor(node, view, get_pos, t) {
    super(node, view, get_pos, t, { kind: "figure", title: "Picture", fields: figure_fields.slice(1) });
  }
  show(node) {
    this.image ??= this.head.insertBefore(el("img", { alt: "", draggable: "false" }), this.head.children[1]);
    const address = node.attrs.picture && thumbnail(node.attrs.picture);
    if (address && this.image.getAttribute("src") !== address) this.image.src = address;
    this.name ??= this.head.insertBefore(el("p", { class: "editor-name" }, el("bdi")), this.head.children[1]);
    this.name.firstChild.textContent = node.attrs.picture;
  }
}

class CardView extends BlockView {
  constructor(node, view, get_pos, t) {
    const picture = node.attrs.picture ? ["alt", "photographer", "agencies", "licence"] : [];
    super(node, view, get_pos, t, { kind: "card", title: "Card: a link with a title", fields: ["href", "title", "source", ...picture] });
  }
}

class QuoteView extends BlockView {
  constructor(node, view, get_pos, t) {
    super(node, view, get_pos, t, { kind: "quote", title: "Pull quote", fields: ["who"], content: ["p", { dir: "auto", class: "editor-said" }] });
  }
}

class NoteView extends BlockView {
  constructor(node, view, get_pos, t) {
    super(node, view, get_pos, t, { kind: "note", title: "Note", fields: ["title"], content: ["div", { class: "editor-inside" }] });
  }
}

class SourceView extends BlockView {
  constructor(node, view, get_pos, t) {
    super(node, view, get_pos, t, { kind: "source", title: "Kept as it is written", fields: [],
      content: ["pre", { dir: "auto", class: "editor-written" }] });
  }
}

/// Views by node name, for EditorView; `t` speaks the page's language.
export const block_views = (t) => Object.fromEntries(Object.entries({
  figure: FigureView, card: CardView, pull_quote: QuoteView, note: NoteView, source: SourceView,
}).map(([name, View]) => [name, (node, view, get_pos) => new View(node, view, get_pos, t)]));
