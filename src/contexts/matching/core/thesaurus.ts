import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "./language.ts";
import { signatureOf } from "./signature.ts";

export type LabelLanguage = Exclude<Language, "other">;

export const LABEL_LANGUAGES: readonly LabelLanguage[] = ["en", "de", "ru", "zh"];

/** One idea with its names; the first label of a language is the preferred one. */
export interface Concept {
  id: string;
  broader: string[];
  related: string[];
  labels: Record<LabelLanguage, string[]>;
}

export interface Thesaurus {
  signature: string;
  concepts: ReadonlyMap<string, Concept>;
  /** The concept's name in a language, or in English, or its id. */
  label(id: string, language: Language): string;
  /** All wider concepts with their distance in steps; cycles in the data end the climb. */
  ancestors(id: string): ReadonlyMap<string, number>;
}

const SEPARATOR = /\s*\|\s*/;
const MOST_STEPS = 3;

/** Reads every .tsv file of a directory; a missing directory is an empty thesaurus. */
export function loadThesaurus(directory: string): Thesaurus {
  if (!existsSync(directory)) return createThesaurus([]);
  const files = readdirSync(directory)
    .filter((name) => name.endsWith(".tsv"))
    .sort();
  return createThesaurus(files.flatMap((name) => parseConcepts(readFileSync(join(directory, name), "utf8"))));
}

/** Lines `id broader related en de zh ru` in the order of the header, cells separated by tabs, terms by ` | `. */
export function parseConcepts(text: string): Concept[] {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "" && !line.startsWith("#"));
  const header = (lines.shift() ?? "").split("\t").map((cell) => cell.trim());
  return lines.flatMap((line) => {
    const cells = line.split("\t");
    const cell = (name: string): string[] => splitTerms(cells[header.indexOf(name)]);
    const [id] = cell("id");
    if (!id) return [];
    const labels = { en: cell("en"), de: cell("de"), ru: cell("ru"), zh: cell("zh") };
    return [{ id, broader: cell("broader"), related: cell("related"), labels }];
  });
}

/** A concept written in two files keeps the links and labels of both. */
export function createThesaurus(list: Iterable<Concept>): Thesaurus {
  const concepts = new Map<string, Concept>();
  for (const concept of list) concepts.set(concept.id, mergeConcepts(concepts.get(concept.id), concept));
  const climbs = new Map<string, ReadonlyMap<string, number>>();
  return {
    signature: `thesaurus-${concepts.size}-${signatureOf(JSON.stringify([...concepts.values()]))}`,
    concepts,
    label(id, language) {
      const labels = concepts.get(id)?.labels;
      return (language === "other" ? undefined : labels?.[language][0]) ?? labels?.en[0] ?? id;
    },
    ancestors(id) {
      let climb = climbs.get(id);
      if (!climb) {
        climb = climbFrom(id, concepts);
        climbs.set(id, climb);
      }
      return climb;
    },
  };
}

function splitTerms(cell: string | undefined): string[] {
  return (cell ?? "")
    .split(SEPARATOR)
    .map((term) => term.trim())
    .filter((term) => term !== "");
}

function mergeConcepts(known: Concept | undefined, added: Concept): Concept {
  if (!known) return added;
  const union = (a: string[], b: string[]): string[] => [...new Set([...a, ...b])];
  const labels = { ...known.labels };
  for (const language of LABEL_LANGUAGES) labels[language] = union(known.labels[language], added.labels[language]);
  return { id: known.id, broader: union(known.broader, added.broader), related: union(known.related, added.related), labels };
}

function climbFrom(id: string, concepts: ReadonlyMap<string, Concept>): ReadonlyMap<string, number> {
  const distances = new Map<string, number>();
  let level = [id];
  for (let steps = 1; steps <= MOST_STEPS && level.length > 0; steps++) {
    const next: string[] = [];
    for (const broader of level.flatMap((narrower) => concepts.get(narrower)?.broader ?? [])) {
      if (broader === id || distances.has(broader) || !concepts.has(broader)) continue;
      distances.set(broader, steps);
      next.push(broader);
    }
    level = next;
  }
  return distances;
}
