import { useEffect, useState } from "react";
import type { NeedFormValues } from "./form-values.ts";

export interface LocalCopy {
  values: NeedFormValues;
  savedAt: number;
}

const longestMs = 3 * 24 * 3600 * 1000;

/**
 * A copy of what is being typed, on this device, until the server has it: a lost session or a closed tab loses nothing.
 * Kept three days at most, under the person's own key.
 */
export function useLocalCopy(personId: string, needId: string | null) {
  const key = `jinqiao:need:${personId}:${needId ?? "new"}`;
  const [found, setFound] = useState<LocalCopy | null>(null);
  useEffect(() => setFound(read(key)), [key]);
  return {
    /** What an earlier visit left behind; null once taken or thrown away. */
    found,
    keep: (values: NeedFormValues) => write(key, values),
    forget: () => {
      remove(key);
      setFound(null);
    },
    take: () => setFound(null),
  };
}

function read(key: string): LocalCopy | null {
  try {
    const copy = JSON.parse(localStorage.getItem(key) ?? "null") as LocalCopy | null;
    if (!copy) return null;
    if (Date.now() - copy.savedAt < longestMs) return copy;
    localStorage.removeItem(key);
  } catch {
    // A browser without storage has no copies.
  }
  return null;
}

function write(key: string, values: NeedFormValues): void {
  try {
    localStorage.setItem(key, JSON.stringify({ values, savedAt: Date.now() } satisfies LocalCopy));
  } catch {
    // Full or forbidden storage: the autosave on the server remains.
  }
}

function remove(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing to remove.
  }
}
