import { orderedJson } from "#platform/ordered-json.ts";
import type { FormField } from "./field.ts";
import type { Form } from "./form.ts";

/** What can differ between two versions of one question. */
export const fieldAspects = [
  "kind",
  "label",
  "help",
  "isRequired",
  "stage",
  "privateTo",
  "isIdentifying",
  "showIf",
  "profilePart",
  "options",
  "columns",
  "limits",
  "position",
] as const;
export type FieldAspect = (typeof fieldAspects)[number];

export interface FormDifferences {
  added: FormField[];
  removed: FormField[];
  changed: { field: FormField; aspects: FieldAspect[] }[];
}

/** Everything that differs between two versions of a form, words and order included, for those who write it. */
export function differencesBetween(older: Form, newer: Form): FormDifferences {
  const before = new Map(older.map((field) => [field.key, field]));
  const after = new Set(newer.map(({ key }) => key));
  const moved = movedKeys(older, newer);
  return {
    added: newer.filter(({ key }) => !before.has(key)),
    removed: older.filter(({ key }) => !after.has(key)),
    changed: newer.flatMap((field) => {
      const known = before.get(field.key);
      const aspects = known ? fieldAspects.filter((aspect) => differs(aspect, known, field, moved)) : [];
      return aspects.length > 0 ? [{ field, aspects }] : [];
    }),
  };
}

function differs(aspect: FieldAspect, older: FormField, newer: FormField, moved: ReadonlySet<string>): boolean {
  if (aspect === "position") return moved.has(newer.key);
  if (aspect === "limits") return orderedJson(limitsOf(older)) !== orderedJson(limitsOf(newer));
  return orderedJson(older[aspect as keyof FormField]) !== orderedJson(newer[aspect as keyof FormField]);
}

/** What bounds or names the answer, apart from choices and columns. */
function limitsOf(field: FormField): unknown {
  const { longest, least, most, mostRows, unit, currency } = field as Partial<Record<string, unknown>>;
  return { longest, least, most, mostRows, unit, currency };
}

/** The fewest questions that had to be taken out and put elsewhere: all but a longest run that kept its order. */
function movedKeys(older: Form, newer: Form): Set<string> {
  const places = new Map(older.map(({ key }, at) => [key, at]));
  const kept = newer.filter(({ key }) => places.has(key)).map(({ key }) => key);
  const longest: string[][] = [];
  for (const key of kept) {
    const before = longest.filter((run) => places.get(run.at(-1)!)! < places.get(key)!);
    longest.push([...(before.toSorted((a, b) => b.length - a.length)[0] ?? []), key]);
  }
  const stayed = new Set(longest.toSorted((a, b) => b.length - a.length)[0] ?? []);
  return new Set(kept.filter((key) => !stayed.has(key)));
}
