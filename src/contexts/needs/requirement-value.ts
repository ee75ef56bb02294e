import type { Requirement } from "./requirement.ts";

export const requirementLevels = ["must", "should"] as const;
export const requirementKinds = ["text", "country", "stage", "team_size", "founded_year", "certificate", "language"] as const;
export type RequirementKind = (typeof requirementKinds)[number];

/** One written line as the value of a kind: "CN, DE", "seed, series-a", "10-50", "2018-"; null when it cannot be read. */
export function readRequirementValue(kind: RequirementKind, written: string): unknown {
  const words = written
    .split(/[,;，；、]+/)
    .map((word) => word.trim())
    .filter(Boolean);
  switch (kind) {
    case "text":
      return undefined;
    case "country":
      return { countries: words };
    case "stage":
      return { stages: words.map((word) => word.toLowerCase().replaceAll(" ", "-")) };
    case "certificate":
      return { certificates: words };
    case "language":
      return { languages: words };
    case "team_size":
    case "founded_year":
      return readRange(written);
  }
}

/** The reverse of readRequirementValue, for a form field. */
export function writeRequirementValue({ value }: Pick<Requirement, "value">): string {
  const list = value.countries ?? value.stages ?? value.certificates ?? value.languages;
  if (list) return list.join(", ");
  if (value.min == null && value.max == null) return "";
  return value.min === value.max ? `${value.min}` : `${value.min ?? ""}–${value.max ?? ""}`;
}

function readRange(written: string): { min: number | null; max: number | null } | null {
  const match = /^\s*(?:(>|>=|≥)\s*)?(\d*)\s*(?:([-–—~…]|\.\.)\s*(\d*))?\s*$/.exec(written);
  if (!match || (match[2] === "" && !match[4])) return null;
  const min = match[2] ? Number(match[2]) : null;
  if (match[1]) return { min, max: null };
  if (match[3] === undefined) return { min, max: min };
  return { min, max: match[4] ? Number(match[4]) : null };
}
