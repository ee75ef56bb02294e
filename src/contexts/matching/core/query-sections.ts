import type { Analysis } from "./analysis.ts";
import { type Language, languageFromTag } from "./language.ts";
import { detectLanguage } from "./language-detection.ts";
import type { AnalysedSection, Need, QueryContext, QueryMention } from "./query-model.ts";

type RawSection = Omit<AnalysedSection, "analysis" | "mentions">;

const LONGEST_QUERY_TEXT = 100_000;

/** The texts of a need with the weight and language of each, up to a bounded length. */
export function analyseSections(
  input: string | Need,
  context: QueryContext,
): { sections: AnalysedSection[]; language: Language; textCut: boolean } {
  const need: Need = typeof input === "string" ? { title: "", text: input, requirements: [], tags: [] } : input;
  const { sectionWeights, mustWeight } = context.tuning;
  const raw: RawSection[] = [
    { section: "title", item: 0, weight: sectionWeights.title, text: need.title },
    ...need.requirements.map(({ text, level }, item): RawSection => {
      return { section: "requirement", item, weight: sectionWeights.requirement * (level === "must" ? mustWeight : 1), text };
    }),
    ...need.tags.map((text, item): RawSection => ({ section: "tag", item, weight: sectionWeights.tag, text })),
    { section: "text", item: 0, weight: sectionWeights.text, text: need.text },
  ];
  const language = languageFromTag(need.language) ?? detectLanguage(raw.map(({ text }) => text).join("\n"));
  let budget = LONGEST_QUERY_TEXT;
  let textCut = false;
  const sections = raw.flatMap((section): AnalysedSection[] => {
    const text = section.text.slice(0, budget);
    if (text.length < section.text.length) textCut = true;
    budget -= text.length;
    if (text === "") return [];
    const own = detectLanguage(text);
    // A short section in Latin letters gives too little evidence of its own.
    const sectionLanguage = own === "en" || own === "other" ? language : own;
    const certain = languageFromTag(need.language) !== undefined || sectionLanguage !== "en";
    const analysis = certain ? context.analysis.analyser.analyse(text, sectionLanguage) : analyseLatin(text, context);
    return [{ ...section, text, analysis, mentions: context.analysis.recogniser.recognise(text, analysis) }];
  });
  return { sections, language, textCut };
}

export function mentionOf({ section, item, text }: AnalysedSection, start: number, end: number): QueryMention {
  return { section, item, start, end, text: text.slice(start, end) };
}

const SHORT_TEXT = 80;

/** A few words without function words may be English or German: the one whose concepts or compounds explain more of them wins. */
function analyseLatin(text: string, { analysis: { analyser, recogniser } }: QueryContext): Analysis {
  const english = analyser.analyse(text, "en");
  if (text.length > SHORT_TEXT || english.tokens.some(({ stop }) => stop)) return english;
  const german = analyser.analyse(text, "de");
  const explained = (analysis: Analysis): number =>
    recogniser.recognise(text, analysis).reduce((sum, { start, end }) => sum + end - start, 0);
  const parts = german.tokens.reduce((sum, { kind, start, end }) => sum + (kind === "part" ? (end - start) / 2 : 0), 0);
  return Math.max(explained(german), parts) > explained(english) ? german : english;
}
