import { foldForSearch, type Status } from "../company.ts";
import { registrableDomain } from "../deduplication/domains.ts";
import type { Field, Stage, Topic } from "../fields.ts";
import type { Reason } from "./source-row.ts";

/** What one row says of a company; a column that is absent says nothing and changes nothing. */
export interface CompanyDraft {
  rowNumber: number;
  /** Number of the last row of the file this draft was made of. */
  lastRowNumber: number;
  externalId: string;
  contentHash: string;
  /** Characters of the row as JSON: batches are bounded by it. */
  size: number;
  raw: Record<string, unknown>;
  values: CompanyValues;
  translations: { lang: string; oneLiner: string; description: string }[];
  /** Cells that were dropped; the row is kept. */
  reasons: Reason[];
}

export interface CompanyValues {
  name: string;
  legalName?: string;
  formerNames?: string[];
  otherNames?: string[];
  lang?: string;
  oneLiner?: string;
  description?: string;
  tags?: string[];
  field?: Field;
  topics?: Topic[];
  country?: string;
  city?: string;
  foundedYear?: number;
  teamSize?: number;
  stage?: Stage;
  status?: Status;
  website?: string;
  domain?: string;
  certificates?: string[];
  fundingTotalFen?: number;
}

/** Identity of a row without one: the same firm in the same source gets the same id in every file. */
export function identityWithoutId({ name, website, country }: CompanyValues): string {
  return [foldForSearch(name).replace(/\s+/g, ""), registrableDomain(website) ?? "", country ?? ""].join("\n");
}
