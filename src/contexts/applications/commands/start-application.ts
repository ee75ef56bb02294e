import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { DomainError, unauthenticated } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { opennessOf, takesApplications } from "../call.ts";
import type { Answer } from "../form/answer.ts";
import { ownApplications } from "../policy.ts";
import { callFormsIn } from "../queries/call-forms.ts";
import { callRowIn } from "../queries/get-call.ts";
import { knownAnswersIn } from "../queries/known-answers.ts";
import { ownApplicationIn } from "../queries/own-application.ts";
import type { OwnApplicationView } from "../views.ts";

/**
 * Begins an application to a call that takes them, filled with what the firm's record or the person's last application for it knows. Somebody who has
 * begun one already gets that one: two clicks never make two.
 */
export async function startApplication(
  ctx: Context,
  callId: string,
  { firmName }: { firmName: string },
): Promise<OwnApplicationView> {
  const { personId } = ctx.actor;
  if (personId === null) throw unauthenticated();
  return ctx.transact(async (tx) => {
    const call = await callRowIn(tx, ctx, callId);
    const begun = await ownApplications(tx, ctx.actor)
      .select("application.id")
      .where("application.callId", "=", call.id)
      .where("application.state", "=", "draft")
      .executeTakeFirst();
    if (begun) return ownApplicationIn(tx, ctx, begun.id);
    if (!takesApplications(opennessOf(call, ctx.now()))) throw new DomainError("conflict", "applications.errors.callTakesNone");
    await demandFirst(tx, ctx, call.id, firmName);
    const { published } = await callFormsIn(tx, ctx, call.id);
    if (!published) throw new DomainError("conflict", "applications.errors.callTakesNone");
    const id = newId();
    const at = ctx.now();
    const { dayOf } = await baseCalendar(tx, ctx);
    const deadline = call.mode === "window" ? (call.softDeadlineAt ?? call.hardDeadlineAt) : null;
    const known = await knownAnswersIn(tx, ctx, published.fields, firmName);
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto("application")
      .values({
        id,
        reference: newReference(),
        callId: call.id,
        operatorOrgIds: call.operatorOrgIds,
        authorPersonIds: [personId],
        companyId: known.companyId,
        firmName,
        formId: published.id,
        seenFormId: published.id,
        writersUntil: deadline && dayOf(deadline),
        turnSince: at,
        createdBy: personId,
        createdAt: at,
        updatedAt: at,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) throw new DomainError("conflict", "applications.errors.changedMeanwhile");
    await addAuthorRow(tx, ctx, { applicationId: id, operatorOrgIds: call.operatorOrgIds, authorPersonIds: [personId] });
    await keepAnswers(tx, ctx, id, personId, known.answers);
    return ownApplicationIn(tx, ctx, id);
  });
}

/** A firm waits for one answer at a time; another firm of the same person is another matter. */
async function demandFirst(tx: Transaction, { actor }: Context, callId: string, firmName: string): Promise<void> {
  const waiting = await ownApplications(tx, actor)
    .select("application.id")
    .where("application.callId", "=", callId)
    .where("application.state", "in", ["submitted", "in_review"])
    .where(sql<string>`lower(trim(app.application.firm_name))`, "=", firmName.trim().toLowerCase())
    .executeTakeFirst();
  if (waiting) throw new DomainError("conflict", "applications.errors.alreadyApplied", { values: { firm: firmName } });
}

/** Eight letters and digits that cannot be mistaken for each other; one of a trillion, told on the phone. */
const newReference = (): string => [...randomBytes(8)].map((byte) => alphabet[byte % alphabet.length]).join("");
const alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

export async function addAuthorRow(
  tx: Transaction,
  ctx: Context,
  walls: { applicationId: string; operatorOrgIds: string[]; authorPersonIds: string[]; excludedPersonIds?: string[] },
): Promise<void> {
  const person = await tx
    .selectFrom("person")
    .select(["id", "name", "email", "locale"])
    .where("id", "=", ctx.actor.personId!)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto("applicationAuthor")
    .values({ ...walls, personId: person.id, name: person.name, email: person.email, locale: person.locale, joinedAt: ctx.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function keepAnswers(
  tx: Transaction,
  ctx: Context,
  applicationId: string,
  personId: string,
  answers: Record<string, Answer>,
) {
  const rows = Object.entries(answers).map(([key, value]) => ({
    applicationId,
    key,
    authorPersonIds: [personId],
    value: json(value),
    writtenBy: personId,
    writtenAt: ctx.now(),
  }));
  if (rows.length > 0) await tx.insertInto("applicationAnswer").values(rows).execute();
}
