import { isDeepStrictEqual } from "node:util";
import type { Selectable } from "kysely";
import type { CompanyTable } from "#db/types.gen.ts";
import { type ProfileColumn, profileColumns } from "./schema.ts";

type CompanyRow = Selectable<CompanyTable>;
type ProfileValues = Partial<Pick<CompanyRow, ProfileColumn>>;

/** A translation as a merge keeps it; `updatedAt` is ISO 8601, because it is stored as JSON. */
export interface MergedTranslation {
  lang: string;
  oneLiner: string;
  description: string;
  origin: "source" | "person" | "machine";
  isStale: boolean;
  updatedAt: string;
}

const united: readonly ProfileColumn[] = ["formerNames", "tags", "topics", "certificates"];
/** The one-liner and the description are written in `lang`: the three are chosen together. */
const texts: readonly ProfileColumn[] = ["oneLiner", "description", "lang"];

/**
 * What the surviving record holds after a merge: chosen columns of the absorbed one, its values where the survivor has none,
 * lists united, and every name of both kept. Only columns that change are returned.
 */
export function mergedProfile(
  survivor: CompanyRow,
  absorbed: CompanyRow,
  fromAbsorbed: ReadonlySet<string>,
  now: Date,
): { values: ProfileValues; provenance: Record<string, never> } {
  const values: Record<string, unknown> = {};
  const provenance = { ...(survivor.provenance as Record<string, never>) };
  const absorbedMarks = absorbed.provenance as Record<string, never>;
  const takesTexts =
    texts.some((column) => fromAbsorbed.has(column)) || (isEmpty(survivor.oneLiner) && isEmpty(survivor.description));
  for (const column of profileColumns) {
    if (united.includes(column) || column === "otherNames") continue;
    const takes = texts.includes(column) ? takesTexts : fromAbsorbed.has(column) || isEmpty(survivor[column]);
    if (!takes || isEmpty(absorbed[column]) || absorbed[column] === survivor[column]) continue;
    values[column] = absorbed[column];
    if (absorbedMarks[column]) provenance[column] = absorbedMarks[column];
  }
  const unions = new Map(united.map((column) => [column, unionOf(survivor[column] as string[], absorbed[column] as string[])]));
  unions.set(
    "otherNames",
    namesBeside({ ...survivor, ...values, formerNames: unions.get("formerNames")! } as CompanyRow, survivor, absorbed),
  );
  for (const [column, union] of unions) {
    if (union.length === (survivor[column] as string[]).length) continue;
    values[column] = union;
    const isAbsorbedOnly = isEmpty(survivor[column]) && isDeepStrictEqual(union, absorbed[column]);
    // No source knows the union of two lists, so none may replace it by its own part.
    provenance[column] = (isAbsorbedOnly && absorbedMarks[column]) || ({ source: "merge", at: now.toISOString() } as never);
  }
  return { values: values as ProfileValues, provenance };
}

/** The survivor's translations, completed by the absorbed record's and by the original text of whichever record does not give the original. */
export function mergedTranslations(
  merged: Pick<CompanyRow, "lang" | "oneLiner">,
  originals: readonly Pick<CompanyRow, "lang" | "oneLiner" | "description">[],
  ofSurvivor: readonly MergedTranslation[],
  ofAbsorbed: readonly MergedTranslation[],
  now: Date,
): MergedTranslation[] {
  const fromOriginals: MergedTranslation[] = originals
    .filter(({ oneLiner, description }) => oneLiner !== "" || description !== "")
    .map(({ lang, oneLiner, description }) => ({
      lang,
      oneLiner,
      description,
      origin: "source",
      isStale: false,
      updatedAt: now.toISOString(),
    }));
  const result: MergedTranslation[] = [];
  for (const translation of [...ofSurvivor, ...fromOriginals, ...ofAbsorbed]) {
    if (translation.lang === merged.lang || result.some(({ lang }) => lang === translation.lang)) continue;
    result.push(translation);
  }
  return result.sort((left, right) => (left.lang < right.lang ? -1 : 1));
}

function namesBeside(merged: CompanyRow, survivor: CompanyRow, absorbed: CompanyRow): string[] {
  const taken = new Set([merged.name, merged.legalName, ...merged.formerNames]);
  const names = [survivor.name, survivor.legalName, absorbed.name, absorbed.legalName, ...absorbed.otherNames];
  return unionOf(
    survivor.otherNames,
    names.filter((name): name is string => name !== null && name !== "" && !taken.has(name)),
  );
}

const unionOf = (left: readonly string[], right: readonly string[]): string[] => [...new Set([...left, ...right])];

const isEmpty = (value: unknown): boolean => value === null || value === "" || (Array.isArray(value) && value.length === 0);
