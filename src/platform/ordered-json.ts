/** A value as JSON that is the same for the same value, in whatever order the keys of its objects come: the database keeps an order of its own. */
export const orderedJson = (value: unknown): string => JSON.stringify(value, inOrder) ?? "";

function inOrder(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
