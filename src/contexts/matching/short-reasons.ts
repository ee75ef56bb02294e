import type { MatchReason } from "./views.ts";

/** The few words that say most: ideas before bare words, the heaviest first. */
export function shortReasons(reasons: readonly MatchReason[], count: number): string[] {
  const told = reasons.filter(({ share, asked, found }) => share > 0 && asked.length > 0 && found.length > 0);
  const ideas = told.filter(({ via }) => via === "concept" || via === "translation");
  const words = told.filter(({ via }) => via === "word");
  const texts = [...ideas.slice(0, Math.ceil(count / 2)), ...words, ...ideas.slice(Math.ceil(count / 2))].map(
    ({ asked, found }) => (asked[0]!.toLowerCase() === found[0]!.toLowerCase() ? found[0]! : `${asked[0]} → ${found[0]}`),
  );
  return [...new Set(texts)].slice(0, count);
}
