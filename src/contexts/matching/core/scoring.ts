import { FIELDS, type Field } from "./document.ts";

/** Weight and length normalisation of one field. */
export interface FieldScoring {
  weight: number;
  b: number;
}

export interface Scoring {
  k1: number;
  fields: Record<Field, FieldScoring>;
}

/**
 * BM25F (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", CIKM 2004): field frequencies are
 * length-normalised and weighted first, added, and saturated once, so a word in two fields is not counted as two words.
 */
export const defaultScoring: Scoring = {
  k1: 1.2,
  fields: {
    name: { weight: 1.5, b: 0.3 },
    oneLiner: { weight: 1.5, b: 0.4 },
    description: { weight: 1, b: 0.75 },
    tags: { weight: 1.5, b: 0.4 },
    concepts: { weight: 1, b: 0.5 },
  },
};

const MAX_IMPACT = 255;

/** Length-normalised, weighted frequency of a term in one field. */
export function weightedFrequency(frequency: number, length: number, average: number, field: FieldScoring): number {
  return (field.weight * frequency) / (1 - field.b + (field.b * length) / average);
}

/** Saturated frequency in one byte; a term that occurs never rounds down to nothing. */
export function quantiseImpact(weighted: number, k1: number): number {
  return Math.max(1, Math.round((MAX_IMPACT * weighted) / (k1 + weighted)));
}

/** Robertson–Spärck Jones idf in the form that cannot become negative. */
export function inverseDocumentFrequency(documents: number, frequency: number): number {
  return Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
}

/**
 * Which impact remains of an impact earned in the fields of a mask when only some fields count. The share of each field is taken from
 * the weights, so it is exact for terms of one field and close for the rest. Index: mask * 256 + impact.
 */
export function selectionTable(fields: readonly Field[], scoring: Scoring): Uint8Array {
  const table = new Uint8Array(256 << FIELDS.length);
  for (let mask = 1; mask < 1 << FIELDS.length; mask++) {
    let all = 0;
    let counted = 0;
    for (const [index, field] of FIELDS.entries()) {
      if ((mask & (1 << index)) === 0) continue;
      all += scoring.fields[field].weight;
      if (fields.includes(field)) counted += scoring.fields[field].weight;
    }
    if (counted === 0) continue;
    for (let impact = 1; impact <= MAX_IMPACT; impact++) {
      const saturated = Math.min(impact, 254.5) / MAX_IMPACT;
      const frequency = (scoring.k1 * saturated) / (1 - saturated);
      table[mask * 256 + impact] = counted === all ? impact : quantiseImpact((frequency * counted) / all, scoring.k1);
    }
  }
  return table;
}
