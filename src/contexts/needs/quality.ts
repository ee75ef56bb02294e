import { detectLanguage, isSpoken, languagesOf } from "./language.ts";
import type { Requirement } from "./requirement.ts";
import { contentWords } from "./words.ts";

export interface NeedText {
  title: string;
  detail: string;
  teaser: string;
  lang: string;
  field: string | null;
  topics: readonly string[];
  requirements: readonly Pick<Requirement, "level" | "kind" | "text">[];
  budgetMinor: number | null;
  decideBy: string | null;
}

export const findingKeys = [
  "detailMissing",
  "detailShort",
  "boilerplate",
  "requirementMissing",
  "mustMissing",
  "textRequirementMissing",
  "onlyMust",
  "fieldMissing",
  "topicsMissing",
  "titleShort",
  "oneLanguage",
  "languageUnspoken",
  "languageDiffers",
  "budgetMissing",
  "decideByMissing",
  "decideByNear",
  "teaserCopiesDetail",
] as const;
export type FindingKey = (typeof findingKeys)[number];

export const findingParts = [
  "title",
  "detail",
  "teaser",
  "lang",
  "field",
  "topics",
  "requirements",
  "budgetMinor",
  "decideBy",
] as const;
export type FindingPart = (typeof findingParts)[number];

/** Something that keeps the match from being good; `part` is the field of the form it belongs to. */
export interface Finding {
  key: FindingKey;
  part: FindingPart;
  /** Points of the hundred it costs. */
  weight: number;
}

export interface Quality {
  score: number;
  findings: Finding[];
}

/** Below this many content words a ranking rests on chance. */
const enoughWords = 25;
const fewWords = 12;
/** A company cannot be found, met and judged in less. */
const nearDays = 21;

/** What is missing for a good match, heaviest first, and a score of 100 minus the weights. */
export function checkQuality(need: NeedText, today: string): Quality {
  const findings = [...checkText(need), ...checkRequirements(need), ...checkFrame(need, today)].sort(
    (a, b) => b.weight - a.weight,
  );
  const lost = findings.reduce((sum, { weight }) => sum + weight, 0);
  return { score: Math.max(0, 100 - lost), findings };
}

function checkText(need: NeedText): Finding[] {
  const findings: Finding[] = [];
  const titleWords = contentWords(need.title);
  const detailWords = contentWords(need.detail);
  if (titleWords.length < 2) findings.push({ key: "titleShort", part: "title", weight: 8 });
  if (need.detail.trim() === "") findings.push({ key: "detailMissing", part: "detail", weight: 35 });
  else if (detailWords.length < fewWords) findings.push({ key: "detailShort", part: "detail", weight: 20 });
  else if (detailWords.length < enoughWords) findings.push({ key: "detailShort", part: "detail", weight: 10 });
  if (detailWords.length > 0 && isBoilerplate([...titleWords, ...detailWords])) {
    findings.push({ key: "boilerplate", part: "detail", weight: 20 });
  }
  findings.push(...checkLanguage(need));
  if (need.teaser.trim() !== "" && sharesSentence(need.teaser, need.detail)) {
    findings.push({ key: "teaserCopiesDetail", part: "teaser", weight: 5 });
  }
  return findings;
}

function checkLanguage({ lang, title, detail }: NeedText): Finding[] {
  if (!isSpoken(lang)) return [{ key: "languageUnspoken", part: "lang", weight: 15 }];
  if (detail.trim() === "") return [];
  const detected = detectLanguage(`${title}\n${detail}`);
  const written = languagesOf(detail);
  if (detected !== null && detected !== lang && !written.includes(lang))
    return [{ key: "languageDiffers", part: "lang", weight: 10 }];
  return written.length < 2 ? [{ key: "oneLanguage", part: "detail", weight: 2 }] : [];
}

function checkRequirements({ requirements }: NeedText): Finding[] {
  if (requirements.length === 0) return [{ key: "requirementMissing", part: "requirements", weight: 20 }];
  const findings: Finding[] = [];
  const texts = requirements.filter(({ kind, text }) => kind === "text" && contentWords(text).length >= 1);
  if (texts.length === 0) findings.push({ key: "textRequirementMissing", part: "requirements", weight: 10 });
  if (!requirements.some(({ level }) => level === "must")) findings.push({ key: "mustMissing", part: "requirements", weight: 5 });
  else if (requirements.length > 3 && requirements.every(({ level }) => level === "must")) {
    findings.push({ key: "onlyMust", part: "requirements", weight: 5 });
  }
  return findings;
}

function checkFrame({ field, topics, budgetMinor, decideBy }: NeedText, today: string): Finding[] {
  const findings: Finding[] = [];
  if (field === null) findings.push({ key: "fieldMissing", part: "field", weight: 10 });
  if (topics.length === 0) findings.push({ key: "topicsMissing", part: "topics", weight: 5 });
  if (budgetMinor === null) findings.push({ key: "budgetMissing", part: "budgetMinor", weight: 3 });
  if (decideBy === null) findings.push({ key: "decideByMissing", part: "decideBy", weight: 3 });
  else if (daysUntil(decideBy, today) < nearDays) findings.push({ key: "decideByNear", part: "decideBy", weight: 8 });
  return findings;
}

/** Words every wish list holds and no company can be told apart by. */
const emptyWords = new Set(
  (
    "innovative innovation solution solutions digital digitalisation digitalization transformation platform future smart intelligent partner " +
    "startup startups company companies technology technologies new modern efficient efficiency improve optimise optimize leading best " +
    "synergy holistic seamless scalable state art next generation looking need help business process processes value customer customers quality " +
    "innovativ innovative innovativen lösung lösungen digitale digitalen digitalisierung zukunft intelligente partner technologie technologien " +
    "neue neuen moderne effizient effizienz verbessern optimieren führende ganzheitlich ganzheitliche skalierbar suchen unternehmen prozesse " +
    "инновационный инновационные инновации решение решения цифровой цифровая цифровые трансформация платформа будущее умный современный " +
    "современные технологии технология партнер партнёр компания компании эффективность улучшить оптимизация нужен нужно ищем " +
    "创新 解决方案 解决 方案 数字化 转型 平台 未来 智能 合作 伙伴 合作伙伴 技术 新 先进 高效 效率 提升 优化 领先 公司 企业 寻找 需要 赋能 业务 流程"
  ).split(" "),
);

const isBoilerplate = (words: string[]): boolean => words.filter((word) => !emptyWords.has(word)).length / words.length < 0.4;

/** A confidential sentence that went into the public text word for word. */
function sharesSentence(teaser: string, detail: string): boolean {
  const sentences = teaser.split(/[.!?。！？\n]+/).map((sentence) => sentence.trim());
  return sentences.some((sentence) => sentence.length >= 40 && detail.includes(sentence));
}

const daysUntil = (date: string, today: string): number => (Date.parse(date) - Date.parse(today)) / 86_400_000;
