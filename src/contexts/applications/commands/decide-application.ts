import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { newId } from "#platform/ids.ts";
import { ownedByNobody } from "#platform/jobs/jobs.ts";
import { applicationEvents } from "../events.ts";
import { canRunApplication } from "../policy.ts";
import { type ApplicationRow, applicationRowIn, wallsOf } from "../queries/application-row.ts";
import { type Agreement, agreementOf } from "../review/decision.ts";
import type { DecisionInput } from "../schema.ts";
import { moveApplicationIn } from "./application-moves.ts";
import { mailDecision } from "./mail-applicant.ts";

/**
 * Says what a manager's operator wants. A call of one operator is thereby decided; a joint one once a manager of each, two different
 * people, wants the same. A decision is told to the applicant, and a declined firm keeps its reasons. Declining takes a reason and a letter.
 */
export async function proposeDecision(ctx: Context, applicationId: string, proposed: DecisionInput): Promise<Agreement> {
  demandWords(proposed);
  return ctx.transact(async (tx) => {
    const application = await applicationRowIn(tx, ctx, applicationId);
    allow(canRunApplication(ctx.actor, application));
    const mayBeDecided = ["submitted", "in_review"].includes(application.state) || application.outcome === "waitlisted";
    if (!mayBeDecided || application.isAskedBack) throw new DomainError("conflict", "applications.errors.noSuchMove");
    const organisationId = ctx.actor.organisationId!;
    await tx
      .updateTable("applicationProposal")
      .set({ endedAt: ctx.now() })
      .where("applicationId", "=", applicationId)
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
        proposedAt: ctx.now(),
      })
      .execute();
    const open = await tx
      .selectFrom("applicationProposal")
      .select(["organisationId", "personId", "outcome"])
      .where("applicationId", "=", applicationId)
      .where("endedAt", "is", null)
      .orderBy("proposedAt")
      .orderBy("id")
      .execute();
    const agreement = agreementOf(application.operatorOrgIds, open);
    if (agreement.kind === "stands")
      await decideIn(tx, ctx, application, { ...proposed, by: open.map(({ personId }) => personId) });
    await audit(tx, ctx, {
      action: agreement.kind === "stands" ? applicationEvents.decided : "application.decision_proposed",
      subjectType: "application",
      subjectId: applicationId,
      reason: proposed.reasonCodes.join(", ") || null,
      detail: { outcome: proposed.outcome },
    });
    return agreement;
  });
}

function demandWords({ outcome, reasonCodes, letter }: DecisionInput): void {
  const fields: Record<string, string> = {};
  if (letter.trim() === "") fields.letter = "errors.required";
  if (outcome === "declined" && reasonCodes.length === 0) fields.reasonCodes = "errors.required";
  if (Object.keys(fields).length > 0) throw new DomainError("invalid", "errors.invalid", { fields });
}

async function decideIn(
  tx: Transaction,
  ctx: Context,
  application: ApplicationRow,
  { outcome, reasonCodes, letter, letterLang, nextSteps, by }: DecisionInput & { by: string[] },
): Promise<void> {
  const call = await tx
    .selectFrom("call")
    .select(["sharesFeedback"])
    .where("id", "=", application.callId)
    .executeTakeFirstOrThrow();
  const feedback = call.sharesFeedback ? await feedbackIn(tx, application.id) : [];
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
      feedback: json(feedback),
      decidedBy: by,
      decidedAt: ctx.now(),
    })
    .execute();
  await tx
    .updateTable("applicationProposal")
    .set({ endedAt: ctx.now() })
    .where("applicationId", "=", application.id)
    .where("endedAt", "is", null)
    .execute();
  await moveApplicationIn(tx, ctx, application, { to: "decided", change: { outcome, decidedAt: ctx.now() } });
  await mailDecision(tx, ctx, application.id, { outcome, letter });
  await publish(tx, ctx, applicationEvents.decided, {
    applicationId: application.id,
    callId: application.callId,
    outcome,
    ownerOrgId: ownedByNobody,
  });
}

/** What reviewers wrote for the applicant, in no order that tells who they are. */
async function feedbackIn(tx: Transaction, applicationId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("applicationReview")
    .select("feedback")
    .where("applicationId", "=", applicationId)
    .where("state", "=", "submitted")
    .where("feedback", "!=", "")
    .execute();
  return rows.map(({ feedback }) => feedback).sort();
}
