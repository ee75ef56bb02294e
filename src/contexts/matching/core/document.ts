import type { Analyser, Token } from "./analysis.ts";
import { BoundedMemo } from "./bounded-memo.ts";
import type { ConceptMention, ConceptRecogniser } from "./concept-recogniser.ts";
import { type Language, languageFromTag } from "./language.ts";
import { detectLanguage } from "./language-detection.ts";
import type { Thesaurus } from "./thesaurus.ts";

/** A company profile as the index reads it. `id` is the caller's own key and the second sort key of every result. */
export interface Document {
  id: string;
  lang?: string;
  name: string;
  oneLiner: string;
  description: string;
  /** The same profile in other languages; each version is measured by its own length, so translating costs no rank. */
  otherTexts?: { lang: string; oneLiner: string; description: string }[];
  tags: string[];
  /** Thesaurus concepts assigned by people; recognised ones are added by the index. */
  concepts?: string[];
  facets: Record<string, string[] | number>;
}

export const FIELDS = ["name", "oneLiner", "description", "tags", "concepts"] as const;
export type Field = (typeof FIELDS)[number];

/** A stretch of a document's text: the unit that is analysed, and that highlights point into. */
export interface FieldText {
  field: Exclude<Field, "concepts">;
  text: string;
  language: Language;
  /** 0 is the profile itself, n the n-th translation. */
  version: number;
  /** Which tag, for tags; otherwise 0. */
  item: number;
}

export interface AnalysedText extends FieldText {
  readonly tokens: Token[];
  readonly mentions: ConceptMention[];
}

/** What one field of one version says about one term. */
export interface TermRow {
  term: string;
  field: number;
  frequency: number;
  /** Length of that field in that version, in words (concepts: in mentions). */
  length: number;
}

export interface TextAnalysis {
  analyser: Analyser;
  recogniser: ConceptRecogniser;
  thesaurus: Thesaurus;
}

const CONCEPT_PREFIX = "#";
const CONCEPT_FIELD = FIELDS.indexOf("concepts");
/** A wider concept counts half as much for each step away from the one that is named. */
export const BROADER_DECAY = 0.5;
const MENTION_WEIGHT: Record<FieldText["field"], number> = { name: 1, oneLiner: 2, description: 1, tags: 2 };
const ASSIGNED_WEIGHT = 2;
const LONGEST_TEXT = 200_000;

/** The index term of a concept; no word of a text can have this form. */
export function conceptTerm(id: string): string {
  return CONCEPT_PREFIX + id;
}

/** The concept behind an index term, or undefined for a word. */
export function conceptOfTerm(term: string): string | undefined {
  return term.startsWith(CONCEPT_PREFIX) ? term.slice(CONCEPT_PREFIX.length) : undefined;
}

/** The texts of a document in a fixed order; very long ones are cut, so that one bad import cannot stall the index. */
export function fieldTexts(document: Document): FieldText[] {
  const own = languageFromTag(document.lang) ?? detectLanguage(`${document.oneLiner} ${document.description}`);
  const texts: FieldText[] = [
    { field: "name", text: document.name, language: own, version: 0, item: 0 },
    { field: "oneLiner", text: document.oneLiner, language: own, version: 0, item: 0 },
    { field: "description", text: document.description, language: own, version: 0, item: 0 },
    ...document.tags.map(
      (text, item): FieldText => ({ field: "tags", text, language: tagLanguage(text, own), version: 0, item }),
    ),
  ];
  for (const [index, other] of (document.otherTexts ?? []).entries()) {
    const language = languageFromTag(other.lang) ?? detectLanguage(`${other.oneLiner} ${other.description}`);
    texts.push({ field: "oneLiner", text: other.oneLiner, language, version: index + 1, item: 0 });
    texts.push({ field: "description", text: other.description, language, version: index + 1, item: 0 });
  }
  for (const text of texts) if (text.text.length > LONGEST_TEXT) text.text = text.text.slice(0, LONGEST_TEXT);
  return texts.filter((text) => text.text !== "");
}

/** Tags often mix languages ("AI芯片", "SaaS"); the script decides before the profile's language. */
function tagLanguage(text: string, own: Language): Language {
  const detected = detectLanguage(text);
  return detected === "en" ? own : detected;
}

