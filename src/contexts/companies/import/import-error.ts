import { DomainError, type MessageValues } from "#platform/errors.ts";

/** Why a file as a whole cannot be read; each has its sentence at `companiesImport.errors.<name>`. */
export type FileRefusal =
  | "empty"
  | "unsupported"
  | "oldExcel"
  | "jsonArray"
  | "damaged"
  | "compressionBomb"
  | "workbookTooLarge"
  | "headerTooLong"
  | "tooManyColumns"
  | "recordTooLong"
  | "noHeader"
  | "tooLarge"
  | "diskFull";

/** A file that cannot be imported; the reader gets the sentence, the log the cause. */
export function refuseFile(reason: FileRefusal, values: MessageValues = {}, cause?: unknown): DomainError {
  return new DomainError(reason === "tooLarge" ? "too_large" : "invalid", `companiesImport.errors.${reason}`, { values, cause });
}
