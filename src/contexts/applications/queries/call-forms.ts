import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { parse } from "#platform/parse.ts";
import { form } from "../form/form.ts";
import { canRunCall } from "../policy.ts";
import type { CallForms, FormVersion } from "../views.ts";
import { callRowIn } from "./get-call.ts";

/** The form of a call: the newest published version, and for its managers the one being drafted. */
export function getCallForms(ctx: Context, callId: string): Promise<CallForms> {
  return ctx.transact((tx) => callFormsIn(tx, ctx, callId));
}

export async function callFormsIn(tx: Transaction, ctx: Context, callId: string): Promise<CallForms> {
  const call = await callRowIn(tx, ctx, callId);
  const rows = await tx
    .selectFrom("callForm")
    .select(["id", "version", "fields", "publishedAt"])
    .where("callId", "=", callId)
    .orderBy("version", "desc")
    .limit(2)
    .execute();
  const versions = rows.map((row): FormVersion => ({ ...row, fields: parse(form, row.fields) }));
  return {
    published: versions.find(({ publishedAt }) => publishedAt !== null) ?? null,
    draft: canRunCall(ctx.actor, call) ? (versions.find(({ publishedAt }) => publishedAt === null) ?? null) : null,
  };
}

/** One version of a form, whichever it is. */
export async function formVersionIn(tx: Transaction, formId: string): Promise<FormVersion> {
  const row = await tx
    .selectFrom("callForm")
    .select(["id", "version", "fields", "publishedAt"])
    .where("id", "=", formId)
    .executeTakeFirstOrThrow();
  return { ...row, fields: parse(form, row.fields) };
}
