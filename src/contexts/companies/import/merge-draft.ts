import { emptyProfile } from "../company.ts";
import { registrableDomain } from "../deduplication/domains.ts";
import type { CompanyDraft, CompanyValues } from "./company-draft.ts";

/** The domain is no value of its own: it follows the website. */
export type ValueColumn = Exclude<keyof CompanyValues, "domain">;

export const valueColumns = [
  "name",
  "legalName",
  "formerNames",
  "otherNames",
  "lang",
  "oneLiner",
  "description",
  "tags",
  "field",
  "topics",
  "country",
  "city",
  "foundedYear",
  "teamSize",
  "stage",
  "status",
  "website",
  "certificates",
  "fundingTotalFen",
] as const satisfies readonly ValueColumn[];

/** Provenance marks with these names what a person set and what a merge united, so no source may bear them. */
export const isReservedSource = (source: string): boolean => ["person", "merge"].includes(source.trim().toLowerCase());

export type Provenance = Record<string, { source: string; at: string }>;

/** A company's columns as they will be written, without the search text, which the translations belong to. */
export type CompanyColumns = Record<ValueColumn, unknown> & { domain: string | null; sources: string[]; provenance: Provenance };

const empty: Record<ValueColumn, unknown> = { ...emptyProfile, name: "", lang: "en", status: "unknown" };

export function newCompanyColumns({ values }: CompanyDraft, source: string, at: string): CompanyColumns {
  const provenance: Provenance = {};
  const columns = { ...empty } as Record<ValueColumn, unknown>;
  for (const column of valueColumns) {
    if (values[column] === undefined) continue;
    columns[column] = values[column];
    provenance[column] = { source, at };
  }
  return { ...columns, domain: values.domain ?? null, sources: [source], provenance };
}

/**
 * What a source may change: values it set itself and gaps. What a person or another source set stays, and an empty cell erases nothing.
 * Returns null when nothing changes.
 */
export function changedColumns(
  current: Record<ValueColumn, unknown> & { sources: string[]; provenance: unknown },
  { values }: CompanyDraft,
  source: string,
  at: string,
): CompanyColumns | null {
  const provenance: Provenance = { ...(current.provenance as Provenance) };
  const columns = Object.fromEntries(valueColumns.map((column) => [column, current[column]])) as Record<ValueColumn, unknown>;
  let isChanged = false;
  for (const column of valueColumns) {
    const value = values[column];
    if (value === undefined || isSame(value, current[column])) continue;
    if (!isGap(column, current[column]) && provenance[column]?.source !== source) continue;
    columns[column] = value;
    provenance[column] = { source, at };
    isChanged = true;
  }
  const sources = current.sources.includes(source) ? current.sources : [...current.sources, source];
  if (!isChanged && sources === current.sources) return null;
  return { ...columns, domain: registrableDomain(columns.website as string | null), sources, provenance };
}

const isSame = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

function isGap(column: ValueColumn, value: unknown): boolean {
  return (
    value === null || value === "" || (Array.isArray(value) && value.length === 0) || (column === "status" && value === "unknown")
  );
}
