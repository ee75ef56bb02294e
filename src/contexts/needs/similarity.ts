import { contentWords } from "./words.ts";

export interface ComparedText {
  id: string;
  title: string;
  detail: string;
}

export interface Similar {
  id: string;
  /** 0…1: the share of the asked text's rarity that the other one covers. */
  score: number;
}

const leastScore = 0.2;

/** The texts that share most of the rare words of a text, best first; words count by how few of the texts hold them. */
export function rankSimilar(text: string, others: readonly ComparedText[], limit: number): Similar[] {
  const asked = stemsOf(text);
  if (asked.size < 2 || others.length === 0) return [];
  const sets = others.map(({ id, title, detail }) => ({ id, stems: stemsOf(`${title}\n${detail}`) }));
  const weight = new Map<string, number>();
  for (const stem of asked) {
    const holders = sets.filter(({ stems }) => stems.has(stem)).length;
    weight.set(stem, Math.log(1 + sets.length / (1 + holders)));
  }
  const whole = [...weight.values()].reduce((sum, each) => sum + each, 0);
  return sets
    .map(({ id, stems }) => ({
      id,
      score: [...asked].reduce((sum, stem) => sum + (stems.has(stem) ? weight.get(stem)! : 0), 0) / whole,
    }))
    .filter(({ score }) => score >= leastScore)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, limit);
}

/** Six letters stand for a word's family in the inflecting languages; Chinese words stay whole. */
const stemsOf = (text: string): Set<string> => new Set(contentWords(text.slice(0, 4000)).map((word) => word.slice(0, 6)));
