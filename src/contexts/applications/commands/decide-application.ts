import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { newId } from "#platform/ids.ts";
import { ownedByNobody } from "#platform/jobs/jobs.ts";
import { applicationEvents } from "../events.ts";
import { canRunApplication } from "../policy.ts";
import { type ApplicationRow, lockedApplicationIn, wallsOf } from "../queries/application-row.ts";
import { recipientsIn, sealOf } from "../queries/decision-mails.ts";
import { feedbackFor } from "../queries/feedback-for.ts";
import { type Agreement, agreementOf, faultOfDecision, reasonsOf } from "../review/decision.ts";
import type { DecisionInput } from "../schema.ts";
import { moveApplicationIn } from "./application-moves.ts";
import { mailDecision } from "./mail-decision.ts";

/** Of a proposal made for many at once. */
export interface SaidAtOnce {
  batchId: string;
  /** Of the preview; nothing is said if what it showed has changed. */
  seal: string;
}

/**
 * Says what a manager's operator wants. A call of one operator is thereby decided; a joint one once a manager of each, two different
 * people, wants the same: what the last of them wrote is told. A told decision is replaced by another one only with a reason, which is told
 * as well. Declining takes a reason, everything a letter. Two managers at once follow each other, and the later one finds what the first did.
 */
export async function proposeDecision(
  ctx: Context,
  applicationId: string,
  proposed: DecisionInput,
  atOnce?: SaidAtOnce,
): Promise<Agreement> {
  return ctx.transact(async (tx) => {
    const application = await lockedApplicationIn(tx, ctx, applicationId);
    allow(canRunApplication(ctx.actor, application));
    demandWords(proposed);
    const organisationId = ctx.actor.organisationId!;
    if (atOnce && (await isSaid(tx, application.id, organisationId, atOnce.batchId))) return standingIn(tx, application);
    const fault = faultOfDecision(application, proposed.correction ?? "");
    if (fault === "decisions.errors.correctionMissing")
      throw new DomainError("invalid", "errors.invalid", { fields: { correction: fault } });
    if (fault) throw new DomainError("conflict", fault);
    if (atOnce && atOnce.seal !== (await sealOf(tx, await recipientsIn(tx, application.id))))
      throw new DomainError("conflict", "decisions.errors.changedSincePreview");
    await keepProposal(tx, ctx, application, { ...proposed, organisationId, batchId: atOnce?.batchId ?? null });
    const open = await openProposals(tx, applicationId);
    const agreement = agreementOf(application.operatorOrgIds, open);
    if (agreement.kind === "stands")
      await decideIn(tx, ctx, application, { ...proposed, by: open.map(({ personId }) => personId) });
    await audit(tx, ctx, {
      action: agreement.kind === "stands" ? applicationEvents.decided : "application.decision_proposed",
      subjectType: "application",
      subjectId: applicationId,
      reason: [proposed.correction, proposed.reasonCodes.join(", ")].filter(Boolean).join(" – ") || null,
      detail: { outcome: proposed.outcome, isCorrection: application.state === "decided" },
    });
    return agreement;
  });
}

async function isSaid(tx: Transaction, applicationId: string, organisationId: string, batchId: string): Promise<boolean> {
  const said = await tx
    .selectFrom("applicationProposal")
    .select("id")
    .where("applicationId", "=", applicationId)
    .where("organisationId", "=", organisationId)
    .where("batchId", "=", batchId)
    .executeTakeFirst();
  return said !== undefined;
}

/** What has come of what was said before. */
async function standingIn(tx: Transaction, { id, state, outcome, operatorOrgIds }: ApplicationRow): Promise<Agreement> {
  if (state === "decided" && outcome !== null) return { kind: "stands", outcome };
  return agreementOf(operatorOrgIds, await openProposals(tx, id));
}

const openProposals = (tx: Transaction, applicationId: string) =>
  tx
    .selectFrom("applicationProposal")
    .select(["organisationId", "personId", "outcome"])
    .where("applicationId", "=", applicationId)
    .where("endedAt", "is", null)
    .orderBy("proposedAt")
    .orderBy("id")
    .execute();

function demandWords({ outcome, reasonCodes, letter, recheck }: DecisionInput): void {
  const fields: Record<string, string> = {};
  if (letter.trim() === "") fields.letter = "errors.required";
  if (outcome === "declined" && reasonCodes.length === 0) fields.reasonCodes = "errors.required";
  if (reasonCodes.some((code) => !(reasonsOf[outcome] as readonly string[]).includes(code)))
    fields.reasonCodes = "decisions.errors.reasonOfOther";
  if (recheck?.kind === "date" && recheck.on === null) fields["recheck.on"] = "errors.required";
  if (Object.keys(fields).length > 0) throw new DomainError("invalid", "errors.invalid", { fields });
}

async function keepProposal(
  tx: Transaction,
  ctx: Context,
  application: ApplicationRow,
  { organisationId, batchId, ...proposed }: DecisionInput & { organisationId: string; batchId: string | null },
): Promise<void> {
  await tx
    .updateTable("applicationProposal")
    .set({ endedAt: ctx.now() })
    .where("applicationId", "=", application.id)
    .where("organisationId", "=", organisationId)
    .where("endedAt", "is", null)
    .execute();
  await tx
    .insertInto("applicationProposal")
    .values({
      ...wallsOf(application),
      id: newId(),
      organisationId,
      personId: ctx.actor.personId!,
      outcome: proposed.outcome,
      reasonCodes: proposed.reasonCodes,
      note: proposed.note,
      letter: proposed.letter,
      letterLang: proposed.letterLang,
      nextSteps: json(proposed.nextSteps),
      recheck: json(proposed.recheck ?? {}),
      correction: proposed.correction ?? "",
      sharesOnlyReview: proposed.sharesOnlyReview ?? false,
      batchId,
      proposedAt: ctx.now(),
    })
    .execute();
}

async function decideIn(
  tx: Transaction,
  ctx: Context,
  application: ApplicationRow,
  {
    outcome,
    reasonCodes,
    letter,
    letterLang,
    nextSteps,
    correction = "",
    sharesOnlyReview = false,
    by,
  }: DecisionInput & { by: string[] },
): Promise<void> {
  const feedback = await feedbackFor(tx, application, { sharesOnlyReview });
  await tx
    .insertInto("applicationDecision")
    .values({
      ...wallsOf(application),
      id: newId(),
      authorPersonIds: application.authorPersonIds,
      outcome,
      reasonCodes,
      letter,
      letterLang,
      nextSteps: json(nextSteps),
      feedback: json(feedback.texts),
      correction,
      followed: json({}),
      decidedBy: by,
      decidedAt: ctx.now(),
    })
    .execute();
  // Before it is moved: of what is told, nothing depends on it any more.
  await mailDecision(tx, ctx, application.id, { outcome, letter, letterLang, correction });
  await moveApplicationIn(tx, ctx, application, {
    to: "decided",
    reason: correction || null,
    change: {
      outcome,
      decidedAt: ctx.now(),
      waitingOrder: outcome === "waitlisted" ? await lastOfWaitingList(tx, application.callId) : null,
    },
  });
  await publish(tx, ctx, applicationEvents.decided, {
    applicationId: application.id,
    callId: application.callId,
    outcome,
    ownerOrgId: ownedByNobody,
  });
}

/** Behind everybody the actor may know of; equal numbers are told apart by the time they were decided. */
async function lastOfWaitingList(tx: Transaction, callId: string): Promise<number> {
  const { last } = await tx
    .selectFrom("application")
    .select((eb) => eb.fn.max("waitingOrder").as("last"))
    .where("callId", "=", callId)
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}
