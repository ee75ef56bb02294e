import { nameIn } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow } from "#platform/errors.ts";
import { opennessOf, takesApplications } from "../call.ts";
import type { DecisionDesk, Voice } from "../decision-views.ts";
import { canRunApplication, visibleApplications, visibleCalls } from "../policy.ts";
import { faultOfDecision, isCorrectionOf } from "../review/decision.ts";
import type { Wording } from "../wording.ts";
import { type ApplicationRow, applicationRowIn } from "./application-row.ts";
import { feedbackFor } from "./feedback-for.ts";
import { callRowIn, callRowView } from "./get-call.ts";
import { managersIn } from "./managers.ts";

/** All a manager needs to decide one application: who has said what, what was decided before, and who answers for it. */
export async function getDecisionDesk(ctx: Context, applicationId: string): Promise<DecisionDesk> {
  return ctx.transact(async (tx) => {
    const application = await applicationRowIn(tx, ctx, applicationId);
    allow(canRunApplication(ctx.actor, application));
    const call = await callRowIn(tx, ctx, application.callId);
    const { operators, slug } = callRowView(call, ctx);
    const managers = await managersIn(tx, ctx, application);
    return {
      applicationId,
      slug,
      canDecide: faultOfDecision(application, "any") === null,
      isCorrection: isCorrectionOf(application),
      voices: await voicesOf(tx, ctx, applicationId, operators),
      decisions: await decisionsOf(tx, ctx, applicationId),
      place: application.outcome === "waitlisted" ? await placeOf(tx, ctx, application) : null,
      responsible: await responsibleOf(tx, ctx, application, operators),
      responsibleChoices: managers
        .filter(({ organisationId }) => organisationId === ctx.actor.organisationId)
        .map(({ personId, name }) => ({ id: personId, name })),
      otherCalls: await otherCalls(tx, ctx, application.callId),
      feedback: await feedbackFor(tx, application, { sharesOnlyReview: false }),
    };
  });
}

async function voicesOf(
  tx: Transaction,
  ctx: Context,
  applicationId: string,
  operators: { id: string; name: string }[],
): Promise<Voice[]> {
  const proposals = await tx
    .selectFrom("applicationProposal as proposal")
    .leftJoin("person", "person.id", "proposal.personId")
    .select(["proposal.organisationId", "proposal.outcome", "proposal.reasonCodes", "proposal.note", "proposal.letter"])
    .select(["proposal.letterLang", "proposal.proposedAt", "person.name as person"])
    .where("proposal.applicationId", "=", applicationId)
    .where("proposal.endedAt", "is", null)
    .execute();
  return operators.map((operator) => {
    const own = proposals.find(({ organisationId }) => organisationId === operator.id);
    if (!own) return { operator, isOurs: operator.id === ctx.actor.organisationId, said: null };
    const { organisationId: _, ...said } = own;
    return { operator, isOurs: operator.id === ctx.actor.organisationId, said };
  });
}

async function decisionsOf(tx: Transaction, { locale }: Context, applicationId: string): Promise<DecisionDesk["decisions"]> {
  const rows = await tx
    .selectFrom("applicationDecision")
    .select(["id", "outcome", "reasonCodes", "letter", "letterLang", "correction", "decidedAt", "decidedBy", "followed"])
    .where("applicationId", "=", applicationId)
    .orderBy("decidedAt", "desc")
    .orderBy("id", "desc")
    .execute();
  const people = await tx
    .selectFrom("person")
    .select(["id", "name"])
    .where(
      "id",
      "in",
      rows.flatMap(({ decidedBy }) => decidedBy),
    )
    .execute();
  const followedOf = (row: (typeof rows)[number]) => row.followed as unknown as Followed;
  const organisations = await tx
    .selectFrom("organisation")
    .select(["id", "name", "names"])
    .where(
      "id",
      "in",
      rows.flatMap((row) => followedOf(row).organisationId ?? []),
    )
    .execute();
  return rows.map(({ decidedBy, followed: _, ...row }, at) => {
    const { organisationId, seatIds = [], passIds = [], isDone } = followedOf(rows[at]!);
    const organisation = organisations.find(({ id }) => id === organisationId);
    return {
      ...row,
      deciders: people.filter(({ id }) => decidedBy.includes(id)).map(({ name }) => name),
      followed: isDone
        ? {
            organisation: organisation
              ? { id: organisation.id, name: nameIn(locale, organisation.name, organisation.names) }
              : null,
            seats: seatIds.length,
            passes: passIds.length,
          }
        : null,
    };
  });
}

/** What followed from a decision, kept so that a correction can take it back. */
export interface Followed {
  isDone?: boolean;
  organisationId?: string;
  seatIds?: string[];
  passIds?: string[];
}

/** Among those on the waiting list the actor may know of. */
export async function placeOf(tx: Transaction, ctx: Context, { id, callId }: Pick<ApplicationRow, "id" | "callId">) {
  const rows = await visibleApplications(tx, ctx.actor)
    .select("application.id")
    .where("application.callId", "=", callId)
    .where("application.outcome", "=", "waitlisted")
    .orderBy("application.waitingOrder")
    .orderBy("application.decidedAt")
    .orderBy("application.id")
    .execute();
  const at = rows.findIndex((row) => row.id === id);
  return at < 0 ? null : at + 1;
}

/** By name where it is a colleague; the other operator says who it is of theirs. */
async function responsibleOf(
  tx: Transaction,
  ctx: Context,
  { responsiblePersonId, responsibleOrgId }: ApplicationRow,
  operators: { id: string; name: string }[],
): Promise<DecisionDesk["responsible"]> {
  if (responsiblePersonId === null) return null;
  const person = await tx.selectFrom("person").select("name").where("id", "=", responsiblePersonId).executeTakeFirst();
  const operator = operators.find(({ id }) => id === responsibleOrgId);
  const name = person?.name ?? operator?.name ?? "";
  return { id: responsiblePersonId, name, isOurs: responsibleOrgId === ctx.actor.organisationId };
}

/** Calls that a declined applicant of a call could be sent to. */
export function listOtherCalls(ctx: Context, callId: string): Promise<DecisionDesk["otherCalls"]> {
  return ctx.transact(async (tx) => otherCalls(tx, ctx, (await callRowIn(tx, ctx, callId)).id));
}

async function otherCalls(tx: Transaction, ctx: Context, callId: string): Promise<DecisionDesk["otherCalls"]> {
  const rows = await visibleCalls(tx, ctx.actor)
    .select(["call.slug", "call.title", "call.state", "call.mode", "call.opensAt", "call.softDeadlineAt", "call.hardDeadlineAt"])
    .where("call.id", "!=", callId)
    .where("call.state", "=", "published")
    .orderBy("call.slug")
    .execute();
  return rows
    .filter((call) => takesApplications(opennessOf(call, ctx.now())))
    .map(({ slug, title }) => ({ slug, title: title as Wording }));
}
