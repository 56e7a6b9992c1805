// How many words the text has, in any script.
const segmenter = globalThis.Intl?.Segmenter ? new Intl.Segmenter(undefined, { granularity: "word" }) : null;
const known = new WeakMap(); // a block that is not touched stays the same object

export function words_in(text) {
  if (!/[^\u0000-\u024f\u0400-\u06ff]/.test(text) || !segmenter) return (text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’ʼ-]*/gu) ?? []).length;
  let count = 0;
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) ++count;
  return count;
}

/// Of the whole document; only blocks that changed are counted again.
export function count_words(doc) {
  let sum = 0;
  doc.forEach((node) => {
    let count = known.get(node);
    if (count === undefined) {
      count = words_in(node.isAtom ? node.attrs.caption ?? "" : node.textBetween(0, node.content.size, "\n", " "));
      known.set(node, count);
    }
    sum += count;
  });
  return sum;
}
