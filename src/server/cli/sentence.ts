import { asDiskFull } from "#platform/disk-full.ts";
import { DomainError } from "#platform/errors.ts";
import { translateKey } from "#platform/i18n/translate.ts";

/** What went wrong, in plain English: refusals with their fields, and what the operating system names by a code. */
export async function sentenceOf(thrown: unknown): Promise<string> {
  const error = asDiskFull(thrown);
  if (error instanceof DomainError) return refusalSentence(error);
  const { code, path, message } = error as NodeJS.ErrnoException;
  const known = code ? sentences[code] : undefined;
  if (known) return path ? `${path}: ${known}` : known;
  return error instanceof Error ? message || code || error.name : String(error);
}

async function refusalSentence(error: DomainError): Promise<string> {
  const others = Object.entries(error.fields).filter(([, key]) => key !== error.messageKey);
  const lines = others.map(async ([field, key]) => `  ${field}: ${await translateKey("en", key, error.valuesOf(field))}`);
  const sentence = await translateKey("en", error.messageKey, error.values);
  return [sentence, ...(await Promise.all(lines))].join("\n");
}

const sentences: Record<string, string> = {
  ENOENT: "there is no such file or directory.",
  EISDIR: "this is a directory, not a file.",
  ENOTDIR: "a part of this path is a file, not a directory.",
  EACCES: "you may not read or write this.",
  EPERM: "you may not read or write this.",
  EROFS: "this can only be read.",
  ECONNREFUSED: "No database answers at DATABASE_URL. Check the address and that the server runs.",
  ENOTFOUND: "No database answers at DATABASE_URL. Check the address and that the server runs.",
};
