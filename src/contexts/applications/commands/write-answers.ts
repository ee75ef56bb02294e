import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import type { Answer } from "../form/answer.ts";
import { canWriteApplication } from "../policy.ts";
import { formVersionIn } from "../queries/call-forms.ts";
import { isBeingWritten, ownRowIn } from "../queries/own-application.ts";
import type { AnswerKept } from "../views.ts";

export interface WrittenAnswer {
  key: string;
  value: Answer;
  /** The version it was written over; 0 where there was none. */
  version: number;
}

/**
 * Keeps answers as they are typed, right or wrong. Where two people wrote the same field at once the first text stays, the later one is
 * put aside and its writer asked; nothing is lost. Refuses an application that is handed in (409) and fields the form does not know.
 */
export async function writeAnswers(
  ctx: Context,
  applicationId: string,
  written: readonly WrittenAnswer[],
): Promise<AnswerKept[]> {
  return ctx.transact(async (tx) => {
    const application = await ownRowIn(tx, ctx, applicationId);
    allow(canWriteApplication(ctx.actor, application));
    if (!isBeingWritten(application)) throw new DomainError("conflict", "applications.errors.handedIn");
    const { fields } = await formVersionIn(tx, application.formId);
    const unknown = written.find(({ key }) => !fields.some((field) => field.key === key));
    if (unknown) throw new DomainError("invalid", "errors.invalid", { fields: { [unknown.key]: "errors.unknownName" } });
    const kept: AnswerKept[] = [];
    for (const one of written) kept.push(await writeOne(tx, ctx, application, one));
    await tx.updateTable("application").set({ updatedAt: ctx.now() }).where("id", "=", applicationId).execute();
    return kept;
  });
}

async function writeOne(
  tx: Transaction,
  ctx: Context,
  { id: applicationId, authorPersonIds }: { id: string; authorPersonIds: string[] },
  { key, value, version }: WrittenAnswer,
): Promise<AnswerKept> {
  const writtenBy = ctx.actor.personId!;
  const row = { applicationId, key, authorPersonIds, value: json(value), writtenBy, writtenAt: ctx.now() };
  if (version === 0) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto("applicationAnswer")
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 1n) return { key, outcome: "kept", version: 1 };
  }
  const stored = await tx
    .selectFrom("applicationAnswer")
    .select(["value", "version", "writtenBy"])
    .where("applicationId", "=", applicationId)
    .where("key", "=", key)
    .forUpdate()
    .executeTakeFirst();
  if (!stored) return writeOne(tx, ctx, { id: applicationId, authorPersonIds }, { key, value, version: 0 });
  if (JSON.stringify(stored.value) === JSON.stringify(value)) return { key, outcome: "kept", version: stored.version };
  // Two tabs of one person are one writer.
  if (stored.version === version || stored.writtenBy === writtenBy) {
    const next = stored.version + 1;
    await tx
      .updateTable("applicationAnswer")
      .set({ value: json(value), version: next, writtenBy, writtenAt: ctx.now() })
      .where("applicationId", "=", applicationId)
      .where("key", "=", key)
      .execute();
    return { key, outcome: "kept", version: next };
  }
  const asideId = newId();
  await tx
    .insertInto("applicationAnswerAside")
    .values({ ...row, id: asideId })
    .execute();
  return { key, outcome: "aside", version: stored.version, value: stored.value as Answer, asideId, writtenBy: stored.writtenBy };
}

/** Settles a text that was put aside: its writer takes it after all, with or without the other one, or lets it go. */
export async function settleAside(
  ctx: Context,
  applicationId: string,
  asideId: string,
  { value }: { value?: Answer },
): Promise<void> {
  await ctx.transact(async (tx) => {
    const application = await ownRowIn(tx, ctx, applicationId);
    allow(canWriteApplication(ctx.actor, application));
    const aside = await tx
      .selectFrom("applicationAnswerAside")
      .select("key")
      .where("id", "=", asideId)
      .where("applicationId", "=", applicationId)
      .where("settledAt", "is", null)
      .executeTakeFirst();
    if (!aside) return;
    await tx.updateTable("applicationAnswerAside").set({ settledAt: ctx.now() }).where("id", "=", asideId).execute();
    if (value === undefined) return;
    const stored = await tx
      .selectFrom("applicationAnswer")
      .select("version")
      .where("applicationId", "=", applicationId)
      .where("key", "=", aside.key)
      .executeTakeFirst();
    await writeOne(tx, ctx, application, { key: aside.key, value, version: stored?.version ?? 0 });
  });
}
