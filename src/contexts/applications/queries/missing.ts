import type { Transaction } from "#platform/db/database.ts";
import { DomainError } from "#platform/errors.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { parse } from "#platform/parse.ts";
import { faultsOfWindow } from "../call.ts";
import { type CallTexts, untranslatedParts } from "../call-texts.ts";
import type { CallView } from "../call-views.ts";
import { eligibilityRules } from "../eligibility.ts";
import { type Form, form } from "../form/form.ts";
import { isWritten } from "../wording.ts";
import type { StoredCall } from "./get-call.ts";

export type Missing = Pick<CallView, "missing" | "untranslated">;

/** What a call lacks before it can be published: catalogue keys below `applications.missing`, and its languages' gaps. */
export async function missingForPublication(tx: Transaction, call: StoredCall): Promise<Missing> {
  const published = await publishedFormIn(tx, call.id);
  const texts = { ...(call as unknown as CallTexts), rules: parse(eligibilityRules, call.rules), form: published?.fields ?? [] };
  const missing: string[] = faultsOfWindow(call);
  if (!isWritten(texts.title)) missing.push("title");
  if (!isWritten(texts.teaser)) missing.push("teaser");
  if (!isWritten(texts.description)) missing.push("description");
  if (published === null) missing.push("form");
  const untranslated = untranslatedParts(texts, call.langs as Locale[]);
  if (untranslated.length > 0) missing.push("languages");
  return { missing, untranslated };
}

/** Refuses what may not be public yet, and names what is missing. */
export async function demandComplete(tx: Transaction, call: StoredCall): Promise<void> {
  const { missing } = await missingForPublication(tx, call);
  if (missing.length === 0) return;
  const fields = Object.fromEntries(missing.map((part) => [part, `applications.missing.${part}`]));
  throw new DomainError("invalid", "applications.errors.callIncomplete", { fields });
}

/** The version applicants fill in now. */
export async function publishedFormIn(tx: Transaction, callId: string): Promise<{ version: number; fields: Form } | null> {
  const row = await tx
    .selectFrom("callForm")
    .select(["version", "fields"])
    .where("callId", "=", callId)
    .where("publishedAt", "is not", null)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? { version: row.version, fields: parse(form, row.fields) } : null;
}
