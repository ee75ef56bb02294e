import { domainNames } from "./blocking.ts";
import type { CompanyIndex } from "./company-index.ts";
import { compareNames, distinctiveness, formerName, inOrder, type NameFinding } from "./name-comparison.ts";
import { type CompanyName, initialsOf } from "./names.ts";
import type { CompanyProfile } from "./profile.ts";
import type { Reason } from "./record.ts";
import { jaroWinkler } from "./string-similarity.ts";

/** What the names of two companies say: the strongest agreement found, less what a common name or another legal person takes away. */
export function nameEvidence(left: CompanyProfile, right: CompanyProfile, index: CompanyIndex): Reason[] {
  const best = strongest([
    ...everyPair(left.current, right.current, compareNames),
    ...everyPair(left.current, right.former, formerName),
    ...everyPair(right.current, left.former, formerName),
    ...everyPair(left.former, right.former, formerName),
    ...outsideNames(left, right),
    ...outsideNames(right, left),
  ]);
  if (!best) return [{ kind: "different_name", weight: -4, detail: inOrder(left.name, right.name) }];
  const reasons: Reason[] = [{ kind: best.kind, weight: best.weight, detail: best.detail }];
  const discount = commonness(best, index);
  if (discount > 0.05) reasons.push({ kind: "common_name", weight: -discount, detail: best.shared.written });
  return [...reasons, ...legalContradiction(left.current, right.current)];
}

/** A register gives a name once per place, so two different legal names are two legal persons, perhaps of one group. */
function legalContradiction(left: readonly CompanyName[], right: readonly CompanyName[]): Reason[] {
  const pairs = everyPair(left, right, (name, other) =>
    name.isLegal && other.isLegal && name.script === other.script ? [[name, other]] : [],
  );
  if (pairs.length === 0 || pairs.some(([name, other]) => name!.full === other!.full)) return [];
  const alike = pairs.filter(([name, other]) => name!.core === other!.core);
  if (alike.some(([name, other]) => name!.place === other!.place)) return [];
  const [name, other] = (alike[0] ?? pairs[0]!) as [CompanyName, CompanyName];
  const detail = inOrder(name.written, other.written);
  if (alike.length > 0) return [{ kind: "different_place_in_legal_name", weight: name.place && other.place ? -2 : -0.5, detail }];
  if (jaroWinkler(name.core, other.core) >= 0.96) return [];
  return [{ kind: "different_legal_name", weight: -1, detail }];
}

/** Where both records give the domain, a name made of it only excuses that the names differ. */
const KNOWN_BY_DOMAIN = 0.5;

/** Names told by something other than a name: the other firm's domain, its pinyin, its initials. */
function outsideNames(owner: CompanyProfile, other: CompanyProfile): NameFinding[] {
  const labels = domainNames(owner);
  const isSameDomain = owner.web.kind === "domain" && other.web.kind === "domain" && owner.web.value === other.web.value;
  const found: NameFinding[] = [];
  for (const name of other.current) {
    const weight = distinctiveness(name.core, name.script);
    const add = (kind: NameFinding["kind"], lowered: number, detail: string) =>
      found.push({ kind, weight: lowered, detail, shared: name, isPartial: false });
    if (name.script === "spaced" && name.stem.length >= 3 && labels.some((label) => label === name.core || label === name.stem)) {
      add("domain_in_name", isSameDomain ? KNOWN_BY_DOMAIN : weight - 3, inOrder(labels[0]!, name.written));
    }
    if (owner.romanised.includes(name.stem) || owner.romanised.includes(name.core)) {
      add("similar_name", weight - 2, inOrder(owner.name, name.written));
    }
    const initials = initialsOf(name);
    if (initials && owner.current.some(({ core }) => core === initials)) {
      add("initials_of_name", 2, inOrder(owner.name, name.written));
    }
    if (name.script === "unspaced" && other.romanised.some((form) => labels.includes(form))) {
      add("domain_in_name", isSameDomain ? KNOWN_BY_DOMAIN : 4, inOrder(labels[0]!, name.written));
    }
  }
  return found;
}

/** From this share of all texts on a name's word is ordinary language. */
const ORDINARY_FROM = 0.002;

/** A name that several firms bear, or that is an ordinary word, says less about who bears it. */
function commonness({ kind, weight, shared, isPartial }: NameFinding, index: CompanyIndex): number {
  if (kind === "same_legal_name" && shared.script === "unspaced") return 0;
  const share = shared.words.length > 1 ? 0 : index.vocabulary.share(shared.core);
  const ordinary = share > ORDINARY_FROM ? Math.min(2, Math.log(share / ORDINARY_FROM)) : 0;
  const firms = isPartial ? Math.max(1, index.namesLike(shared) / 2) : index.firmsNamed(shared);
  return Math.min(Math.max(0, weight - 1), Math.log(firms) + ordinary);
}

function strongest(findings: NameFinding[]): NameFinding | undefined {
  let best: NameFinding | undefined;
  for (const finding of findings) {
    if (!best || finding.weight > best.weight || (finding.weight === best.weight && finding.detail < best.detail)) best = finding;
  }
  return best;
}

function everyPair<Found>(
  left: readonly CompanyName[],
  right: readonly CompanyName[],
  find: (name: CompanyName, other: CompanyName) => Found[],
): Found[] {
  const found: Found[] = [];
  for (const name of left) for (const other of right) found.push(...find(name, other));
  return found;
}
