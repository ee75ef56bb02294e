import { createHash } from "node:crypto";
import { sql } from "kysely";
import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { DomainError, type FieldErrors, found, type MessageValues } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { isId, newId } from "#platform/ids.ts";
import { ownedByNobody } from "#platform/jobs/jobs.ts";
import { opennessOf, takesApplications } from "../call.ts";
import { applicationEvents } from "../events.ts";
import { type Answer, type Answers, faultOf } from "../form/answer.ts";
import { answerText } from "../form/answer-text.ts";
import type { FormStage } from "../form/field.ts";
import { type Form, missingFields, shownFields } from "../form/form.ts";
import { profileOf, trackOf } from "../form/profile.ts";
import { canWriteApplication } from "../policy.ts";
import { formVersionIn } from "../queries/call-forms.ts";
import { answersIn, isBeingWritten, ownApplicationIn } from "../queries/own-application.ts";
import type { OwnApplicationView } from "../views.ts";
import { moveApplicationIn } from "./application-moves.ts";
import { beyondWalls } from "./beyond-walls.ts";
import { excludeConflicted } from "./find-conflicts.ts";

/**
 * Hands an application in: once, however often it is sent. What is handed in is kept as it is with the version of the form; people with a
 * conflict of interest are shut out in the same transaction, before anybody could have read it. After the soft deadline it is marked
 * late, after the hard one it stays a draft. Refuses what is missing or wrong and two texts nobody has chosen between, field by field.
 */
export async function submitApplication(ctx: Context, applicationId: string): Promise<OwnApplicationView> {
  // Past the walls: whom to shut out is known by comparing with people its writers cannot see.
  const own = beyondWalls(ctx);
  await own.transact(async (tx) => {
    const application = await lockedRow(tx, ctx, applicationId);
    if (!isBeingWritten(application)) return;
    const isLate = await demandOpen(tx, ctx, application);
    const { fields } = await formVersionIn(tx, application.formId);
    const stage = application.stage as FormStage;
    const answers: Answers = Object.fromEntries((await answersIn(tx, applicationId)).map(({ key, value }) => [key, value]));
    demandAnswers(fields, answers, stage);
    await demandFiles(tx, applicationId, fields, answers, stage);
    await demandSettled(tx, ctx, applicationId, shownFields(fields, answers, stage));
    await keepSubmission(tx, own, application, { fields, answers, stage, isLate });
    const shown = shownFields(fields, answers, stage);
    const { tracks } = await tx
      .selectFrom("call")
      .select("tracks")
      .where("id", "=", application.callId)
      .executeTakeFirstOrThrow();
    await moveApplicationIn(tx, own, application, {
      to: application.isAskedBack ? application.state : "submitted",
      change: {
        isAskedBack: false,
        isLate,
        submittedAt: application.submittedAt ?? ctx.now(),
        seenFormId: application.formId,
        ...profileOf(shown, answers),
        track: trackOf(shown, answers, tracks as { key: string }[]) ?? application.track,
      },
    });
    await excludeConflicted(tx, own, applicationId);
    const payload = { applicationId, callId: application.callId, stage, ownerOrgId: ownedByNobody };
    await publish(tx, own, applicationEvents.submitted, payload);
    await audit(tx, own, {
      action: applicationEvents.submitted,
      subjectType: "application",
      subjectId: applicationId,
      detail: { stage, isLate },
    });
  });
  return ctx.transact((tx) => ownApplicationIn(tx, ctx, applicationId));
}

async function lockedRow(tx: Transaction, { actor }: Context, id: string) {
  const row = found(
    isId(id) ? await tx.selectFrom("application").selectAll().where("id", "=", id).forUpdate().executeTakeFirst() : undefined,
  );
  return found(canWriteApplication(actor, row) ? row : undefined);
}

type Row = Awaited<ReturnType<typeof lockedRow>>;

/** Whether it comes late; throws where it comes too late. Writers who were asked back have the day they were told. */
async function demandOpen(tx: Transaction, ctx: Context, { callId, isAskedBack, submittedAt, isLate }: Row): Promise<boolean> {
  if (isAskedBack || submittedAt !== null) return isLate;
  const call = await tx.selectFrom("call").selectAll().where("id", "=", callId).executeTakeFirstOrThrow();
  const openness = opennessOf(call, ctx.now());
  if (!takesApplications(openness)) throw new DomainError("conflict", "applications.errors.deadlinePassed");
  return openness === "late";
}

function demandAnswers(fields: Form, answers: Answers, stage: FormStage): void {
  const errors: FieldErrors = {};
  const values: Record<string, MessageValues> = {};
  for (const { key } of missingFields(fields, answers, stage)) errors[key] = "errors.required";
  for (const field of shownFields(fields, answers, stage)) {
    const fault = faultOf(field, answers[field.key]);
    if (!fault) continue;
    errors[field.key] = fault.key;
    if (fault.values) values[field.key] = fault.values;
  }
  if (Object.keys(errors).length > 0)
    throw new DomainError("invalid", "applications.errors.incomplete", { fields: errors, fieldValues: values });
}

