// What the editor says, in the newsroom's three languages. The key is the English sentence; {…} is filled in.
import { ar } from "./words_ar.mjs";
import { ru } from "./words_ru.mjs";

const tables = { ru, ar };

/// t("saved {time}", {time}) in the page's language; English where a sentence is missing.
export function speaker(language) {
  const table = tables[language.split("-")[0]] ?? {};
  return (sentence, values = {}) =>
    (table[sentence] ?? sentence).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
