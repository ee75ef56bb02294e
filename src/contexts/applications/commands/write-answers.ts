import type { Insertable } from "kysely";
import type { DB } from "#db/types.gen.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { DomainError, found } from "#platform/errors.ts";
import { isId, newId } from "#platform/ids.ts";
import type { Answer } from "../form/answer.ts";
import { answerText } from "../form/answer-text.ts";
import { formVersionIn } from "../queries/call-forms.ts";
import { lockedOwnRowIn } from "../queries/own-application.ts";
import type { AnswerKept } from "../views.ts";

export interface WrittenAnswer {
  key: string;
  value: Answer;
  /** The version it was written over; 0 where there was none. */
  version: number;
}

/** Which open page writes, where it says so. */
interface WritingPage {
  page: string | null;
}

/**
 * Keeps answers as they are typed, right or wrong. Where the same field was written elsewhere meanwhile, by somebody else or in another
 * window, the first text stays, the later one is put aside and its writer asked; nothing is lost. Refuses an application that is handed in
 * (409), fields the form does not know, and files, which are uploaded.
 */
export async function writeAnswers(
  ctx: Context,
  applicationId: string,
  written: readonly WrittenAnswer[],
  { page }: WritingPage = { page: null },
): Promise<AnswerKept[]> {
  return ctx.transact(async (tx) => {
    const application = await lockedOwnRowIn(tx, ctx, applicationId);
    const { fields } = await formVersionIn(tx, application.formId);
    const unknown = written.find(({ key }) => !fields.some((field) => field.key === key));
    if (unknown) throw new DomainError("invalid", "errors.invalid", { fields: { [unknown.key]: "errors.unknownName" } });
    const file = written.find(({ key }) => fields.some((field) => field.key === key && field.kind === "file"));
    if (file) throw new DomainError("invalid", "errors.invalid", { fields: { [file.key]: "errors.wrongFormat" } });
    const kept: AnswerKept[] = [];
    for (const one of written) kept.push(await writeOne(tx, ctx, application, one, { page }));
    await tx.updateTable("application").set({ updatedAt: ctx.now() }).where("id", "=", applicationId).execute();
    return kept;
  });
}

async function writeOne(
  tx: Transaction,
  ctx: Context,
  { id: applicationId, authorPersonIds }: { id: string; authorPersonIds: string[] },
  { key, value, version }: WrittenAnswer,
  { page }: WritingPage,
): Promise<AnswerKept> {
  const writtenBy = ctx.actor.personId!;
  const row = { applicationId, key, authorPersonIds, value: json(value), writtenBy, writtenIn: page, writtenAt: ctx.now() };
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
    .select(["value", "version", "writtenBy", "writtenIn"])
    .where("applicationId", "=", applicationId)
    .where("key", "=", key)
    .forUpdate()
    .executeTakeFirst();
  if (!stored) return writeOne(tx, ctx, { id: applicationId, authorPersonIds }, { key, value, version: 0 }, { page });
  if (answerText(stored.value as Answer) === answerText(value)) return { key, outcome: "kept", version: stored.version };
  // What a page sent, and never heard the answer of, it sends again.
  const isOwnEcho = page !== null && stored.writtenIn === page && stored.writtenBy === writtenBy;
  if (stored.version === version || isOwnEcho) {
    const next = stored.version + 1;
    await tx
      .updateTable("applicationAnswer")
      .set({ value: json(value), version: next, writtenBy, writtenIn: page, writtenAt: ctx.now() })
      .where("applicationId", "=", applicationId)
      .where("key", "=", key)
      .execute();
    return { key, outcome: "kept", version: next };
  }
  const asideId = await putAside(tx, row, value);
  return { key, outcome: "aside", version: stored.version, value: stored.value as Answer, asideId, writtenBy: stored.writtenBy };
}

/** A page has one text aside for a field, the newest; whatever else a writer sends stands beside it, each text once. */
async function putAside(
  tx: Transaction,
  row: Omit<Insertable<DB["applicationAnswerAside"]>, "id">,
  value: Answer,
): Promise<string> {
  const open = await tx
    .selectFrom("applicationAnswerAside")
    .select(["id", "value", "writtenIn"])
    .where("applicationId", "=", row.applicationId)
    .where("key", "=", row.key)
    .where("writtenBy", "=", row.writtenBy)
    .where("settledAt", "is", null)
    .execute();
  const ofPage = row.writtenIn ? open.find(({ writtenIn }) => writtenIn === row.writtenIn) : undefined;
  const id = (ofPage ?? open.find((each) => answerText(each.value as Answer) === answerText(value)))?.id ?? newId();
  await tx
    .insertInto("applicationAnswerAside")
    .values({ ...row, id })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ value: row.value, writtenAt: row.writtenAt }))
    .execute();
  return id;
}

/** Writes an answer that no other text can meet: its application is locked. */
export async function setAnswerIn(
  tx: Transaction,
  ctx: Context,
  { id: applicationId, authorPersonIds }: { id: string; authorPersonIds: string[] },
  { key, value }: { key: string; value: Answer },
): Promise<void> {
  const written = { value: json(value), writtenBy: ctx.actor.personId!, writtenAt: ctx.now() };
  await tx
    .insertInto("applicationAnswer")
    .values({ ...written, applicationId, key, authorPersonIds })
    .onConflict((conflict) =>
      conflict
        .columns(["applicationId", "key"])
        .doUpdateSet((eb) => ({ ...written, version: eb("applicationAnswer.version", "+", 1) })),
    )
    .execute();
  await tx.updateTable("application").set({ updatedAt: ctx.now() }).where("id", "=", applicationId).execute();
}

/**
 * Settles a text that was put aside: its writer takes it after all, with or without the other one, or lets it go. Answers with the version
 * that stands then.
 */
export async function settleAside(
  ctx: Context,
  applicationId: string,
  asideId: string,
  { value }: { value?: Answer },
): Promise<{ version: number }> {
  return ctx.transact(async (tx) => {
    const application = await lockedOwnRowIn(tx, ctx, applicationId);
    const aside = found(
      isId(asideId)
        ? await tx
            .selectFrom("applicationAnswerAside")
            .select(["key", "settledAt"])
            .where("id", "=", asideId)
            .where("applicationId", "=", applicationId)
            .where("writtenBy", "=", ctx.actor.personId!)
            .executeTakeFirst()
        : undefined,
    );
    const stored = await tx
      .selectFrom("applicationAnswer")
      .select("version")
      .where("applicationId", "=", applicationId)
      .where("key", "=", aside.key)
      .forUpdate()
      .executeTakeFirst();
    const version = stored?.version ?? 0;
    if (aside.settledAt) return { version };
    await tx.updateTable("applicationAnswerAside").set({ settledAt: ctx.now() }).where("id", "=", asideId).execute();
    if (value === undefined) return { version };
    const kept = await writeOne(tx, ctx, application, { key: aside.key, value, version }, { page: null });
    return { version: kept.version };
  });
}
