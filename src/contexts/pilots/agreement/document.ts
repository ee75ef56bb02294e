import { breakInValue } from "#platform/template/template.ts";

/** A part of a document, with its number where it is a clause or stands in one. */
export interface DocumentPart {
  kind: "title" | "clause" | "paragraph" | "item";
  number: string | null;
  text: string;
}

/**
 * A filled text as parts: "# " is its title, "## " begins a clause, "- " an item; empty lines part paragraphs. Clauses and their paragraphs
 * are numbered here, so that all languages count alike.
 */
export function partsOf(text: string): DocumentPart[] {
  const parts: DocumentPart[] = [];
  let [clause, paragraph, isOpen] = [0, 0, false];
  for (const raw of text.split("\n")) {
    const line = raw.trim().replaceAll(breakInValue, "\n");
    if (line === "") isOpen = false;
    else if (line.startsWith("# ")) {
      parts.push({ kind: "title", number: null, text: line.slice(2).trim() });
      isOpen = false;
    } else if (line.startsWith("## ")) {
      clause++;
      paragraph = 0;
      parts.push({ kind: "clause", number: `${clause}`, text: line.slice(3).trim() });
      isOpen = false;
    } else if (line.startsWith("- ")) {
      parts.push({ kind: "item", number: null, text: line.slice(2).trim() });
      isOpen = false;
    } else if (isOpen) parts.at(-1)!.text += ` ${line}`;
    else {
      const number = clause > 0 ? `${clause}.${++paragraph}` : null;
      parts.push({ kind: "paragraph", number, text: line });
      isOpen = true;
    }
  }
  return parts;
}

/** Two languages stand side by side where they say the same parts in the same order. */
export const areParallel = (one: readonly DocumentPart[], other: readonly DocumentPart[]): boolean =>
  one.length === other.length && one.every(({ kind, number }, at) => other[at]!.kind === kind && other[at]!.number === number);
