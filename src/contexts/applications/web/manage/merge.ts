import { orderedJson } from "#platform/ordered-json.ts";

/** Values a person types: plain data, compared by what it says. */
export const isSame = (left: unknown, right: unknown): boolean => orderedJson(left) === orderedJson(right);

/** The parts of a document that are otherwise than in another one. */
export function changedParts<Doc extends object>(before: Doc, after: Doc): (keyof Doc & string)[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Doc & string)[];
  return names.filter((name) => !isSame(before[name], after[name]));
}

/**
 * What two people made of one document at once: each part from whoever changed it. Of a part both changed, mine stays, and its name is
 * told so that somebody can choose.
 */
export function mergeDocs<Doc extends object>(base: Doc, mine: Doc, theirs: Doc): { merged: Doc; both: (keyof Doc & string)[] } {
  const own = changedParts(base, mine);
  const both = own.filter((name) => !isSame(base[name], theirs[name]) && !isSame(mine[name], theirs[name]));
  const kept = Object.fromEntries(own.map((name) => [name, mine[name]]));
  return { merged: { ...theirs, ...kept }, both };
}
