/** What a letter names without knowing it yet: written `{firm}`. */
export const placeholders = ["firm", "call", "reference", "reasons", "nextSteps", "base"] as const;
export type Placeholder = (typeof placeholders)[number];
export type LetterValues = Record<Placeholder, string>;

const mark = /\{([^{}\n]*)\}/g;

/** What stands in braces and means nothing: told where it is written, before it could reach an applicant. */
export const unknownPlaceholders = (template: string): string[] => [
  ...new Set([...template.matchAll(mark)].map(([, name]) => name!).filter((name) => !isPlaceholder(name))),
];

const isPlaceholder = (name: string): name is Placeholder => (placeholders as readonly string[]).includes(name);

/** The letter as it is read. A paragraph of which nothing is left because there is nothing to name is left out. */
export function fillLetter(template: string, values: LetterValues): string {
  return template
    .split(/\n{2,}/)
    .map((paragraph) => fillParagraph(paragraph, values))
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}

/** A line that only introduces what is not there – "Reasons:" before none – goes with it. */
function fillParagraph(paragraph: string, values: LetterValues): string {
  const named = [...paragraph.matchAll(mark)].map(([, name]) => name!).filter(isPlaceholder);
  const lists = named.filter((name) => name === "reasons" || name === "nextSteps");
  if (lists.length > 0 && lists.every((name) => values[name] === "")) return "";
  return paragraph.replace(mark, (whole, name: string) => (isPlaceholder(name) ? values[name] : whole)).trim();
}
