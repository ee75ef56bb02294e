import type { Status } from "#contexts/companies/company.ts";
import { type Field, fields, type Stage, type Topic, topicsOfField } from "#contexts/companies/fields.ts";
import { inRussianLetters, inventedChineseName, inventedName } from "./invented-words.ts";
import { countriesOf } from "./places.ts";
import { Random } from "./random.ts";
import { anyWord, type Subject, Writer } from "./sentences.ts";
import { wordsFor } from "./vocabulary.ts";
import type { Language } from "./word-lists.ts";

/** The source every company of the universe names: whoever opens one sees that it is invented. */
export const universeSource = "synthetic universe";

export interface UniverseCompany {
  externalId: string;
  name: string;
  legalName: string | null;
  otherNames: string[];
  lang: Language;
  oneLiner: string;
  description: string;
  tags: string[];
  field: Field;
  topics: Topic[];
  country: string;
  city: string;
  foundedYear: number;
  teamSize: number;
  stage: Stage;
  status: Status;
  website: string;
  certificates: string[];
  sources: string[];
  translations: { lang: Language; oneLiner: string; description: string }[];
}

/** Company number n of the universe of a seed: the same on every machine, whatever number of companies is asked for. */
export function universeCompany(number: number, seed: number): UniverseCompany {
  const random = new Random(seed, number);
  const lang = anyLanguage(random);
  const { field, topic, topics } = anyTopics(random);
  const place = random.chance(homeShare[lang]) ? countriesOf[lang][0]! : random.pickCommon(countriesOf[lang]);
  const { latin, ...names } = namesOf(number, lang, random);
  const { foundedYear, teamSize, stage } = anyAge(random);
  const subject: Subject = {
    field,
    topic,
    name: names.name,
    brand: anyWord(random),
    city: random.pickCommon(place.cities),
    foundedYear,
    teamSize,
    said: {},
  };
  const writer = new Writer(random, subject, lang);
  const oneLiner = writer.sentence("one-liner").replace(/\.$/u, "");
  const description = writer.text("description", 42 + random.zipf(34, 12));
  return {
    externalId: `universe-${number}`,
    ...names,
    lang,
    oneLiner,
    description,
    tags: tagsOf(writer, random),
    field,
    topics,
    country: place.code,
    city: subject.city,
    foundedYear,
    teamSize,
    stage,
    status: anyStatus(random),
    certificates: random.chance(0.2) ? [random.pickCommon(wordsFor(field, lang).certificates)] : [],
    sources: [universeSource],
    translations: translationsOf(random, lang === "zh" || lang === "ru" ? { ...subject, name: latin } : subject, lang),
  };
}

/** 55 % English, 30 % Chinese, 10 % German, 5 % Russian. */
export function anyLanguage(random: Random): Language {
  const share = random.next();
  return share < 0.55 ? "en" : share < 0.85 ? "zh" : share < 0.95 ? "de" : "ru";
}

/** How many sit in the first country of their language for certain. */
const homeShare: Record<Language, number> = { en: 0.25, zh: 0.9, de: 0.7, ru: 0.7 };

export function anyTopics(random: Random): { field: Field; topic: Topic; topics: Topic[] } {
  const field = fields[random.zipf(fields.length, 12)]!;
  const choices: readonly Topic[] = topicsOfField[field];
  const topic = random.pick(choices);
  const second = random.chance(0.3) ? random.pick(choices) : topic;
  return { field, topic, topics: second === topic ? [topic] : [topic, second] };
}

const nameEndings = {
  en: [
    "",
    "",
    " Systems",
    " Technologies",
    " Labs",
    " Robotics",
    " Energy",
    " Analytics",
    " Dynamics",
    " Software",
    " Networks",
    " Works",
  ],
  zh: ["科技", "智能", "技术", "动力", "数据", "软件", "能源", "电子", "信息", "新材", "机器人", "云"],
  de: ["", "", " Systeme", " Technik", " Software", " Energie", " Automation", " Analytik"],
  ru: ["", "", " Технологии", " Системы", " Софт", " Энергия"],
} as const;

const legalForms = { en: [" Inc.", " Ltd.", " Limited"], zh: ["有限公司"], de: [" GmbH", " AG"], ru: [" ООО"] } as const;

function namesOf(number: number, lang: Language, random: Random) {
  const latin = inventedName(number);
  const website = `https://www.${latin.toLowerCase()}.example`;
  const word = lang === "zh" ? inventedChineseName(number) : lang === "ru" ? inRussianLetters(latin) : latin;
  const name = word + random.pickCommon(nameEndings[lang]);
  const legalName = random.chance(0.4) ? name + random.pick(legalForms[lang]) : null;
  const otherNames = lang === "zh" || lang === "ru" ? (random.chance(0.5) ? [latin] : []) : [];
  return { latin, name, legalName, otherNames, website };
}

/** Most firms are young and small, some old and large; the stage follows from both. */
function anyAge(random: Random): { foundedYear: number; teamSize: number; stage: Stage } {
  const age = random.zipf(24, 8);
  const teamSize = 2 + random.zipf(age < 1 ? 15 : age < 3 ? 60 : age < 8 ? 500 : 5000, 8);
  const level = Math.min(5, Math.floor(Math.log2(1 + teamSize / 10) * 0.8 + age / 12 + random.next()));
  const stage = (["idea", "prototype", "seed", "series-a", "series-b", "growth"] as const)[level]!;
  return { foundedYear: 2026 - age, teamSize, stage };
}

function anyStatus(random: Random): Status {
  const share = random.next();
  return share < 0.88 ? "active" : share < 0.93 ? "inactive" : share < 0.97 ? "acquired" : share < 0.98 ? "public" : "unknown";
}

function tagsOf(writer: Writer, random: Random): string[] {
  const tags = new Set<string>();
  for (let count = 2 + random.below(3); count > 0; count--) tags.add(writer.tech());
  return [...tags];
}

/** Those who write Chinese, German or Russian often have an English text too; some English ones a Chinese text. */
function translationsOf(random: Random, subject: Subject, lang: Language): UniverseCompany["translations"] {
  const other = lang === "en" ? "zh" : "en";
  if (!random.chance(lang === "en" ? 0.06 : 0.3)) return [];
  const writer = new Writer(random, subject, other, true);
  return [
    { lang: other, oneLiner: writer.sentence("one-liner"), description: writer.text("description", 40 + random.zipf(20, 6)) },
  ];
}
