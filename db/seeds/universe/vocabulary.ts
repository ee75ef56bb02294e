import { type Field, fields, type Topic, topicsOfField } from "#contexts/companies/fields.ts";
import { type Language, languages, type Phrase, readPhrases } from "./word-lists.ts";

/** What sentences of one field are made of, in one language; lists are ordered from common to rare. */
export interface Words {
  tech: ReadonlyMap<Topic, readonly Phrase[]>;
  topics: readonly Topic[];
  product: readonly Phrase[];
  customer: readonly Phrase[];
  part: readonly Phrase[];
  aim: readonly Phrase[];
  quality: readonly Phrase[];
  standards: readonly string[];
  certificates: readonly string[];
  quantities: readonly string[];
}

const vocabularies = new Map<string, Words>();

for (const field of fields) {
  const lists = readPhrases(`words/${field}.txt`);
  for (const language of languages) vocabularies.set(`${field} ${language}`, wordsOf(field, language, lists));
}

export const wordsFor = (field: Field, language: Language): Words => vocabularies.get(`${field} ${language}`)!;

function wordsOf(field: Field, language: Language, lists: ReadonlyMap<string, readonly Phrase[]>): Words {
  const list = (heading: string): Phrase[] => {
    const phrases = (lists.get(heading) ?? []).filter((phrase) => phrase[language]);
    if (phrases.length === 0) throw new Error(`The words of ${field} have nothing for ${heading} in ${language}.`);
    return phrases;
  };
  const standards = (lists.get("standard") ?? []).flatMap(({ en = "" }) => en.split(", "));
  const tech = new Map<Topic, Phrase[]>(topicsOfField[field].map((topic) => [topic, list(topic)]));
  return {
    tech,
    topics: topicsOfField[field],
    product: list("product"),
    customer: list("customer"),
    part: list("part"),
    aim: list("aim"),
    quality: list("quality"),
    // Standards and quantities are written alike everywhere: a line of them reads as an English phrase.
    standards,
    certificates: ["ISO 9001", ...standards.filter((standard) => /^(?:ISO|IATF|SOC)/u.test(standard))],
    quantities: (lists.get("unit") ?? []).flatMap(({ en = "" }) => quantitiesOf(en)),
  };
}

/** "12,24,48 V" → "12 V", "24 V", "48 V". */
function quantitiesOf(line: string): string[] {
  const space = line.indexOf(" ");
  return line
    .slice(0, space)
    .split(",")
    .map((number) => number + line.slice(space));
}
