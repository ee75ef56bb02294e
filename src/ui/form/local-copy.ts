import { useEffect, useState } from "react";

export interface LocalCopy<Values> {
  values: Values;
  savedAt: number;
}

const prefix = "jinqiao:copy:";
const longestMs = 3 * 24 * 3600 * 1000;

/**
 * A copy of what is being typed, on this device, until the server has it: a lost session or a closed tab loses nothing.
 * Kept three days at most, under the person's own key, and forgotten when somebody signs out.
 */
export function useLocalCopy<Values>(personId: string, subject: string) {
  const key = `${prefix}${personId}:${subject}`;
  const [found, setFound] = useState<LocalCopy<Values> | null>(null);
  useEffect(() => setFound(read<Values>(key)), [key]);
  return {
    /** What an earlier visit left behind; null once taken or thrown away. */
    found,
    keep: (values: Values) => write(key, values),
    forget: () => {
      remove(key);
      setFound(null);
    },
    take: () => setFound(null),
  };
}

/** Whoever uses the device next must not find what was being typed. */
export function forgetLocalCopies(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
  } catch {
    // A browser without storage has no copies.
  }
}

function read<Values>(key: string): LocalCopy<Values> | null {
  try {
    const copy = JSON.parse(localStorage.getItem(key) ?? "null") as LocalCopy<Values> | null;
    if (!copy) return null;
    if (Date.now() - copy.savedAt < longestMs) return copy;
    localStorage.removeItem(key);
  } catch {
    // A browser without storage has no copies.
  }
  return null;
}

function write<Values>(key: string, values: Values): void {
  try {
    localStorage.setItem(key, JSON.stringify({ values, savedAt: Date.now() } satisfies LocalCopy<Values>));
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
