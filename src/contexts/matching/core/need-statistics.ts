import type { Language } from "./language.ts";

const LEAST_NEEDS = 5;
const FULL_TRUST_NEEDS = 20;

/**
 * In how many needs each term occurs. Words that many other needs use ("we are looking for a partner who …") say little about
 * what this one wants; the need itself is always left out of its own count.
 */
export class NeedStatistics {
  readonly #needs = new Map<string, { language: Language; terms: ReadonlySet<string> }>();
  readonly #frequencies = new Map<Language, Map<string, number>>();
  readonly #totals = new Map<Language, number>();

  set(id: string, language: Language, terms: Iterable<string>): void {
    this.remove(id);
    const need = { language, terms: new Set(terms) };
    this.#needs.set(id, need);
    this.#change(need, 1);
  }

  remove(id: string): void {
    const need = this.#needs.get(id);
    if (!need) return;
    this.#needs.delete(id);
    this.#change(need, -1);
  }

  termsOf(id: string): ReadonlySet<string> | undefined {
    return this.#needs.get(id)?.terms;
  }

  /**
   * `share`: part of the other needs of the language that use the term. `rarity`: 1 for a term no other need uses, falling towards
   * 0 for one that all use; mild while needs are few.
   */
  usage(term: string, language: Language, ownId?: string): { share: number; rarity: number } {
    const own = ownId === undefined ? undefined : this.#needs.get(ownId);
    const ownCounts = own?.language === language ? 1 : 0;
    const others = (this.#totals.get(language) ?? 0) - ownCounts;
    const frequency = (this.#frequencies.get(language)?.get(term) ?? 0) - (ownCounts && own?.terms.has(term) ? 1 : 0);
    if (others < LEAST_NEEDS || frequency <= 1) return { share: 0, rarity: 1 };
    const logarithmic = Math.max(0, Math.log((others + 1) / frequency) / Math.log(others + 1));
    const trust = Math.min(1, others / FULL_TRUST_NEEDS);
    return { share: frequency / others, rarity: 1 - trust * (1 - logarithmic) };
  }

  #change(need: { language: Language; terms: ReadonlySet<string> }, step: 1 | -1): void {
    let frequencies = this.#frequencies.get(need.language);
    if (!frequencies) {
      frequencies = new Map();
      this.#frequencies.set(need.language, frequencies);
    }
    for (const term of need.terms) frequencies.set(term, (frequencies.get(term) ?? 0) + step);
    this.#totals.set(need.language, (this.#totals.get(need.language) ?? 0) + step);
  }
}
