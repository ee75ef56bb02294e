import { useEffect, useState } from "react";

export interface LocalCopy<Values> {
  values: Values;
  savedAt: number;
}

const prefix = "jinqiao:copy:";
const longestMs = 14 * 24 * 3600 * 1000;

/**
 * A copy of what is being typed, on this device, until the server has it: a lost session or a closed tab loses nothing.
 * Kept two weeks at most, under the person's own key, and forgotten when somebody signs out.
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

/** Copies of many parts of a subject, each by its name, outside of React. */
export function copiesOf<Values>(personId: string, subject: string) {
  const start = `${prefix}${personId}:${subject}:`;
  return {
    all: (): Record<string, Values> => {
      const found = storedKeys()
        .filter((key) => key.startsWith(start))
        .map((key) => [key.slice(start.length), read<Values>(key)?.values] as const);
      return Object.fromEntries(found.filter((entry): entry is [string, Values] => entry[1] !== undefined));
    },
    keep: (name: string, values: Values) => write(start + name, values),
    drop: (name: string) => remove(start + name),
  };
}

/** Whoever uses the device next must not find what was being typed. */
export function forgetLocalCopies(): void {
  for (const key of storedKeys()) if (key.startsWith(prefix)) remove(key);
}

function storedKeys(): string[] {
  try {
    return Object.keys(localStorage);
  } catch {
    // A browser without storage has no copies.
    return [];
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
