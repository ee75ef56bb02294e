import type { QueryGroup, QueryMember, QueryMention } from "./query-model.ts";

/** A group of a query that a text meets, and how. */
export interface MetGroup {
  group: QueryGroup;
  member: QueryMember;
  /** Less than 1 where the text says something narrower. */
  share?: number;
}

/** A word counts as far as its letters lie in something met: half of a compound is half a word, a wider concept a part. */
export const creditOf = ({ mentions: [word] }: QueryGroup, met: readonly MetGroup[]): number =>
  word ? creditOfMention(word, met) : 0;

/** The same where the word is met best. */
export const bestCreditOf = ({ mentions }: QueryGroup, met: readonly MetGroup[]): number =>
  Math.max(0, ...mentions.map((word) => creditOfMention(word, met)));

function creditOfMention(word: QueryMention, met: readonly MetGroup[]): number {
  const credits = new Float64Array(word.end - word.start);
  for (const { group, member, share = 1 } of met) {
    const credit = share * (member.via === "broader" ? member.factor : 1);
    for (const { section, item, start, end } of group.mentions) {
      if (section !== word.section || item !== word.item) continue;
      for (let at = Math.max(start, word.start); at < Math.min(end, word.end); at++) {
        credits[at - word.start] = Math.max(credit, credits[at - word.start] as number);
      }
    }
  }
  return credits.reduce((sum, credit) => sum + credit, 0) / credits.length;
}