/** Refuses files that were found infected. */
async function demandFiles(
  tx: Transaction,
  applicationId: string,
  fields: Form,
  answers: Answers,
  stage: FormStage,
): Promise<void> {
  const infected = await tx
    .selectFrom("applicationFile")
    .select(["key", "name"])
    .where("id", "in", fileIdsOf(shownFields(fields, answers, stage), answers))
    .where("applicationId", "=", applicationId)
    .where("scanState", "=", "infected")
    .execute();
  if (infected.length === 0) return;
  throw new DomainError("invalid", "applications.errors.incomplete", {
    fields: Object.fromEntries(infected.map(({ key }) => [key, "writing.errors.infected"])),
    fieldValues: Object.fromEntries(infected.map(({ key, name }) => [key, { name }])),
  });
}

/** Refuses while a text that was put aside waits for its writer: it would be in nothing that was handed in. */
async function demandSettled(tx: Transaction, { actor }: Context, applicationId: string, shown: Form): Promise<void> {
  const asides = await tx
    .selectFrom("applicationAnswerAside as aside")
    .innerJoin("person", "person.id", "aside.writtenBy")
    .select(["aside.key", "aside.writtenBy", "person.name"])
    .where("aside.applicationId", "=", applicationId)
    .where("aside.settledAt", "is", null)
    .execute();
  const open = asides.filter((aside) => shown.some(({ key }) => key === aside.key));
  if (open.length === 0) return;
  const sentenceOf = (writer: string) =>
    writer === actor.personId ? "writing.errors.asideFirst" : "writing.errors.asideOfOther";
  throw new DomainError("invalid", "applications.errors.incomplete", {
    fields: Object.fromEntries(open.map(({ key, writtenBy }) => [key, sentenceOf(writtenBy)])),
    fieldValues: Object.fromEntries(open.map(({ key, name }) => [key, { name }])),
  });
}

const fileIdsOf = (fields: Form, answers: Answers): string[] =>
  fields
    .filter(({ kind }) => kind === "file")
    .flatMap(({ key }) => (Array.isArray(answers[key]) ? (answers[key] as string[]) : []));

/** What everybody of the call reads, and apart from it what one operator reads. */
async function keepSubmission(
  tx: Transaction,
  ctx: Context,
  { id: applicationId, authorPersonIds, operatorOrgIds, excludedPersonIds, formId }: Row,
  { fields, answers, stage, isLate }: { fields: Form; answers: Answers; stage: FormStage; isLate: boolean },
): Promise<void> {
  const shown = shownFields(fields, answers, stage).filter(({ key }) => answers[key] !== undefined);
  const given: Record<string, Answer> = Object.fromEntries(shown.map(({ key }) => [key, answers[key] as Answer]));
  const submissionId = newId();
  const walls = { applicationId, authorPersonIds, excludedPersonIds };
  await tx
    .insertInto("applicationSubmission")
    .values({
      ...walls,
      id: submissionId,
      operatorOrgIds,
      formId,
      stage,
      isLate,
      sha256: createHash("sha256").update(answerText(given)).digest("hex"),
      submittedBy: ctx.actor.personId!,
      submittedAt: ctx.now(),
    })
    .execute();
  const operators = await tx.selectFrom("organisation").select(["id", "kind"]).where("id", "in", operatorOrgIds).execute();
  for (const [privateTo, own] of Map.groupBy(shown, (field) => field.privateTo)) {
    const readers = privateTo === null ? operators : operators.filter(({ kind }) => kind === privateTo);
    await tx
      .insertInto("applicationSubmissionPart")
      .values({
        ...walls,
        submissionId,
        part: privateTo ?? "shared",
        readerOrgIds: readers.map(({ id }) => id),
        answers: json(Object.fromEntries(own.map(({ key }) => [key, given[key]]))),
      })
      .execute();
    await openFilesTo(tx, ctx, applicationId, { fileIds: fileIdsOf(own, given), readerOrgIds: readers.map(({ id }) => id) });
  }
}

/** Whoever reads a part of what was handed in reads its files; what somebody could read once stays readable. */
async function openFilesTo(
  tx: Transaction,
  ctx: Context,
  applicationId: string,
  { fileIds, readerOrgIds }: { fileIds: string[]; readerOrgIds: string[] },
): Promise<void> {
  await tx
    .updateTable("applicationFile")
    .set((eb) => ({
      handedInAt: eb.fn.coalesce("handedInAt", eb.val(ctx.now())),
      readerOrgIds: sql<string[]>`array(select distinct unnest(reader_org_ids || ${readerOrgIds}::uuid[]))`,
    }))
    .where("applicationId", "=", applicationId)
    .where("id", "in", fileIds)
    .execute();
}
