import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { isId } from "#platform/ids.ts";
import { ownedByNobody } from "#platform/jobs/jobs.ts";
import { type ApplicationState, refusalOfMove } from "../application.ts";
import { applicationEvents } from "../events.ts";
import { canRunApplication, canWriteApplication, ownApplications } from "../policy.ts";
import { type ApplicationRow, lockedApplicationIn } from "../queries/application-row.ts";
import { type ApplicationMove, moveApplicationIn } from "./application-moves.ts";
import { tellAuthors } from "./mail-applicant.ts";

/** Its writers take an application back before it is decided. */
export async function withdrawApplication(ctx: Context, applicationId: string, { reason }: { reason: string }): Promise<void> {
  await ctx.transact(async (tx) => {
    const own = ownApplications(tx, ctx.actor).selectAll().where("application.id", "=", applicationId).forUpdate();
    const application = found(isId(applicationId) ? await own.executeTakeFirst() : undefined);
    allow(canWriteApplication(ctx.actor, application));
    demandMove(application, "withdrawn", "applicant");
    await moveApplicationIn(tx, ctx, application, { to: "withdrawn", reason, change: { isAskedBack: false } });
    await told(tx, ctx, application, "withdrawn", reason);
  });
}

/** Gives an application back to its writers and tells them why; what was handed in stays to be read. */
export async function reopenApplication(
  ctx: Context,
  applicationId: string,
  { reason, until }: { reason: string; until: string | null },
): Promise<void> {
  demandReason(reason);
  await runMove(ctx, applicationId, { to: "draft", reason, change: { writersUntil: until } }, "reopened");
}

/** Puts an application into review. */
export const beginReview = (ctx: Context, applicationId: string): Promise<void> =>
  runMove(ctx, applicationId, { to: "in_review" }, null);

/** Asks its writers for the second stage by a day; the rest of the review goes on. */
export async function askForSecondStage(
  ctx: Context,
  applicationId: string,
  { reason, until }: { reason: string; until: string | null },
): Promise<void> {
  demandReason(reason);
  await ctx.transact(async (tx) => {
    const application = await lockedApplicationIn(tx, ctx, applicationId);
    allow(canRunApplication(ctx.actor, application));
    const mayBeAsked = application.stage === 1 && ["submitted", "in_review"].includes(application.state);
    if (!mayBeAsked) throw new DomainError("conflict", "applications.errors.noSuchMove");
    await moveApplicationIn(tx, ctx, application, {
      to: "in_review",
      reason,
      change: { stage: 2, isAskedBack: true, writersUntil: until },
    });
    await tellAuthors(tx, ctx, applicationId, "askedBack", { note: reason, until: until ?? "" });
    await told(tx, ctx, application, "in_review", reason);
  });
}

async function runMove(ctx: Context, applicationId: string, move: ApplicationMove, mail: "reopened" | null): Promise<void> {
  await ctx.transact(async (tx) => {
    const application = await lockedApplicationIn(tx, ctx, applicationId);
    allow(canRunApplication(ctx.actor, application));
    demandMove(application, move.to, "manager");
    await moveApplicationIn(tx, ctx, application, move);
    if (mail)
      await tellAuthors(tx, ctx, applicationId, mail, { note: move.reason ?? "", until: move.change?.writersUntil ?? "" });
    await told(tx, ctx, application, move.to, move.reason ?? null);
  });
}

function demandMove(
  application: Pick<ApplicationRow, "state" | "outcome">,
  to: ApplicationState,
  mover: "applicant" | "manager",
): void {
  const refusal = refusalOfMove(application, to, mover);
  if (refusal) throw new DomainError("conflict", refusal);
}

function demandReason(reason: string): void {
  if (reason.trim() === "") throw new DomainError("invalid", "errors.invalid", { fields: { reason: "errors.required" } });
}

async function told(
  tx: Transaction,
  ctx: Context,
  { id, callId, state }: Pick<ApplicationRow, "id" | "callId" | "state">,
  to: ApplicationState,
  reason: string | null,
): Promise<void> {
  await publish(tx, ctx, applicationEvents.stateChanged, {
    applicationId: id,
    callId,
    from: state,
    to,
    ownerOrgId: ownedByNobody,
  });
  await audit(tx, ctx, {
    action: `application.${to}`,
    subjectType: "application",
    subjectId: id,
    reason: reason || null,
    detail: { from: state },
  });
}
