import type { Currency } from "./money/money.ts";

/** What became of a pilot that met its criteria. */
export const adoptionKinds = ["followUpOrder", "seriesProject", "reorder", "frameAgreement", "internalRollOut"] as const;
export type AdoptionKind = (typeof adoptionKinds)[number];

/** A row of the adoption ledger: planned when it is promised, realised when it was ordered; corrected by a row that reverses it. */
export interface AdoptionRow {
  id: string;
  kind: AdoptionKind;
  plannedMinor: number;
  realisedMinor: number;
  currency: Currency;
  on: string;
  reverses: string | null;
}

export interface AdoptionSums {
  plannedMinor: number;
  realisedMinor: number;
}

/** Sums by currency; a reversed row and its reversal cancel out. */
export function adoptionSums(rows: readonly AdoptionRow[]): Partial<Record<Currency, AdoptionSums>> {
  const sums: Partial<Record<Currency, AdoptionSums>> = {};
  for (const { currency, plannedMinor, realisedMinor, reverses } of rows) {
    const sign = reverses ? -1 : 1;
    const { plannedMinor: planned, realisedMinor: realised } = sums[currency] ?? { plannedMinor: 0, realisedMinor: 0 };
    sums[currency] = { plannedMinor: planned + sign * plannedMinor, realisedMinor: realised + sign * realisedMinor };
  }
  return sums;
}
