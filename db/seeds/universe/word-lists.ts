import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "#platform/project-root.ts";

export const languages = ["en", "zh", "de", "ru"] as const;
export type Language = (typeof languages)[number];

/** One thing said in up to four languages; a language that has no word for it is absent. */
export type Phrase = Partial<Record<Language, string>>;

/** The lists of one file, by the heading in brackets above each. */
export function readPhrases(file: string): Map<string, Phrase[]> {
  return new Map(
    [...readSections(file)].map(([heading, lines]) => [
      heading,
      lines.map((line) => {
        const parts = line.split("|");
        return Object.fromEntries(languages.flatMap((language, index) => (parts[index] ? [[language, parts[index]]] : [])));
      }),
    ]),
  );
}

export function readSections(file: string): Map<string, string[]> {
  const sections = new Map<string, string[]>();
  let lines: string[] = [];
  for (const line of readFileSync(join(projectRoot, "db/seeds/universe", file), "utf8").split(/\r?\n/u)) {
    const heading = /^\[(.+)\]$/u.exec(line)?.[1];
    if (heading) {
      lines = [];
      sections.set(heading, lines);
    } else if (line) lines.push(line);
  }
  return sections;
}
