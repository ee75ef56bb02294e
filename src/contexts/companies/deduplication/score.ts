import type { CompanyIndex, IndexedCompany } from "./company-index.ts";
import { compareText } from "./company-index.ts";
import { nameEvidence } from "./name-evidence.ts";
import { areComparable } from "./places.ts";
import type { CompanyProfile } from "./profile.ts";
import type { Reason, ReasonKind, ScoredPair, Verdict } from "./record.ts";
import { textSimilarity } from "./text.ts";

/** Log odds that two records found by a shared key are one firm before their fields are looked at. */
const PRIOR = -4.5;

/**
 * The probability that two companies are one firm: log-likelihood ratios of the single comparisons summed up
 * (Fellegi and Sunter 1969), with agreement on rare values weighing more than on common ones (Winkler 1989). Symmetric in its arguments.
 */
export function scorePair(one: IndexedCompany, other: IndexedCompany, index: CompanyIndex): ScoredPair {
  const [left, right] = compareText(one.profile.id, other.profile.id) <= 0 ? [one, other] : [other, one];
  const fields = [
    ...sourceEvidence(left.profile, right.profile),
    ...nameEvidence(left.profile, right.profile, index),
    ...webEvidence(left.profile, right.profile, index),
    ...placeEvidence(left.profile, right.profile, index),
    ...yearEvidence(left.profile, right.profile),
  ];
  // Texts are the dearest comparison and are read only where they can still decide.
  const isOpen = probability(sumOf(fields) + SAME_TEXT) >= index.options.suggestFrom;
  const found = isOpen ? [...fields, ...textEvidence(left, right, index)] : fields;
  const reasons = found.map((reason) => ({ ...reason, weight: round(reason.weight) }));
  const score = round(probability(sumOf(reasons)));
  return {
    left: left.profile.id,
    right: right.profile.id,
    score,
    verdict: verdictOf(score, reasons, index),
    reasons: strongestFirst(reasons),
  };
}

/** Log-likelihood ratio of two texts that are nearly equal. */
const SAME_TEXT = 5;

const CONTRADICTIONS = new Set<ReasonKind>([
  "other_record_of_same_source",
  "different_domain",
  "different_country",
  "different_business",
  "different_legal_name",
  "different_place_in_legal_name",
  "different_name",
]);
const FAMILIES: Partial<Record<ReasonKind, string>> = {
  same_domain: "web",
  same_page: "web",
  same_city: "place",
  same_country: "",
  same_founding_year: "year",
  similar_text: "text",
  same_source_record: "source",
};

/**
 * A merge without a person needs two independent kinds of agreement and nothing that speaks against it. A firm that kept its name and
 * its domain may change its business: start-ups do.
 */
function verdictOf(score: number, reasons: readonly Reason[], index: CompanyIndex): Verdict {
  if (score < index.options.suggestFrom) return "different";
  const agreeing = new Set(reasons.filter(({ weight }) => weight > 0).map(({ kind }) => FAMILIES[kind] ?? "name"));
  agreeing.delete("");
  const isSameLegalPerson =
    reasons.some(({ kind }) => kind === "same_legal_name") && (agreeing.has("place") || agreeing.has("year"));
  const isSettledByName = (agreeing.has("web") && agreeing.has("name")) || isSameLegalPerson;
  const isContradicted = reasons.some(
    ({ kind }) => CONTRADICTIONS.has(kind) && !(kind === "different_business" && isSettledByName),
  );
  const isSure = agreeing.has("source") || (agreeing.size >= 2 && !isContradicted);
  return isSure && score >= index.options.surelyFrom ? "surely_same" : "suggested";
}

/** A source lists a firm once: its number settles the question, and two numbers of one source speak for two firms. */
function sourceEvidence(left: CompanyProfile, right: CompanyProfile): Reason[] {
  let hasOther = "";
  for (const { source, externalId } of left.sources) {
    const others = right.sources.filter((candidate) => candidate.source === source);
    if (others.some((candidate) => candidate.externalId === externalId)) {
      return [{ kind: "same_source_record", weight: 14, detail: `${source} ${externalId}` }];
    }
    if (others.length > 0 && (hasOther === "" || source < hasOther)) hasOther = source;
  }
  return hasOther ? [{ kind: "other_record_of_same_source", weight: -2.5, detail: hasOther }] : [];
}

