// Two people changed the same words: both texts are shown, and who came second chooses. Nothing is chosen by silence but
// to keep both.
import { el, fresh_id, open_dialog } from "./elements.mjs";
import { difference } from "./merge.mjs";

/// Blocks of a body as they are written: what empty lines part.
const paragraphs = (body) => body.split(/\n{2,}/).map((text) => text.replace(/\n+$/, "")).filter(Boolean);

/// Where the two differ: [{mine, theirs}] and plain strings between.
export function sides(mine, theirs) {
  const [a, b] = [paragraphs(mine), paragraphs(theirs)];
  const parts = [];
  let at = 0;
  for (const hunk of difference(a, b)) {
    parts.push(...a.slice(at, hunk.from));
    parts.push({ mine: a.slice(hunk.from, hunk.to).join("\n\n"), theirs: b.slice(hunk.with_from, hunk.with_to).join("\n\n") });
    at = hunk.to;
  }
  return [...parts, ...a.slice(at)];
}

/// The body that was chosen; `choices` are "mine", "theirs" or "both", one for each difference.
export function chosen(parts, choices) {
  let at = 0;
  return parts.map((part) => {
    if (typeof part === "string") return part;
    const choice = choices[at++];
    return choice === "both" ? [part.mine, part.theirs].filter(Boolean).join("\n\n") : part[choice];
  }).filter(Boolean).join("\n\n") + "\n";
}

/// `mine` and `theirs` are fields; `label(name)` names one; `done(fields)` is called with what was chosen.
export function conflict_dialog(mine, theirs, label, done, t) {
  const names = Object.keys(theirs).filter((name) => theirs[name] !== mine[name]);
  const parts = sides(mine.body ?? "", theirs.body ?? "");
  const questions = [];
  const ask = (title, ours, others, both) => {
    const name = fresh_id("choice");
    const option = (value, words) => el("label", {}, el("input", { type: "radio", name, value, checked: value === (both ? "both" : "mine") }), words);
    const text = (words) => el("pre", { dir: "auto" }, words || "—");
    const box = el("fieldset", {}, el("legend", {}, title), el("div", { class: "editor-sides" },
      el("div", {}, option("mine", t("Yours")), text(ours)), el("div", {}, option("theirs", t("Theirs")), text(others))),
      both ? option("both", t("Both, one behind the other")) : null);
    questions.push(() => box.querySelector("input:checked").value);
    return box;
  };
  const boxes = names.filter((name) => name !== "body").map((name) => ({ name, box: ask(label(name), mine[name], theirs[name], false) }));
  const in_body = names.includes("body") ? parts.filter((part) => typeof part !== "string")
    .map((part) => ask(t("The text"), part.mine, part.theirs, true)) : [];
  open_dialog(t("Somebody changed the same words"), (close) => {
    const finish = (event) => {
      event.preventDefault();
      const answers = questions.map((question) => question());
      const fields = Object.fromEntries(boxes.map(({ name }, i) => [name, answers[i] === "mine" ? mine[name] : theirs[name]]));
      if (in_body.length > 0) fields.body = chosen(parts, answers.slice(boxes.length));
      close();
      done(fields);
    };
    return [el("p", {}, t("Nothing is lost: choose what stays. Until then nothing of yours is saved here; it is kept in this window.")),
      el("form", { onsubmit: finish }, ...boxes.map(({ box }) => box), ...in_body, el("button", { class: "main" }, t("Save what I chose")))];
  }, t);
}
