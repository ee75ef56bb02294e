import { type CompanyName, initialsOf } from "./names.ts";
import type { CompanyProfile } from "./profile.ts";

/** Records that share a blocking key may be one firm. A strong key is searched even in a crowd, a weak one only while it is rare. */
export interface BlockingKey {
  key: string;
  isStrong: boolean;
}

const LABEL_AFFIXES =
  /^(?:get|try|use|join|go|my|the|with|hello|hey|meet|team|we|goto)(?=.{3})|(?<=.{3})(?:app|hq|labs?|inc|tech|ai|io|online|group|global|official|china|cn)$/gu;

/** All keys under which a company is filed and looked up. */
export function blockingKeys(profile: CompanyProfile): BlockingKey[] {
  const strong = new Set<string>();
  const weak = new Set<string>();
  if (profile.web.kind !== "none") strong.add(`web:${profile.web.value}`);
  for (const { source, externalId } of profile.sources) strong.add(`source:${source}:${externalId}`);
  for (const name of [...profile.current, ...profile.former]) {
    strong.add(`name:${name.core}`).add(`name:${name.stem}`);
    for (const key of partKeys(name)) weak.add(key);
  }
  for (const form of profile.romanised) strong.add(`name:${form}`);
  for (const label of domainNames(profile)) strong.add(`name:${label}`);
  return [...Array.from(strong, (key) => ({ key, isStrong: true })), ...Array.from(weak, (key) => ({ key, isStrong: false }))];
}

/** What a firm may be called if it is named after its domain: "joinwarp" and "warp" of joinwarp.com. */
export function domainNames(profile: CompanyProfile): string[] {
  if (profile.web.kind !== "domain" || profile.web.label.length < 2) return [];
  const label = profile.web.label.replace(/[^\p{L}\p{N}]/gu, "");
  return [...new Set([label, label.replace(LABEL_AFFIXES, "")])].filter(Boolean);
}

/** Pieces of a name that survive a typing error, a left-out word or an abbreviation. */
export function partKeys(name: CompanyName): string[] {
  if (name.script === "unspaced") return pairsOf(name.stem).map((pair) => `pair:${pair}`);
  const keys = name.words.filter((word) => word.length >= 3).map((word) => `word:${word}`);
  if (name.stem.length >= 6) keys.push(`head:${name.stem.slice(0, 5)}`, `tail:${name.stem.slice(-5)}`);
  const initials = initialsOf(name);
  if (initials) keys.push(`initials:${initials}`);
  else if (name.words.length === 1 && name.core.length >= 3 && name.core.length <= 5) keys.push(`initials:${name.core}`);
  return keys;
}

function pairsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));
}