function webEvidence(left: CompanyProfile, right: CompanyProfile, index: CompanyIndex): Reason[] {
  if (left.web.kind === "none" || right.web.kind === "none" || left.web.kind !== right.web.kind) return [];
  if (left.web.value === right.web.value) {
    const shared = Math.max(0, index.namesBehind(left.web.value) - 2);
    const kind = left.web.kind === "domain" ? "same_domain" : "same_page";
    return [{ kind, weight: Math.max(0.5, (kind === "same_domain" ? 9 : 8) - 3 * Math.log(1 + shared)), detail: left.web.value }];
  }
  if (left.web.kind === "page" || right.web.kind === "page") return [];
  const detail = [left.web.value, right.web.value].sort().join(" · ");
  return [{ kind: "different_domain", weight: left.web.label !== "" && left.web.label === right.web.label ? -1.5 : -3, detail }];
}

function placeEvidence(left: CompanyProfile, right: CompanyProfile, index: CompanyIndex): Reason[] {
  const city = left.cities.filter((candidate) => right.cities.includes(candidate)).sort()[0];
  if (city) {
    const surprise = Math.log(0.8 / Math.max(index.cityShare(city), 0.01));
    return [{ kind: "same_city", weight: Math.min(2, Math.max(0.3, 0.6 * surprise)), detail: city }];
  }
  if (left.country && right.country && left.country !== right.country) {
    return [{ kind: "different_country", weight: -1.5, detail: [left.country, right.country].sort().join(" · ") }];
  }
  if (areComparable(left.cities, right.cities)) {
    return [{ kind: "different_city", weight: -0.8, detail: [left.cities[0]!, right.cities[0]!].sort().join(" · ") }];
  }
  return left.country && left.country === right.country ? [{ kind: "same_country", weight: 0.3, detail: left.country }] : [];
}

function yearEvidence(left: CompanyProfile, right: CompanyProfile): Reason[] {
  if (left.foundedYear === null || right.foundedYear === null) return [];
  const apart = Math.abs(left.foundedYear - right.foundedYear);
  const detail = [...new Set([left.foundedYear, right.foundedYear])].sort().join(" · ");
  if (apart <= 1) return [{ kind: "same_founding_year", weight: apart === 0 ? 1.5 : 0.4, detail }];
  return apart >= 3 ? [{ kind: "different_founding_year", weight: -1.2, detail }] : [];
}

/** The own names are left out of the texts, or firms that share a name would seem to share a business. */
function textEvidence(left: IndexedCompany, right: IndexedCompany, index: CompanyIndex): Reason[] {
  if (left.profile.textScript !== right.profile.textScript) return [];
  const names = [left, right].flatMap(({ profile }) => [...profile.current, ...profile.former]);
  const nameTerms = new Set(index.vocabulary.read(names.flatMap((name) => [...name.words, name.core, name.stem])));
  const likeness = textSimilarity(left.terms, right.terms, index.vocabulary, nameTerms);
  if (likeness === null) return [];
  const { similarity, terms } = likeness;
  const detail = `${Math.round(similarity * 100)} %`;
  // A line of keywords may leave out what another line says; two long texts without common words describe two firms.
  const certainty = Math.min(1, terms / 12);
  if (similarity < 0.05) return [{ kind: "different_business", weight: -2.5 * certainty, detail }];
  if (similarity < 0.1) return [{ kind: "different_business", weight: -certainty, detail }];
  if (similarity < 0.15) return [];
  return [{ kind: "similar_text", weight: similarity < 0.3 ? 1.5 : similarity < 0.6 ? 3.5 : SAME_TEXT, detail }];
}

function sumOf(reasons: readonly Reason[]): number {
  return reasons.reduce((sum, { weight }) => sum + weight, PRIOR);
}

function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

function strongestFirst(reasons: Reason[]): Reason[] {
  return reasons.sort((left, right) => Math.abs(right.weight) - Math.abs(left.weight) || compareText(left.kind, right.kind));
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
