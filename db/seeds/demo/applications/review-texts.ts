import type { DemoFirm } from "./applicants.ts";
import type { DemoReviewer } from "./reviewers.ts";

type Reviewer = Pick<DemoReviewer, "key" | "asks">;
type Lang = DemoFirm["lang"];

export interface WrittenReview {
  scores: Record<string, number>;
  recommendation: "accept" | "discuss" | "decline";
  comment: string;
  feedback: string;
}

const words: Record<Lang, { yes: string[]; maybe: string[]; no: string[]; good: string; missing: string }> = {
  en: {
    yes: ["I would begin the pilot.", "Clear yes from my side.", "Invite them."],
    maybe: ["Worth a talk in the round.", "I could be convinced either way.", "Let us hear them before we decide."],
    no: ["Not in this round.", "I would decline, with thanks.", "Too little to go on."],
    good: "What convinced us",
    missing: "What we missed",
  },
  zh: {
    yes: ["建议启动试点。", "我明确支持。", "建议邀请。"],
    maybe: ["值得在会上讨论。", "可进可退，听完介绍再定。", "建议先约一次交流。"],
    no: ["本轮不建议。", "建议婉拒并说明原因。", "依据不足。"],
    good: "打动我们的",
    missing: "仍有欠缺的",
  },
  de: {
    yes: ["Ich würde den Piloten beginnen.", "Von mir ein klares Ja.", "Einladen."],
    maybe: ["Das sollten wir in der Runde besprechen.", "Erst anhören, dann entscheiden.", "Ich lasse mich überzeugen."],
    no: ["Nicht in dieser Runde.", "Ich würde absagen, mit Dank.", "Das ist zu wenig."],
    good: "Was uns überzeugt hat",
    missing: "Was uns gefehlt hat",
  },
};

const colon: Record<Lang, string> = { en: ": ", zh: "：", de: ": " };

/** What a reviewer writes of a firm: around its quality, each in their own way, the same at every start. */
export function reviewOf(firm: DemoFirm, reviewer: Reviewer, criteria: readonly string[]): WrittenReview {
  const seed = sumOf(firm.key) + 7 * sumOf(reviewer.key);
  const scores = Object.fromEntries(
    criteria.map((key, at) => [key, within(firm.quality + moods[(seed + at * 3 + sumOf(key)) % moods.length]!)]),
  );
  const mean = Object.values(scores).reduce((sum, score) => sum + score, 0) / criteria.length;
  const recommendation = mean >= 3.8 ? "accept" : mean >= 2.7 ? "discuss" : "decline";
  const { yes, maybe, no, good, missing } = words[firm.lang];
  const endings = { accept: yes, discuss: maybe, decline: no }[recommendation];
  const ending = endings[seed % endings.length]!;
  const asks = reviewer.asks[firm.lang];
  const parts = [
    [firm.plus, firm.minus, ending],
    [firm.plus, asks, ending],
    [firm.minus, asks, ending],
  ][seed % 3]!;
  const glue = colon[firm.lang];
  return {
    scores,
    recommendation,
    comment: parts.join(firm.lang === "zh" ? "" : " "),
    feedback: seed % 2 === 0 ? `${good}${glue}${firm.plus}` : `${missing}${glue}${firm.minus}`,
  };
}

/** Most see what there is; some are milder or sterner. */
const moods = [0, 0, 1, 0, -1, 0, 0];
const within = (score: number): number => Math.min(5, Math.max(1, score));
const sumOf = (text: string): number => [...text].reduce((sum, letter) => sum + letter.codePointAt(0)!, 0);
