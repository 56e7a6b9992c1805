// The line below the text: whether it is saved, how long it is, who else is here.
import { el } from "./elements.mjs";

const time = (text) => {
  const when = text ? new Date(text) : new Date();
  return (Number.isNaN(when.getTime()) ? new Date() : when)
    .toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
};

export function status_line(t) {
  const saved = el("p", { role: "status", class: "editor-saved" });
  const others = el("p", { role: "status", class: "editor-others" });
  const words = el("p", { class: "editor-count" });
  const dom = el("div", { class: "editor-status" }, saved, others, words);
  // said again only when it says something new, or a screen reader would be interrupted every three seconds
  const set = (place, text) => { if (place.textContent !== text) place.textContent = text; };
  const list = new Intl.ListFormat(document.documentElement.lang, { type: "conjunction" });

  const sentences = {
    saved: ({ saved_at }) => t("Saved {time}", { time: time(saved_at) }),
    merged: ({ saved_at }) => t("Saved {time}, together with what somebody else wrote", { time: time(saved_at) }),
    offline: () => t("No connection: kept in this window"),
    conflict: () => t("Not saved: somebody changed the same words"),
    refused: ({ why }) => t("Not saved: {why}", { why: why || t("the newsroom refused it") }),
    outside: () => t("Not saved: you are no longer in. Come in again in another window; your text is kept in this one."),
  };

  return {
    dom,
    show(state, details = {}) {
      dom.dataset.state = state;
      const sentence = sentences[state];
      if (sentence) set(saved, sentence(details));
      if (Array.isArray(details.others)) this.people(details);
    },
    people({ others: list_of, lock }) {
      const named = (people) => list.format(people.map(({ name }) => `\u2068${name}\u2069`));
      const asking = list_of.filter(({ asks }) => asks);
      const names = list_of.filter(({ asks }) => !asks);
      const here = names.length === 0 ? "" : t("Also here: {names}.", { names: named(names) });
      const pen = lock === "other" ? t("Somebody else holds this article: what you write is merged with theirs.") : "";
      const asks = asking.length === 0 ? "" : t("Asks to write in it: {names}.", { names: named(asking) });
      set(others, [here, pen, asks].filter(Boolean).join(" "));
    },
    count(number) { set(words, t("{count} words", { count: number.toLocaleString(document.documentElement.lang) })); },
    say(sentence) { set(saved, sentence); },
  };
}
