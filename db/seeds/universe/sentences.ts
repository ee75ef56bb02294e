import { cityName } from "#contexts/companies/cities.ts";
import type { Field, Topic } from "#contexts/companies/fields.ts";
import { inventedWord, inventedWordCount } from "./invented-words.ts";
import type { Random } from "./random.ts";
import { type Words, wordsFor } from "./vocabulary.ts";
import { type Language, languages, type Phrase, readSections } from "./word-lists.ts";

export type Kind = "one-liner" | "description" | "need-title" | "need" | "requirement" | "query";

type PhraseSlot = "tech" | "product" | "customer" | "part" | "aim" | "quality";
type Slot = PhraseSlot | "standard" | "quantity" | "brand" | "word" | "model" | "name" | "city" | "year" | "size" | "n";

/** Literals and slots in turn, beginning and ending with a literal. */
interface Pattern {
  literals: string[];
  slots: Slot[];
  /** Slots behind an English "a", which becomes "an" before a vowel. */
  articles: boolean[];
}

/** Whom sentences are about. What was said in the first language is said again in a translation. */
export interface Subject {
  field: Field;
  topic: Topic;
  name: string;
  brand: string;
  city: string;
  foundedYear: number;
  teamSize: number;
  said: Partial<Record<PhraseSlot, Phrase[]>>;
}

const patterns = new Map<string, readonly Pattern[]>();

for (const language of languages) {
  for (const [kind, lines] of readSections(`sentences/${language}.txt`))
    patterns.set(`${language} ${kind}`, lines.map(patternOf));
}

function patternOf(line: string): Pattern {
  const parts = capital(line).split(/\{([a-z]+)\}/u);
  const literals = parts.filter((_, index) => index % 2 === 0);
  return {
    literals,
    slots: parts.filter((_, index) => index % 2 === 1) as Slot[],
    articles: literals.map((literal) => / a $/u.test(literal)),
  };
}

/** Says things of one subject in one language; within a text no pattern comes twice. */
export class Writer {
  private readonly random: Random;
  private readonly subject: Subject;
  private readonly language: Language;
  private readonly words: Words;
  private readonly repeated: Partial<Record<PhraseSlot, number>> | null;

  constructor(random: Random, subject: Subject, language: Language, isTranslation = false) {
    this.random = random;
    this.subject = subject;
    this.language = language;
    this.words = wordsFor(subject.field, language);
    this.repeated = isTranslation ? {} : null;
  }

  sentence(kind: Kind): string {
    return this.fill(this.random.pick(this.patternsOf(kind)));
  }

  /** Sentences until at least so many words (Chinese: 1.7 signs a word) are written. */
  text(kind: Kind, wordsWanted: number): string {
    const all = this.patternsOf(kind);
    const joint = this.language === "zh" ? "" : " ";
    let at = this.random.below(all.length);
    const stride = strideOf(all.length, this.random);
    let text = "";
    for (let count = 0, words = 0; count < all.length && words < wordsWanted; count++) {
      const sentence = this.fill(all[at]!);
      words += wordsIn(sentence, this.language);
      text += count === 0 ? sentence : joint + sentence;
      at = (at + stride) % all.length;
    }
    return text;
  }

  /** A phrase by itself, for tags. */
  tech(): string {
    return this.phrase("tech");
  }

  private patternsOf(kind: Kind): readonly Pattern[] {
    return patterns.get(`${this.language} ${kind}`)!;
  }

  private fill({ literals, slots, articles }: Pattern): string {
    let text = literals[0]!;
    for (let index = 0; index < slots.length; index++) {
      const filling = this.slot(slots[index]!);
      if (text === "") text = capital(filling);
      else if (articles[index] && vowelFirst.test(filling)) text = `${text.slice(0, -1)}n ${filling}`;
      else text += filling;
      text += literals[index + 1]!;
    }
    return text;
  }

  private slot(slot: Slot): string {
    const { random, subject, words, language } = this;
    switch (slot) {
      case "standard":
        return random.pickCommon(words.standards);
      case "quantity":
        return random.pick(words.quantities);
      case "brand":
        return subject.brand;
      case "word":
        return anyWord(random);
      case "model":
        return `${random.chance(0.5) ? subject.brand : anyWord(random)} ${modelNumber(random)}`;
      case "name":
        return subject.name;
      case "city":
        return language === "en" ? subject.city : cityName(subject.city, language);
      case "year":
        return String(subject.foundedYear);
      case "size":
        return String(subject.teamSize);
      case "n":
        return String(2 + random.zipf(95, 12));
      default:
        return this.phrase(slot);
    }
  }

  private phrase(slot: PhraseSlot): string {
    const again = this.repeated && this.sayAgain(slot);
    if (again) return again;
    const said = this.saidOf(slot);
    const choices = this.choicesOf(slot);
    let rank = this.random.zipf(choices.length, 4);
    // A text that says everything twice reads like a machine's.
    for (let tries = 1; tries < choices.length && said.includes(choices[rank]!); tries++) rank = (rank + 1) % choices.length;
    const phrase = choices[rank]!;
    if (!this.repeated) said.push(phrase);
    return phrase[this.language]!;
  }

  private sayAgain(slot: PhraseSlot): string | null {
    const said = this.subject.said[slot];
    if (!said?.length) return null;
    const turn = this.repeated![slot] ?? 0;
    this.repeated![slot] = turn + 1;
    return said[turn % said.length]![this.language] ?? null;
  }

  private saidOf(slot: PhraseSlot): Phrase[] {
    this.subject.said[slot] ??= [];
    return this.subject.said[slot];
  }

  private choicesOf(slot: PhraseSlot): readonly Phrase[] {
    const { random, words, subject } = this;
    if (slot !== "tech") return words[slot];
    return words.tech.get(random.chance(0.7) ? subject.topic : random.pick(words.topics))!;
  }
}

const vowelFirst = /^(?!us|un[io]|eu)[aeiou]/iu;

/** A word of the long tail. */
export const anyWord = (random: Random): string => inventedWord(random.zipf(inventedWordCount, 200));

function modelNumber(random: Random): string {
  const number = 1 + random.zipf(999, 30);
  return random.chance(0.5) ? `${String.fromCharCode(65 + random.below(26))}${number}` : String(number);
}

function wordsIn(text: string, language: Language): number {
  if (language === "zh") return text.length / 1.7;
  let words = 1;
  for (let at = text.indexOf(" "); at >= 0; at = text.indexOf(" ", at + 1)) words++;
  return words;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A step that visits every place of a ring once. */
function strideOf(size: number, random: Random): number {
  for (;;) {
    const stride = 1 + random.below(size);
    let [left, right] = [stride, size];
    while (right !== 0) [left, right] = [right, left % right];
    if (left === 1) return stride;
  }
}
