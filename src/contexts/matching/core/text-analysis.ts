import { createAnalyser } from "./analysis.ts";
import { averagesOf, SegmentBuilder } from "./builder.ts";
import { createConceptRecogniser } from "./concept-recogniser.ts";
import { type Document, FIELDS, type Field, type TextAnalysis } from "./document.ts";
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
  /** How many documents it was learned from. */
  documents: number;
}

const WORD_FREQUENCY = 20;

export function createTextAnalysis(options: AnalysisOptions = {}): TextAnalysis {
  const thesaurus = options.thesaurus ?? createThesaurus([]);
  const concepts = [...thesaurus.concepts.values()];
  const labelWords = concepts
    .flatMap(({ labels }) => labels.de)
    .flatMap((label) => label.toLowerCase().match(/\p{L}{3,}/gu) ?? []);
  const germanWords = [...labelWords, ...(options.germanWords ?? [])];
  const analyser = createAnalyser({
    chineseTerms: concepts.flatMap(({ labels }) => labels.zh),
    germanVocabulary: options.splitCompounds !== false && germanWords.map((word): [string, number] => [word, WORD_FREQUENCY]),
  });
  return { analyser, thesaurus, recogniser: createConceptRecogniser(thesaurus, analyser) };
}

export function measureOf(analysis: TextAnalysis, averageLengths: readonly number[], options: AnalysisOptions): Measure {
  const { scoring = defaultScoring, fields = FIELDS } = options;
  const parts = [analysis.analyser.signature, analysis.thesaurus.signature, { scoring, fields, averageLengths }];
  return { signature: signatureOf(JSON.stringify(parts)), scoring, fields, averageLengths };
}

/** Learns from a sample, or from all documents where they are few. */
export function calibrate(sample: readonly Document[], analysis: TextAnalysis, fields?: readonly Field[]): Calibration {
  const builder = new SegmentBuilder(analysis, fields);
  for (const document of sample) builder.add(document);
  return { averageLengths: averagesOf(builder.lengths()), documents: sample.length };
}