/** Words and concepts are found when they are first asked for: reasons need but few of the texts of a page. */
export function analyseDocument(document: Document, { analyser, recogniser }: TextAnalysis): AnalysedText[] {
  return fieldTexts(document).map((fieldText) => {
    const { text, language } = fieldText;
    let tokens: Token[] | undefined;
    let mentions: ConceptMention[] | undefined;
    return {
      ...fieldText,
      get tokens() {
        tokens ??= analyser.analyse(text, language).tokens;
        return tokens;
      },
      get mentions() {
        mentions ??= recogniser.recognise(text, { language, tokens: this.tokens });
        return mentions;
      },
    };
  });
}

/** Reads documents as words and concepts. */
export interface DocumentReader {
  read(document: Document): readonly AnalysedText[];
  thesaurus: Thesaurus;
}

const REMEMBERED_DOCUMENTS = 1024;
/** Letters; what was read of a text takes some twenty times its room. */
const LONGEST_REMEMBERED = 16_000;

/** The same profiles are read again for every need they answer, and for every filter and judgement of a page. */
export function rememberingReader(analysis: TextAnalysis): DocumentReader {
  const known = new BoundedMemo(REMEMBERED_DOCUMENTS, (text): AnalysedText[] => analyseDocument(JSON.parse(text), analysis));
  const read = (document: Document): readonly AnalysedText[] => {
    const text = JSON.stringify(document);
    return text.length > LONGEST_REMEMBERED ? analyseDocument(document, analysis) : known.get(text);
  };
  return { read, thesaurus: analysis.thesaurus };
}

/** Function words stay searchable in names ("About You"), nowhere else. */
export function isIndexed(token: Token, field: Field): boolean {
  return !token.stop || field === "name";
}

/** All term frequencies of a document, per field and language version. */
export function documentRows(document: Document, analysis: TextAnalysis): TermRow[] {
  const bags = new Bags();
  for (const text of analyseDocument(document, analysis)) {
    const words = bags.of(FIELDS.indexOf(text.field), text.version);
    for (const token of text.tokens) {
      if (!isIndexed(token, text.field)) continue;
      words.add(token.term, 1);
      if (isCounted(token)) words.length++;
    }
    for (const mention of text.mentions) {
      addConcept(bags.of(CONCEPT_FIELD, text.version), mention.concept, MENTION_WEIGHT[text.field], analysis.thesaurus);
    }
  }
  for (const concept of document.concepts ?? []) {
    addConcept(bags.of(CONCEPT_FIELD, 0), concept, ASSIGNED_WEIGHT, analysis.thesaurus);
  }
  return bags.rows();
}

/** Parts and joined forms stand beside a word that is counted already. */
export function isCounted({ kind }: Token): boolean {
  return kind === "word" || kind === "code";
}

function addConcept(bag: Bag, concept: string, weight: number, thesaurus: Thesaurus): void {
  bag.length += weight;
  for (const [id, share] of withAncestors(concept, thesaurus)) bag.add(conceptTerm(id), share * weight);
}

/** The terms of one field in one version. */
class Bag {
  readonly field: number;
  readonly version: number;
  readonly frequencies = new Map<string, number>();
  length = 0;

  constructor(field: number, version: number) {
    this.field = field;
    this.version = version;
  }

  add(term: string, amount: number): void {
    this.frequencies.set(term, (this.frequencies.get(term) ?? 0) + amount);
  }
}

/** A profile has a handful of bags, and texts of one bag follow each other. */
class Bags {
  readonly #bags: Bag[] = [];

  of(field: number, version: number): Bag {
    let bag = this.#bags.find((known) => known.field === field && known.version === version);
    if (!bag) {
      bag = new Bag(field, version);
      this.#bags.push(bag);
    }
    return bag;
  }

  rows(): TermRow[] {
    const rows: TermRow[] = [];
    for (const { field, length, frequencies } of this.#bags) {
      for (const [term, frequency] of frequencies) rows.push({ term, field, frequency, length: Math.max(1, length) });
    }
    return rows;
  }
}

/** The concept itself with 1 and its wider concepts with decayed weights. */
export function withAncestors(concept: string, thesaurus: Thesaurus): [string, number][] {
  const climb = thesaurus.ancestors(concept);
  return [[concept, 1], ...[...climb].map(([id, steps]): [string, number] => [id, BROADER_DECAY ** steps])];
}
