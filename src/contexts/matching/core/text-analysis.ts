import { createAnalyser } from "./analysis.ts";
import { averagesOf, SegmentBuilder } from "./builder.ts";
import { createConceptRecogniser } from "./concept-recogniser.ts";
import { type Document, FIELDS, type Field, fieldTexts, type TextAnalysis } from "./document.ts";
import { defaultScoring, type Scoring } from "./scoring.ts";
import type { Measure } from "./segment.ts";
import { signatureOf } from "./signature.ts";
import { createThesaurus, type Thesaurus } from "./thesaurus.ts";

export interface AnalysisOptions {
  thesaurus?: Thesaurus;
  scoring?: Scoring;
  /** Fields to index; the others do not exist for any search. */
  fields?: readonly Field[];
  /** False leaves German compounds whole. */
  splitCompounds?: boolean;
  /** Everyday German words, lower-case, of which compounds may be made. */
  germanWords?: readonly string[];
}

/** What is learned from the documents before they are indexed; all parts and all processes of one index must use the same. */
export interface Calibration {
  averageLengths: number[];
  /** Frequent words of the German texts, with which their compounds are split. */
  vocabulary: [string, number][];
  /** How many documents it was learned from. */
  documents: number;
}

const LEARNED_WORDS = 20_000;
const THESAURUS_FREQUENCY = 20;
const EVERYDAY_FREQUENCY = 20;

export function createTextAnalysis(options: AnalysisOptions, learned: [string, number][]): TextAnalysis {
  const thesaurus = options.thesaurus ?? createThesaurus([]);
  const concepts = [...thesaurus.concepts.values()];
  const germanVocabulary = [
    ...germanLabelWords(concepts.flatMap(({ labels }) => labels.de)),
    ...(options.germanWords ?? []).map((word): [string, number] => [word, EVERYDAY_FREQUENCY]),
    ...learned,
  ];
  const analyser = createAnalyser({
    chineseTerms: concepts.flatMap(({ labels }) => labels.zh),
    germanVocabulary: options.splitCompounds === false ? false : germanVocabulary,
  });
  return { analyser, thesaurus, recogniser: createConceptRecogniser(thesaurus, analyser) };
}

export function measureOf(analysis: TextAnalysis, averageLengths: readonly number[], options: AnalysisOptions): Measure {
  const { scoring = defaultScoring, fields = FIELDS } = options;
  const parts = [analysis.analyser.signature, analysis.thesaurus.signature, { scoring, fields, averageLengths }];
  return { signature: signatureOf(JSON.stringify(parts)), scoring, fields, averageLengths };
}

/** Learns from a sample, or from all documents where they are few. */
export function calibrate(sample: readonly Document[], options: AnalysisOptions = {}): Calibration {
  const vocabulary = options.splitCompounds === false ? [] : learnGermanWords(sample);
  const builder = new SegmentBuilder(createTextAnalysis(options, vocabulary), options.fields);
  for (const document of sample) builder.add(document);
  return { averageLengths: averagesOf(builder.lengths()), vocabulary, documents: sample.length };
}

function germanLabelWords(labels: string[]): [string, number][] {
  return labels.flatMap((label) => label.toLowerCase().match(/\p{L}{3,}/gu) ?? []).map((word) => [word, THESAURUS_FREQUENCY]);
}

function learnGermanWords(documents: readonly Document[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const document of documents) {
    for (const { text, language } of fieldTexts(document)) {
      if (language !== "de") continue;
      for (const [word] of text.matchAll(/\p{Lu}\p{Ll}{3,}/gu))
        counts.set(word.toLowerCase(), (counts.get(word.toLowerCase()) ?? 0) + 1);
    }
  }
  return [...counts]
    .filter(([, count]) => count > 1)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, LEARNED_WORDS);
}
