export const reasonCodes = [
  "nameMissing",
  "nameTooLong",
  "idTooLong",
  "rowTooLong",
  "notJson",
  "notAnObject",
  "tooDeep",
  "wrongEncoding",
  "tooManyCells",
  "duplicateInFile",
  "nestedWithoutCompany",
  "yearInvalid",
  "teamSizeInvalid",
  "countryUnknown",
  "stageUnknown",
  "statusUnknown",
  "websiteInvalid",
  "fundingInvalid",
  "textTooLong",
  "listTooLong",
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** What is wrong with one cell, or with the row as a whole (`column` null). */
export interface Reason {
  column: string | null;
  code: ReasonCode;
  value?: string;
}

/** One row of a file: `number` as a spreadsheet program shows it (JSONL: the line). */
export interface SourceRow {
  number: number;
  /** Column key → text, number, boolean, date or (JSONL) a nested value. */
  cells: Record<string, unknown>;
  /** Set when the row could not be read at all. */
  reason?: Reason;
  /** Further rows that belong to this company (nested sheets). */
  nested?: Record<string, unknown>[];
  /** Number of the last row read for this company. */
  lastNumber?: number;
}
