import type { Field, Topic } from "#contexts/companies/fields.ts";
import { Random } from "./random.ts";
import { anyWord, type Subject, Writer } from "./sentences.ts";
import { anyLanguage, anyTopics } from "./universe-company.ts";
import type { Language } from "./word-lists.ts";

export interface UniverseNeed {
  lang: Language;
  field: Field;
  topic: Topic;
  title: string;
  /** Empty in a short one: what a person types into the search field is its title. */
  text: string;
  requirements: string[];
}

/**
 * Needs in the words of the universe but not in its sentences: "short" about four terms as typed into a search field,
 * "long" about forty after stop words.
 */
export function universeNeeds({ count, seed, kind }: { count: number; seed: number; kind: "short" | "long" }): UniverseNeed[] {
  return Array.from({ length: count }, (_, number) => {
    // Streams far above the numbers of companies: no need is drawn from the same numbers as a company.
    const random = new Random(seed, (kind === "short" ? 0x4000_0000 : 0x5000_0000) + number);
    return kind === "short" ? shortNeed(random) : longNeed(random);
  });
}

function shortNeed(random: Random): UniverseNeed {
  const { writer, ...need } = anyNeed(random);
  const query = writer.sentence("query");
  // Some look for a product by its name.
  const title = random.chance(0.15) ? `${query} ${anyWord(random)}` : query;
  return { ...need, title, text: "", requirements: [] };
}

function longNeed(random: Random): UniverseNeed {
  const { writer, ...need } = anyNeed(random);
  const title = writer.sentence("need-title");
  const text = writer.text("need", 44);
  const requirements = new Set<string>();
  while (requirements.size < 4) requirements.add(writer.sentence("requirement"));
  return { ...need, title, text, requirements: [...requirements] };
}

function anyNeed(random: Random): { lang: Language; field: Field; topic: Topic; writer: Writer } {
  const lang = anyLanguage(random);
  const { field, topic } = anyTopics(random);
  const subject: Subject = { field, topic, name: "", brand: anyWord(random), city: "", foundedYear: 0, teamSize: 0, said: {} };
  return { lang, field, topic, writer: new Writer(random, subject, lang) };
}
