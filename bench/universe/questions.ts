import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RowFilter } from "./engine.ts";

export interface Question {
  id: string;
  lang?: string;
  /** All there is of a short question. */
  title: string;
  text: string;
  requirements: string[];
  /** The terms of all of it by our analysis, each once: what the peers are asked. */
  words: string[];
  /** Lets about one company in a hundred pass; used by the filtered kinds alone. */
  filter?: RowFilter;
}

export interface QuestionSet {
  kind: "short" | "long" | "quality";
  questions: Question[];
}

const file = (directory: string): string => join(directory, "questions.json");

export const writeQuestions = (directory: string, sets: QuestionSet[]): void =>
  writeFileSync(file(directory), JSON.stringify(sets));

export const readQuestions = (directory: string): QuestionSet[] => JSON.parse(readFileSync(file(directory), "utf8"));
