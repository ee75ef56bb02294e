import type { QueryGroup, QueryMember, QueryMention } from "./query-model.ts";

/** A group of a query that a text meets, and how. */
export interface MetGroup {
  group: QueryGroup;
  member: QueryMember;
  /** Less than 1 where the text says something narrower. */
  share?: number;
}

type Place = Pick<QueryMention, "section" | "item" | "start" | "end">;

/** Which letters of a query are met, and how well: written once for a text, then asked for each word. Linear in the query's length. */
export class MetLetters {
  readonly #credits = new Map<string, Float32Array>();

  constructor(met: readonly MetGroup[]) {
    for (const { group, member, share = 1 } of met) {
      const credit = share * (member.via === "broader" ? member.factor : 1);
      for (const mention of group.mentions) this.#add(mention, credit);
    }
  }

  /** Whether any letter of the place is met. */
  touches(place: Place): boolean {
    const credits = this.#creditsOf(place);
    for (let at = place.start; at < Math.min(place.end, credits.length); at++) if (credits[at]! > 0) return true;
    return false;
  }

  /** A word counts as far as its letters lie in something met: half of a compound is half a word, a wider concept a part. */
  creditOf(place: Place): number {
    const credits = this.#creditsOf(place);
    let sum = 0;
    for (let at = place.start; at < Math.min(place.end, credits.length); at++) sum += credits[at]!;
    return sum / (place.end - place.start);
  }

  /** The same where the word is met best. */
  bestCreditOf({ mentions }: QueryGroup): number {
    return mentions.reduce((best, mention) => Math.max(best, this.creditOf(mention)), 0);
  }

  #add(place: Place, credit: number): void {
    const credits = this.#grownTo(place);
    for (let at = place.start; at < place.end; at++) credits[at] = Math.max(credit, credits[at]!);
  }

  #creditsOf = ({ section, item }: Place): Float32Array => this.#credits.get(`${section} ${item}`) ?? nothing;

  #grownTo(place: Place): Float32Array {
    const credits = this.#creditsOf(place);
    if (credits.length >= place.end) return credits;
    const grown = new Float32Array(Math.max(64, 2 * place.end));
    grown.set(credits);
    this.#credits.set(`${place.section} ${place.item}`, grown);
    return grown;
  }
}

const nothing = new Float32Array(0);
