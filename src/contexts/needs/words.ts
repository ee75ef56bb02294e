const segmenters = new Map<string, Intl.Segmenter>();

function segmenter(lang: string): Intl.Segmenter {
  let found = segmenters.get(lang);
  if (!found) {
    found = new Intl.Segmenter(lang, { granularity: "word" });
    segmenters.set(lang, found);
  }
  return found;
}

const functionWords = new Set(
  (
    "the and of to in for with that we our is are from which by an a be on this have has at or not it as can will would us you your they their " +
    "must should into than more less but also who what how when where all any each per via " +
    "der die das und für mit wir uns unser unsere ist sind ein eine einer eines einem einen den dem des auf von zu im in bei nicht oder soll muss aus " +
    "werden wird kann können als auch an am es sich um nur über durch dass ohne sowie bis je " +
    "и в во не на с со что для по из к о от за как это мы нам наш наши наша он она они или при до без же чтобы должен должна должны может " +
    "的 了 和 与 在 是 我们 对 为 以 及 等 或 并 中 将 可 能 不 有 也 从 到 由 其 该 个"
  ).split(" "),
);

/** The words of a text that carry meaning, lower case, in order; Chinese is cut by the runtime's dictionary. */
export function contentWords(text: string): string[] {
  const lang = /\p{Script=Han}/u.test(text) ? "zh" : "en";
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter(lang).segment(text.toLowerCase().normalize("NFKC"))) {
    if (isWordLike && /\p{L}|\p{N}/u.test(segment) && !functionWords.has(segment)) words.push(segment);
  }
  return words;
}
