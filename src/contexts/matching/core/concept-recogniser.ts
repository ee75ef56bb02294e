import type { Analyser, Analysis, Token } from "./analysis.ts";
import { ChineseLabels } from "./chinese-labels.ts";
import type { Language } from "./language.ts";
import { roughHash, Sieve } from "./sieve.ts";
import { foldAccents, stem } from "./stemming.ts";
import { functionWords } from "./stop-words.ts";
import { LABEL_LANGUAGES, type LabelLanguage, type Thesaurus } from "./thesaurus.ts";

/** A thesaurus concept found in a text, with the words that name it. */
export interface ConceptMention {
  concept: string;
  start: number;
  end: number;
  /** Language of the label that matched; English labels are also found in German, Russian and Chinese text. */
  language: LabelLanguage;
}

export interface ConceptRecogniser {
  recognise(text: string, analysis: Analysis): ConceptMention[];
}

type SpacedLanguage = Exclude<LabelLanguage, "zh">;

interface TrieNode {
  /** Most nodes are the end of a label: only the others get a map. */
  next: Map<string, TrieNode> | undefined;
  entries: { concept: string; upperCase: boolean }[];
}

/** The labels of a language by their words, and which words can begin one. */
interface LabelTrie {
  root: TrieNode;
  starts: Sieve;
}

/** A step of a text: one word, or one part of a split compound. */
interface Unit {
  term: string;
  start: number;
  end: number;
}

/**
 * Longest-match recogniser: labels and texts go through the same analysis, so inflected forms meet. Letters-and-spaces languages
 * walk a trie of stems; Chinese labels are looked up in the characters themselves, because word borders shift with context.
 */
export function createConceptRecogniser(thesaurus: Thesaurus, analyser: Analyser): ConceptRecogniser {
  const tries: Record<SpacedLanguage, LabelTrie> = { en: createTrie(), de: createTrie(), ru: createTrie() };
  const chinese = new ChineseLabels();
  for (const { id, labels } of thesaurus.concepts.values()) {
    for (const language of LABEL_LANGUAGES) {
      for (const label of labels[language]) {
        if (language === "zh") chinese.add(label, id, analyser);
        else addLabel(tries[language], label, id, language, analyser);
      }
    }
  }
  return {
    recognise(text, { language, tokens }) {
      const found: ConceptMention[] = [];
      for (const labels of LABELS_READ_IN[language]) findLabels(tries[labels], tokens, text, labels, found);
      chinese.collect(tokens, text, (concept, start, end) => found.push({ concept, start, end, language: "zh" }));
      return longestMentions(found);
    },
  };
}

/** English labels are understood in every text. */
const LABELS_READ_IN: Record<Language, readonly SpacedLanguage[]> = {
  en: ["en"],
  de: ["de", "en"],
  ru: ["ru", "en"],
  zh: ["en"],
  other: ["en"],
};

function createTrie(): LabelTrie {
  return { root: createNode(), starts: new Sieve() };
}

function createNode(): TrieNode {
  return { next: undefined, entries: [] };
}

function addLabel(
  { root, starts }: LabelTrie,
  label: string,
  concept: string,
  language: SpacedLanguage,
  analyser: Analyser,
): void {
  const { tokens } = analyser.analyse(label, language);
  const upperCase = /^\p{Lu}{2,5}$/u.test(label) && functionWords[language].has(label.toLowerCase());
  const whole = tokens.filter((token) => token.kind === "joined" && token.start === 0 && token.end === label.length);
  const { words, split } = unitSequences(tokens, language);
  const sequences = [words, split, ...whole.map((token) => [token])];
  for (const units of sequences) {
    if (units.length === 0) continue;
    starts.add(roughHash((units[0] as Unit).term));
    let node = root;
    for (const { term } of units) {
      node.next ??= new Map();
      let child = node.next.get(term);
      if (!child) {
        child = createNode();
        node.next.set(term, child);
      }
      node = child;
    }
    if (!node.entries.some((entry) => entry.concept === concept)) node.entries.push({ concept, upperCase });
  }
}

/** The words in order; the same with split compounds as their parts (empty if there are none); each joined form on its own. */
function unitSequences(tokens: Token[], language: SpacedLanguage): { words: Unit[]; split: Unit[]; joined: Unit[][] } {
  const words: Unit[] = [];
  const split: Unit[] = [];
  const joined: Unit[][] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    if (token.language === "zh" || token.kind === "part") continue;
    const unit = restem(token, language);
    if (token.kind === "joined") {
      joined.push([unit]);
      continue;
    }
    words.push(unit);
    if (language !== "de") continue;
    let next = index + 1;
    while (tokens[next]?.kind === "part") split.push(tokens[next++] as Token);
    if (next === index + 1) split.push(unit);
  }
  return { words, split: split.length > words.length ? split : [], joined };
}

function restem(token: Token, language: Language): Unit {
  if (token.language === language || token.kind === "code") return token;
  const isCode = token.kind === "joined" && /\p{N}/u.test(token.form);
  const term = isCode ? foldAccents(token.form) : stem(token.form, language);
  return { term, start: token.start, end: token.end };
}

function findLabels(trie: LabelTrie, tokens: Token[], text: string, language: SpacedLanguage, found: ConceptMention[]): void {
  const { words, split, joined } = unitSequences(tokens, language);
  walkTrie(trie, words, text, language, found);
  walkTrie(trie, split, text, language, found);
  for (const units of joined) walkTrie(trie, units, text, language, found);
}

function walkTrie(
  { root, starts }: LabelTrie,
  units: Unit[],
  text: string,
  language: SpacedLanguage,
  found: ConceptMention[],
): void {
  for (let first = 0; first < units.length; first++) {
    const { term, start } = units[first] as Unit;
    let node = starts.passes(roughHash(term)) ? root.next?.get(term) : undefined;
    for (let last = first; node; last++) {
      const { end } = units[last] as Unit;
      for (const { concept, upperCase } of node.entries) {
        if (upperCase && !isUpperCase(text.slice(start, end))) continue;
        found.push({ concept, start, end, language });
      }
      if (last + 1 === units.length) break;
      node = node.next?.get((units[last + 1] as Unit).term);
    }
  }
}

const isUpperCase = (written: string): boolean => written === written.toUpperCase();

/** Longer mentions swallow those inside or across them; several concepts may share exactly the same words. */
function longestMentions(found: ConceptMention[]): ConceptMention[] {
  if (found.length < 2) return found;
  found.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start || (a.concept < b.concept ? -1 : 1));
  const kept: ConceptMention[] = [];
  const taken = new Map<number, ConceptMention>();
  for (const mention of found) {
    if (!isFree(taken, mention)) continue;
    for (let at = mention.start; at < mention.end; at++) taken.set(at, mention);
    kept.push(mention);
  }
  return kept.sort((a, b) => a.start - b.start || (a.concept < b.concept ? -1 : 1));
}

/** Mentions of the same words come one after the other, so `taken` holds the last one: the same concept twice counts once. */
function isFree(taken: ReadonlyMap<number, ConceptMention>, mention: ConceptMention): boolean {
  for (let at = mention.start; at < mention.end; at++) {
    const owner = taken.get(at);
    if (!owner) continue;
    if (owner.start !== mention.start || owner.end !== mention.end || owner.concept === mention.concept) return false;
  }
  return true;
}
