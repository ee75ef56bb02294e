import type { Token } from "./analysis.ts";
import type { QueryContext, QueryMember } from "./query-model.ts";

const MOST_MEMBERS = 12;

/** Index terms that translate one word of a query; the words of a phrase share its factor. */
export function translateWord(token: Token, { dictionaries, analysis, tuning }: QueryContext): QueryMember[] {
  if (token.stop || token.kind === "joined") return [];
  const members = new Map<string, QueryMember>();
  for (const dictionary of dictionaries) {
    if (dictionary.from !== token.language) continue;
    for (const translation of dictionary.lookup(token.form)) {
      const terms = analysis.analyser
        .analyse(translation, dictionary.to)
        .tokens.filter(({ stop, kind }) => !stop && kind !== "part" && kind !== "joined");
      const factor = tuning.translationFactor / terms.length;
      for (const { term, language } of terms) {
        const known = members.get(term);
        if (!known || known.factor < factor) members.set(term, { term, factor, language, via: "translation" });
      }
    }
  }
  return [...members.values()].sort((a, b) => b.factor - a.factor).slice(0, MOST_MEMBERS);
}
