// The page's form: its fields as they are, and as somebody else's save changes them. Its body is the text in the editor.
import { Manuscript } from "./manuscript.mjs";
import { block_difference, bring_in, replace_blocks } from "./merge.mjs";

const plain = (text) => text.replace(/\r\n?/g, "\n");
const no_fields = ["form", "base"];
const no_kinds = ["submit", "button", "file"];

export class PageForm {
  /// `view` is set once the text stands in the page.
  constructor(form) {
    this.form = form;
    this.manuscript = new Manuscript(form.elements.body.value);
    this.view = null;
  }

  /// Puts the text into the plain field, which is what the form sends.
  write() { this.form.elements.body.value = this.manuscript.write(this.view.state.doc); }

  collect() {
    this.write();
    const fields = {};
    for (const { name, type, checked, value } of this.form.elements) {
      if (!name || no_fields.includes(name) || no_kinds.includes(type)) continue;
      if ((type === "checkbox" || type === "radio") && !checked) continue;
      fields[name] = plain(value);
    }
    return fields;
  }

  has(name) { return Boolean(this.form.elements[name]); }

  set(name, value) {
    const input = this.form.elements[name];
    if (name === "body") this.set_body(value);
    else if (input && input.value !== value) input.value = value;
  }

  /// Only what differs is replaced, so that the cursor stays.
  set_body(text) {
    const next = new Manuscript(text);
    const { tr } = this.view.state;
    for (const hunk of block_difference(tr.doc, next.doc).reverse())
      replace_blocks(tr, hunk.from, hunk.to, Array.from({ length: hunk.with_to - hunk.with_from }, (_, i) => next.doc.child(hunk.with_from + i)));
    this.manuscript = next;
    this.view.dispatch(tr);
  }

  /// `fields` are what the newsroom made of `sent` and of somebody else's words; meanwhile more may have been typed.
  /// How many paragraphs both wrote anew, so that they stand twice.
  take_merged(sent, fields) {
    for (const [name, value] of Object.entries(fields))
      if (name !== "body" && this.has(name) && plain(this.form.elements[name].value) === sent[name]) this.set(name, value);
    if (fields.body === undefined || fields.body === sent.body) return 0;
    const next = new Manuscript(fields.body);
    const { tr, doubled } = bring_in(this.view.state.tr, new Manuscript(sent.body).doc, next.doc);
    this.manuscript = next;
    this.view.dispatch(tr.setMeta("addToHistory", false));
    return doubled;
  }

  label_of(name) { return this.form.elements[name]?.labels?.[0]?.textContent.trim() || name; }
}
