import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow } from "#platform/errors.ts";
import { parse } from "#platform/parse.ts";
import { beyondWalls } from "../commands/beyond-walls.ts";
import { differencesBetween } from "../form/differences.ts";
import type { FormField } from "../form/field.ts";
import { type Form, form } from "../form/form.ts";
import { canRunCall, visibleApplications } from "../policy.ts";
import type { CallForms, FormVersion, FormVersions } from "../views.ts";
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

/** Every version of a call's form with what it changed, the newest first, for those who write it. */
export async function listFormVersions(ctx: Context, callId: string): Promise<FormVersions> {
  const versions = await ctx.transact(async (tx) => {
    const call = await callRowIn(tx, ctx, callId);
    allow(canRunCall(ctx.actor, call));
    const rows = await tx
      .selectFrom("callForm")
      .leftJoin("person", "person.id", "callForm.createdBy")
      .select(["callForm.id", "callForm.version", "callForm.fields", "callForm.publishedAt", "callForm.createdAt"])
      .select("person.name as writtenBy")
      .where("callForm.callId", "=", call.id)
      .orderBy("callForm.version")
      .execute();
    const forms = rows.map(({ fields }) => parse(form, fields));
    return rows.map(({ fields: _, ...row }, at) => ({
      ...row,
      questions: forms[at]!.length,
      ...changesOf(forms[at - 1] ?? [], forms[at]!),
    }));
  });
  return { versions: versions.reverse(), draftsTouched: await draftsTouched(ctx, callId) };
}

function changesOf(older: Form, newer: Form) {
  const { added, removed, changed } = differencesBetween(older, newer);
  const nameOf = ({ key, label }: FormField) => ({ key, label: label as Record<string, string> });
  return {
    added: added.map(nameOf),
    removed: removed.map(nameOf),
    changed: changed.map(({ field, aspects }) => ({ ...nameOf(field), aspects })),
  };
}

/**
 * Applications being written. One never handed in has no conflicts yet and is counted past the walls, as a number; one given back to its
 * writers counts for those who may read it.
 */
async function draftsTouched(ctx: Context, callId: string): Promise<number> {
  const first = await beyondWalls(ctx).transact((tx) =>
    tx
      .selectFrom("application")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .where("callId", "=", callId)
      .where("state", "=", "draft")
      .where("submittedAt", "is", null)
      .executeTakeFirstOrThrow(),
  );
  const again = await ctx.transact((tx) =>
    visibleApplications(tx, ctx.actor)
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .where("application.callId", "=", callId)
      .where((eb) => eb.or([eb("application.state", "=", "draft"), eb("application.isAskedBack", "=", true)]))
      .executeTakeFirstOrThrow(),
  );
  return first.count + again.count;
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
