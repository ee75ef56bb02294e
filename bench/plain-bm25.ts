/** The yardstick: one field, lower-case runs of letters and digits (Chinese by character pairs), no stems, no stop words, k1 1.2, b 0.75. */
export function createPlainBm25(documents: readonly { id: string; text: string }[]): (query: string, top: number) => string[] {
  const postings = new Map<string, Map<number, number>>();
  const lengths = documents.map(({ text }, number) => {
    const words = tokenise(text);
    for (const word of words) {
      let list = postings.get(word);
      if (!list) {
        list = new Map();
        postings.set(word, list);
      }
      list.set(number, (list.get(number) ?? 0) + 1);
    }
    return words.length;
  });
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  return (query, top) => {
    const scores = new Map<number, number>();
    for (const word of tokenise(query)) {
      const list = postings.get(word);
      if (!list) continue;
      const idf = Math.log(1 + (documents.length - list.size + 0.5) / (list.size + 0.5));
      for (const [number, frequency] of list) {
        const norm = 1.2 * (0.25 + (0.75 * (lengths[number] as number)) / average);
        scores.set(number, (scores.get(number) ?? 0) + (idf * frequency * 2.2) / (frequency + norm));
      }
    }
    const idOf = (number: number): string => (documents[number] as { id: string }).id;
    return [...scores]
      .sort((a, b) => b[1] - a[1] || (idOf(a[0]) < idOf(b[0]) ? -1 : 1))
      .slice(0, top)
      .map(([number]) => idOf(number));
  };
}

function tokenise(text: string): string[] {
  return (text.toLowerCase().match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? []).flatMap((run) => {
    if (!/^\p{Script=Han}/u.test(run) || run.length === 1) return [run];
    return Array.from({ length: run.length - 1 }, (_, index) => run.slice(index, index + 2));
  });
}
