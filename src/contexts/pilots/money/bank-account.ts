import { orderedJson } from "#platform/ordered-json.ts";
import { sensitiveFields } from "../readiness-details.ts";

/** A bank account as a start-up gave it; each later one takes the place of the one before. */
export interface GivenAccount {
  details: Record<string, string>;
  givenAt: Date;
}

export interface AccountChange {
  at: Date;
  /** What is different; the account itself masked: enough to recognise it on paper, not enough to copy it. */
  changes: { field: string; before: string; after: string }[];
}

/** The last time a firm's account became another one; null where it never did. Giving the same account once more changes nothing. */
export function lastAccountChange(accounts: readonly GivenAccount[]): AccountChange | null {
  const given = accounts.toSorted((a, b) => a.givenAt.getTime() - b.givenAt.getTime());
  for (let index = given.length - 1; index > 0; index--) {
    const [before, after] = [given[index - 1]!, given[index]!];
    if (orderedJson(plain(before.details)) === orderedJson(plain(after.details))) continue;
    return { at: after.givenAt, changes: changesBetween(before.details, after.details) };
  }
  return null;
}

function changesBetween(before: GivenAccount["details"], after: GivenAccount["details"]): AccountChange["changes"] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => bare(before[field]) !== bare(after[field]))
    .toSorted()
    .map((field) => ({ field, before: shown(field, before[field]), after: shown(field, after[field]) }));
}

const sensitive = new Set(sensitiveFields("bankAccount"));
const shown = (field: string, text = ""): string => (sensitive.has(field) ? masked(text) : text);

/** The last four characters, at most a third of all; a short text shows nothing. */
export function masked(text: string): string {
  const letters = [...text.replace(/\s/g, "")];
  const shown = Math.min(4, Math.floor(letters.length / 3));
  return letters.length === 0 ? "" : `••••${letters.slice(letters.length - shown).join("")}`;
}

const plain = (details: GivenAccount["details"]) =>
  Object.fromEntries(Object.entries(details).map(([field, text]) => [field, bare(text)]));

/** Spaces and letter case make no other account. */
const bare = (text: string | undefined): string => (text ?? "").replace(/\s/g, "").toUpperCase();
