import { MetLetters } from "../core/coverage.ts";
import type { Contribution, Explanation } from "../core/explain.ts";
import type { QueryPlan } from "../core/plan.ts";
import type { QueryGroup, QueryMention } from "../core/query.ts";
import { LABEL_LANGUAGES, type Thesaurus } from "../core/thesaurus.ts";
import type { Reason, Reasons } from "./protocol.ts";

const mostReasons = 24;
/** What takes most away is told too, however much speaks for a company. */
const mostPushes = 6;
const mostSpans = 12;
const mostMissing = 12;

/** What a page needs of an explanation: small enough to cross threads, with labels instead of thesaurus ids alone. */
export function reasonsOf(explanation: Explanation, plan: QueryPlan, thesaurus: Thesaurus, requirementCount: number): Reasons {
  const { id, score, fit, contributions, unmatched } = explanation;
  const pushes = contributions.slice(mostReasons).filter((contribution) => contribution.score < 0);
  const told = [...contributions.slice(0, mostReasons), ...pushes.slice(-mostPushes)];
  const reasons = told.map((contribution) => reasonOf(contribution, score, thesaurus));
  const requirements = Array.from({ length: requirementCount }, (_, item) => requirementCoverage(item, explanation, plan));
  return {
    id,
    score,
    fit,
    reasons,
    missing: missingWords(unmatched, contributions, plan),
    requirements: requirements.map(({ coverage }) => coverage),
    evidence: requirements.map(({ evidence }) => evidence),
  };
}

function reasonOf({ group, member, concept, score, spans }: Contribution, whole: number, thesaurus: Thesaurus): Reason {
  const isLearned = group.kind === "feedback" || group.kind === "example";
  const known = concept === undefined ? undefined : thesaurus.concepts.get(concept);
  return {
    via: isLearned ? (group.kind as "feedback" | "example") : member.via,
    asked: distinct(group.mentions.map(({ text }) => text)).slice(0, 3),
    askedLanguage: group.language,
    concept: concept ?? null,
    labels: known
      ? Object.fromEntries(
          LABEL_LANGUAGES.flatMap((language) => (known.labels[language][0] ? [[language, known.labels[language][0]]] : [])),
        )
      : {},
    share: whole > 0 ? score / whole : 0,
    spans: spans.slice(0, mostSpans),
  };
}

/** Weight of the requirement's words that are met, by themselves or by a concept that covers them. */
function requirementCoverage(
  item: number,
  { contributions }: Explanation,
  plan: QueryPlan,
): { coverage: number; evidence: string[] } {
  const isOwn = (mention: QueryMention) => mention.section === "requirement" && mention.item === item;
  const met = contributions.filter(({ group, member }) => group.mentions.some(isOwn) && member.via !== "broader");
  const letters = new MetLetters(met);
  let total = 0;
  let covered = 0;
  for (const group of plan.query.groups) {
    if (group.kind !== "word") continue;
    const mentions = group.mentions.filter(isOwn);
    if (mentions.length === 0) continue;
    const weight = plan.wordWeights.get(group) ?? 0;
    total += weight;
    if (mentions.some((mention) => letters.touches(mention))) covered += weight;
  }
  const evidence = met.filter(({ group }) => group.weight > 0).flatMap(({ spans }) => spans.map(({ text }) => text));
  return { coverage: total > 0 ? covered / total : 0, evidence: distinct(evidence).slice(0, 4) };
}

/** A word that is not met counts as missing only where no met concept covers it. */
function missingWords(unmatched: readonly QueryGroup[], contributions: readonly Contribution[], plan: QueryPlan): string[] {
  const met = new MetLetters(contributions.filter(({ score }) => score > 0));
  const missing = unmatched
    .filter(({ kind, weight, mentions }) => {
      if (weight <= 0 || (kind !== "word" && kind !== "concept") || mentions.length === 0) return false;
      return !mentions.some((mention) => met.touches(mention));
    })
    .sort((a, b) => (plan.wordWeights.get(b) ?? 0) - (plan.wordWeights.get(a) ?? 0));
  const words: string[] = [];
  for (const { mentions } of missing) {
    const word = mentions[0]!.text;
    if (word.length > 1 && !words.some((known) => known.toLowerCase().includes(word.toLowerCase()))) words.push(word);
    if (words.length === mostMissing) break;
  }
  return words;
}

/** Keeps the first spelling of words that differ by case only. */
function distinct(texts: string[]): string[] {
  return [...new Map(texts.map((text) => [text.toLowerCase(), text] as const).reverse()).values()].reverse();
}
