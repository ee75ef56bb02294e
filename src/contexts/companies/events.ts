import { z } from "zod";

/** Facts this context publishes. */
export const companyChanged = "company.changed";
export const companyErased = "company.erased";
/** Two records became one, or one became two again; `companyIds` names both. */
export const companyMerged = "company.merged";
export const companyParted = "company.parted";
/** Passes were withdrawn or restored at the company. */
export const passesChanged = "company.passes-changed";

export interface CompaniesTold extends Record<string, unknown> {
  companyIds: string[];
}
export interface PassesTold extends Record<string, unknown> {
  passIds: string[];
}

/** Facts of others this context listens to; unknown members of a payload are ignored. */
export const importFinished = "companies.imported";
export const needOpened = "need.opened";

export const needOpenedPayload = z.object({
  needId: z.uuid(),
  ownerOrgId: z.uuid(),
  field: z.string().nullish(),
  topics: z.array(z.string()).default([]),
});
