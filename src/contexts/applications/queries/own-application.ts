import { baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { isId } from "#platform/ids.ts";
import type { Answers } from "../form/answer.ts";
import type { FormStage } from "../form/field.ts";
import { changeBetween, type Form, missingFields, progressOf } from "../form/form.ts";
import type { OwnAnswer, OwnApplicationRow, OwnApplicationView } from "../own-views.ts";
import { canWriteApplication, ownApplications } from "../policy.ts";
import { type PromisedDays, responseClock } from "../response-clock.ts";
import { answerFilesIn } from "./answer-files.ts";
import { formVersionIn } from "./call-forms.ts";
import { callRowIn, callRowsIn, callRowView } from "./get-call.ts";
import { progressesIn } from "./own-progress.ts";
import { placeToldIn, toldDecisionIn } from "./told-decision.ts";
import { wayIn } from "./way-of-application.ts";

type OwnRow = Awaited<ReturnType<typeof ownRowIn>>;

/** Whether its writers may change it: a draft, or one they were asked back for. */
export const isBeingWritten = ({ state, isAskedBack }: Pick<OwnRow, "state" | "isAskedBack">): boolean =>
  state === "draft" || isAskedBack;

/** Nobody else writes it, and it was never handed in: then deleting it takes nothing from anybody. */
export const isDeletable = ({
  state,
  submittedAt,
  authorPersonIds,
}: Pick<OwnRow, "state" | "submittedAt" | "authorPersonIds">): boolean =>
  state === "draft" && submittedAt === null && authorPersonIds.length === 1;

/** One application for those who write it; for everybody else it does not exist. */
export async function getOwnApplication(ctx: Context, id: string): Promise<OwnApplicationView> {
  const view = await ctx.transact((tx) => ownApplicationIn(tx, ctx, id));
  if (view.decision?.outcome !== "waitlisted") return view;
  return { ...view, decision: { ...view.decision, place: await placeToldIn(ctx, id) } };
}

export async function ownRowIn(tx: Transaction, ctx: Context, id: string) {
  return found(
    isId(id) ? await ownApplications(tx, ctx.actor).selectAll().where("application.id", "=", id).executeTakeFirst() : undefined,
  );
}

/** One application while it is being written, locked: what is written and its handing in follow each other. */
export async function lockedOwnRowIn(tx: Transaction, ctx: Context, id: string) {
  const rows = isId(id) ? ownApplications(tx, ctx.actor).selectAll().where("application.id", "=", id).forUpdate() : null;
  const application = found(await rows?.executeTakeFirst());
  allow(canWriteApplication(ctx.actor, application));
  if (!isBeingWritten(application)) throw new DomainError("conflict", "applications.errors.handedIn");
  return application;
}

const presentSeconds = 30;

export async function ownApplicationIn(tx: Transaction, ctx: Context, id: string): Promise<OwnApplicationView> {
  const application = await ownRowIn(tx, ctx, id);
  const call = await callRowIn(tx, ctx, application.callId);
  const { fields } = await formVersionIn(tx, application.formId);
  const rows = await answersIn(tx, id);
  const answers: Answers = Object.fromEntries(rows.map(({ key, value }) => [key, value]));
  const stage = application.stage as FormStage;
  const isWritten = isBeingWritten(application);
  const missing = missingFields(fields, answers, stage).map(({ key }) => key);
  return {
    id,
    reference: application.reference,
    call: callRowView(call, ctx),
    firmName: application.firmName,
    state: application.state,
    outcome: application.outcome,
    stage,
    isLate: application.isLate,
    isReopened: application.submittedAt !== null,
    fields: fields.filter((field) => field.stage <= stage),
    answers: rows,
    files: await answerFilesIn(tx, id),
    asides: await ownAsides(tx, ctx, id),
    progress: progressOf(fields, answers, stage),
    missing,
    formChanges: await formChanges(tx, application, fields),
    authors: await authorsIn(tx, ctx, id),
    clock: responseClock(
      {
        state: application.state,
        outcome: application.outcome,
        isAskedBack: application.isAskedBack,
        since: application.turnSince,
        writersUntil: application.writersUntil,
      },
      call.promisedDays as unknown as PromisedDays,
      await baseCalendar(tx, ctx),
    ),
    way: await wayIn(tx, application),
    decision: await toldDecisionIn(tx, ctx, id),
    submittedAt: application.submittedAt,
    updatedAt: application.updatedAt,
    can: {
      write: isWritten,
      submit: isWritten && missing.length === 0,
      withdraw: application.state === "submitted" || application.state === "in_review",
      invite: isWritten,
      delete: isDeletable(application),
    },
  };
}

export function answersIn(tx: Transaction, applicationId: string): Promise<OwnAnswer[]> {
  return tx
    .selectFrom("applicationAnswer as answer")
    .leftJoin("applicationAuthor as author", (join) =>
      join.onRef("author.personId", "=", "answer.writtenBy").onRef("author.applicationId", "=", "answer.applicationId"),
    )
    .select(["answer.key", "answer.value", "answer.version", "author.name as writtenBy", "answer.writtenAt"])
    .where("answer.applicationId", "=", applicationId)
    .orderBy("answer.key")
    .execute() as Promise<OwnAnswer[]>;
}

function ownAsides(tx: Transaction, { actor }: Context, applicationId: string) {
  return tx
    .selectFrom("applicationAnswerAside")
    .select(["id", "key", "value"])
    .where("applicationId", "=", applicationId)
    .where("writtenBy", "=", actor.personId!)
    .where("settledAt", "is", null)
    .orderBy("writtenAt")
    .execute() as Promise<OwnApplicationView["asides"]>;
}

async function formChanges(
  tx: Transaction,
  { formId, seenFormId, stage }: OwnRow,
  fields: Form,
): Promise<OwnApplicationView["formChanges"]> {
  if (formId === seenFormId) return [];
  const changes = changeBetween((await formVersionIn(tx, seenFormId)).fields, fields);
  return (["added", "changed", "removed"] as const).flatMap((kind) =>
    changes[kind].filter((field) => field.stage <= stage).map(({ key, label }) => ({ key, label, kind })),
  );
}

/** Who writes, and on which field just now. */
export function authorsIn(tx: Transaction, ctx: Context, applicationId: string): Promise<OwnApplicationView["authors"]> {
  return tx
    .selectFrom("applicationAuthor as author")
    .leftJoin("applicationPresence as presence", (join) =>
      join
        .onRef("presence.personId", "=", "author.personId")
        .onRef("presence.applicationId", "=", "author.applicationId")
        .on("presence.seenAt", ">", new Date(ctx.now().getTime() - presentSeconds * 1000)),
    )
    .select(["author.personId", "author.name", "presence.key as editing"])
    .where("author.applicationId", "=", applicationId)
    .orderBy("author.joinedAt")
    .execute();
}

/** The applications the actor writes: first those whose turn is theirs, then the last changed. */
export async function listOwnApplications(ctx: Context, callId?: string): Promise<OwnApplicationRow[]> {
  return ctx.transact(async (tx) => {
    const rows = await ownApplications(tx, ctx.actor)
      .$if(callId !== undefined, (own) => own.where("application.callId", "=", callId!))
      .selectAll()
      .orderBy("updatedAt", "desc")
      .orderBy("id")
      .limit(100)
      .execute();
    const calls = await callRowsIn(tx, ctx, [...new Set(rows.map(({ callId }) => callId))]);
    const calendar = await baseCalendar(tx, ctx);
    const progress = await progressesIn(tx, rows.filter(isBeingWritten));
    const views = rows.flatMap((row): OwnApplicationRow[] => {
      const call = calls.get(row.callId);
      if (!call) return [];
      const clock = responseClock({ ...row, since: row.turnSince }, call.promisedDays as unknown as PromisedDays, calendar);
      const { id, reference, firmName, state, outcome, updatedAt } = row;
      const own = { id, reference, firmName, state, outcome, updatedAt, clock };
      return [{ ...own, call: callRowView(call, ctx), progress: progress.get(id) ?? null }];
    });
    const isMine = ({ clock }: OwnApplicationRow) => Number(clock.turn === "applicant");
    return views.sort((one, other) => isMine(other) - isMine(one));
  });
}
