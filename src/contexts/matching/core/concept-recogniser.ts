import type { Analyser, Analysis, Token } from "./analysis.ts";
import type { Language } from "./language.ts";
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

interface TrieNode {
  next: Map<string, TrieNode>;
  entries: { concept: string; upperCase: boolean }[];
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
  const tries: Record<"en" | "de" | "ru", TrieNode> = { en: createNode(), de: createNode(), ru: createNode() };
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
    recognise(text, analysis) {
      const found: ConceptMention[] = [];
      const languages: ("en" | "de" | "ru")[] =
        analysis.language === "de" ? ["de", "en"] : analysis.language === "ru" ? ["ru", "en"] : ["en"];
      for (const language of languages) {
        const { words, split, joined } = unitSequences(analysis.tokens, language);
        for (const units of [words, split, ...joined]) walkTrie(tries[language], units, text, language, found);
      }
      chinese.collect(analysis.tokens, text, found);
      return longestMentions(found);
    },
  };
}

function createNode(): TrieNode {
  return { next: new Map(), entries: [] };
}

function addLabel(root: TrieNode, label: string, concept: string, language: "en" | "de" | "ru", analyser: Analyser): void {
  const { tokens } = analyser.analyse(label, language);
  const upperCase = /^\p{Lu}{2,5}$/u.test(label) && functionWords[language].has(label.toLowerCase());
  const whole = tokens.filter((token) => token.kind === "joined" && token.start === 0 && token.end === label.length);
  const { words, split } = unitSequences(tokens, language);
  const sequences = [words, split, ...whole.map((token) => [toUnit(token)])];
  for (const units of sequences) {
    if (units.length === 0) continue;
    let node = root;
    for (const { term } of units) {
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
function unitSequences(tokens: Token[], language: "en" | "de" | "ru"): { words: Unit[]; split: Unit[]; joined: Unit[][] } {
  const words: Unit[] = [];
  const split: Unit[] = [];
  const joined: Unit[][] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    if (token.language === "zh" || token.kind === "part") continue;
    if (token.kind === "joined") {
      joined.push([restem(token, language)]);
      continue;
    }
    words.push(restem(token, language));
    const parts: Unit[] = [];
    for (let next = index + 1; tokens[next]?.kind === "part" && language === "de"; next++)
      parts.push(toUnit(tokens[next] as Token));
    split.push(...(parts.length > 0 ? parts : [restem(token, language)]));
  }
  return { words, split: split.length > words.length ? split : [], joined };
}

function restem(token: Token, language: Language): Unit {
  if (token.language === language || token.kind === "code") return toUnit(token);
  const term = /\p{N}/u.test(token.form) ? foldAccents(token.form) : stem(token.form, language);
  return { term, start: token.start, end: token.end };
}

function toUnit(token: Token): Unit {
  return { term: token.term, start: token.start, end: token.end };
}

function walkTrie(root: TrieNode, units: Unit[], text: string, language: LabelLanguage, found: ConceptMention[]): void {
  for (let first = 0; first < units.length; first++) {
    let node: TrieNode | undefined = root;
    for (let last = first; last < units.length; last++) {
      const unit = units[last] as Unit;
      node = node.next.get(unit.term);
      if (!node) break;
      const start = (units[first] as Unit).start;
      for (const entry of node.entries) {
        const written = text.slice(start, unit.end);
        if (entry.upperCase && written !== written.toUpperCase()) continue;
        found.push({ concept: entry.concept, start, end: unit.end, language });
      }
    }
  }
}

/** Chinese labels by their first two characters; mixed labels such as AI芯片 are compared without case and spaces. */
class ChineseLabels {
  readonly #byPrefix = new Map<string, { label: string; concept: string }[]>();

  add(label: string, concept: string, analyser: Analyser): void {
    const compact = squeeze(analyser.analyse(label, "zh").tokens, label).text;
    if (compact.length < 2 || !/\p{Script=Han}/u.test(compact)) return;
    const prefix = compact.slice(0, 2);
    const candidates = this.#byPrefix.get(prefix) ?? [];
    if (!candidates.some((known) => known.label === compact && known.concept === concept))
      candidates.push({ label: compact, concept });
    candidates.sort((a, b) => b.label.length - a.label.length);
    this.#byPrefix.set(prefix, candidates);
  }

  collect(tokens: Token[], original: string, found: ConceptMention[]): void {
    if (this.#byPrefix.size === 0 || !tokens.some((token) => token.language === "zh")) return;
    const { text, starts, ends } = squeeze(tokens, original);
    for (let at = 0; at + 1 < text.length; at++) {
      for (const { label, concept } of this.#byPrefix.get(text.slice(at, at + 2)) ?? []) {
        if (!text.startsWith(label, at) || !bordersFit(text, at, label)) continue;
        found.push({ concept, start: starts[at] as number, end: ends[at + label.length - 1] as number, language: "zh" });
      }
    }
  }
}

/** A Latin end of a label must not stop inside a longer Latin word. */
function bordersFit(text: string, at: number, label: string): boolean {
  const latin = /[\p{Script=Latin}\p{N}]/u;
  const before = text[at - 1] ?? " ";
  const after = text[at + label.length] ?? " ";
  return !(latin.test(label[0] as string) && latin.test(before)) && !(latin.test(label.at(-1) as string) && latin.test(after));
}

/** The words of a text without spaces, with the original offsets of each character; sentence breaks become line feeds. */
function squeeze(tokens: Token[], original: string): { text: string; starts: number[]; ends: number[] } {
  let text = "";
  let previousEnd = 0;
  const starts: number[] = [];
  const ends: number[] = [];
  for (const token of tokens) {
    if (token.kind === "part" || token.kind === "joined") continue;
    if (/[^\s\-·]/u.test(original.slice(previousEnd, token.start))) {
      text += "\n";
      starts.push(token.start);
      ends.push(token.start);
    }
    const exact = token.form.length === token.end - token.start;
    for (let index = 0; index < token.form.length; index++) {
      starts.push(exact ? token.start + index : token.start);
      ends.push(exact ? token.start + index + 1 : token.end);
    }
    text += token.form;
    previousEnd = token.end;
  }
  return { text, starts, ends };
}

/** Longer mentions swallow those inside or across them; several concepts may share exactly the same words. */
function longestMentions(found: ConceptMention[]): ConceptMention[] {
  found.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start || (a.concept < b.concept ? -1 : 1));
  const kept: ConceptMention[] = [];
  const seen = new Set<string>();
  const taken = new Map<number, string>();
  for (const mention of found) {
    const span = `${mention.start}:${mention.end}`;
    if (seen.has(`${span}:${mention.concept}`) || overlapsAnother(taken, mention, span)) continue;
    seen.add(`${span}:${mention.concept}`);
    for (let at = mention.start; at < mention.end; at++) taken.set(at, span);
    kept.push(mention);
  }
  return kept.sort((a, b) => a.start - b.start || (a.concept < b.concept ? -1 : 1));
}

function overlapsAnother(taken: Map<number, string>, mention: ConceptMention, span: string): boolean {
  for (let at = mention.start; at < mention.end; at++) {
    const owner = taken.get(at);
    if (owner !== undefined && owner !== span) return true;
  }
  return false;
}
