import type { CompanyName } from "./names.ts";
import type { Reason } from "./record.ts";
import { jaroWinkler, mongeElkan } from "./string-similarity.ts";

/** An agreement between two names. */
export interface NameFinding extends Reason {
  /** The name whose commonness lowers the weight. */
  shared: CompanyName;
  /** Whether only a part of the longer name agrees. */
  isPartial: boolean;
}

/** How two current names agree, or nothing. */
export function compareNames(left: CompanyName, right: CompanyName): NameFinding[] {
  if (left.script !== right.script) return [];
  const detail = inOrder(left.written, right.written);
  if (left.isLegal && right.isLegal && left.full === right.full) {
    return [{ kind: "same_legal_name", weight: 9, shared: left, isPartial: false, detail }];
  }
  if (left.core === right.core) {
    return [{ kind: "same_name", weight: distinctiveness(left.core, left.script), shared: left, isPartial: false, detail }];
  }
  const [shorter, longer] = left.core.length <= right.core.length ? [left, right] : [right, left];
  const kind = longer.isLegal ? "brand_in_legal_name" : "similar_name";
  const partial = (weight: number): NameFinding => ({ kind, weight, shared: shorter, isPartial: true, detail });
  if (left.script === "unspaced") return unspacedAgreement(shorter, longer).map(partial);
  if (left.stem === right.stem) return [partial(distinctiveness(left.stem, "spaced") - (areSisters(left, right) ? 3.5 : 1.5))];
  const begun = beginsWith(shorter, longer);
  if (begun !== null) return [partial(begun)];
  const likeness = spacedLikeness(shorter, longer);
  return likeness === null ? [] : [{ kind: "similar_name", weight: likeness, shared: shorter, isPartial: false, detail }];
}

/** How a name agrees with one that was given up, or nothing. */
export function formerName(name: CompanyName, before: CompanyName): NameFinding[] {
  if (name.script !== before.script || (name.core !== before.core && name.stem !== before.stem)) return [];
  const isExact = name.core === before.core;
  const weight = distinctiveness(isExact ? name.core : name.stem, name.script) - (isExact ? 0.5 : 2);
  return [{ kind: "former_name", weight, shared: name, isPartial: !isExact, detail: inOrder(name.written, before.written) }];
}

/** Log-likelihood ratio of an equal name by its length: long names and names of several words are seldom given twice. */
export function distinctiveness(text: string, script: CompanyName["script"]): number {
  const length = text.length;
  if (script === "unspaced") return length <= 1 ? 2 : length === 2 ? 5.5 : length === 3 ? 7 : 8;
  return length <= 2 ? 3 : length === 3 ? 5 : length <= 5 ? 6 : length <= 9 ? 6.5 : 7.5;
}

/** "Innovative Research" and "Innovative Solutions" share their telling word, yet each adds one of its own. */
function areSisters(left: CompanyName, right: CompanyName): boolean {
  return !left.words.every((word) => right.words.includes(word)) && !right.words.every((word) => left.words.includes(word));
}

/** Weight of the brand inside a Chinese legal name (深睿医疗 in 北京深睿博联科技): with its business words, or its stem alone. */
function unspacedAgreement(shorter: CompanyName, longer: CompanyName): number[] {
  const [inner, outer] = shorter.stem.length <= longer.stem.length ? [shorter.stem, longer.stem] : [longer.stem, shorter.stem];
  const sharesBeginning = longer.core.startsWith(shorter.core);
  // Two legal names that differ in their business words are two firms of one group more often than one firm.
  const areSisterFirms = shorter.isLegal && longer.isLegal && !sharesBeginning;
  const sameStem = inner === outer ? distinctiveness(inner, "unspaced") - (areSisterFirms ? 3.5 : 1) : 0;
  const weight = Math.max(
    sameStem,
    containmentWeight(shorter.core, longer.core),
    inner === outer ? 0 : containmentWeight(inner, outer),
  );
  return weight > 0 ? [weight] : [];
}

function containmentWeight(inner: string, outer: string): number {
  if (inner.length < 2) return 0;
  const byLength = inner.length === 2 ? 4.5 : inner.length === 3 ? 6 : 7;
  if (outer.startsWith(inner)) return byLength;
  if (outer.endsWith(inner)) return byLength - 2;
  return outer.includes(inner) && inner.length >= 3 ? byLength - 2 : 0;
}

/** Weight of "Verto" and "Verto FX": the shorter name opens the longer one. */
function beginsWith(shorter: CompanyName, longer: CompanyName): number | null {
  const [few, many] = shorter.words.length <= longer.words.length ? [shorter, longer] : [longer, shorter];
  const opens = few.words.length < many.words.length && few.core.length >= 3;
  if (!opens || !few.words.every((word, at) => word === many.words[at])) return null;
  return Math.min(5, distinctiveness(few.core, "spaced") - 2.5);
}

/** Weight of names that look alike letter by letter or word by word; other digits are another product or another firm. */
function spacedLikeness(shorter: CompanyName, longer: CompanyName): number | null {
  if (shorter.stem.length < 5 || digitsOf(shorter.core) !== digitsOf(longer.core)) return null;
  const letters = jaroWinkler(shorter.stem, longer.stem);
  if (letters >= 0.93) return letters >= 0.96 ? 4.5 : 3;
  if (shorter.words.length < 2 || longer.words.length < 2) return null;
  return mongeElkan(shorter.words, longer.words, (word) => word.length) >= 0.8 ? 2.5 : null;
}

function digitsOf(text: string): string {
  return text.replace(/\D/gu, "");
}

/** Both spellings in a fixed order, so that an explanation does not depend on which record came first. */
export function inOrder(left: string, right: string): string {
  return left === right ? left : [left, right].sort().join(" · ");
}
