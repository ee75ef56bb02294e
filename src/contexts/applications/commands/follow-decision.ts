import {
  completeCompany,
  enterCompany,
  type KnownFirm,
  type PassReason,
  type RecheckKind,
  recogniseCompany,
  recordPass,
  withdrawPassIn,
} from "#contexts/companies/index.ts";
import { foundOrganisation, giveSeat, takeBackSeat } from "#contexts/identity/index.ts";
import { audit } from "#platform/audit/audit.ts";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import type { Outcome } from "../application.ts";
import type { Answer } from "../form/answer.ts";
import type { ProfilePart } from "../form/field.ts";
import { formVersionIn } from "../queries/call-forms.ts";
import type { Followed } from "../queries/decision-desk.ts";
import type { DeclineReason } from "../review/decision.ts";
import { excludePerson } from "./find-conflicts.ts";

/**
 * What follows from a decision, once: an accepted firm gets its record, its organisation and seats for those who wrote; a declined one keeps
 * the pass of each operator with what would make it look again. A correction first takes back what followed from the decision it replaces.
 * Done after the decision, so that a fault here undoes none.
 */
export async function followDecision(platform: Platform, applicationId: string): Promise<void> {
  const ctx = contextFor(platform, system);
  await ctx.transact(async (tx) => {
    const application = await tx
      .selectFrom("application")
      .selectAll()
      .where("id", "=", applicationId)
      .forUpdate()
      .executeTakeFirst();
    if (application?.state !== "decided") return;
    const decisions = await tx
      .selectFrom("applicationDecision")
      .select(["id", "followed"])
      .where("applicationId", "=", applicationId)
      .orderBy("decidedAt")
      .orderBy("id")
      .execute();
    const last = decisions.pop();
    if (!last || isDone(last)) return;
    const companyId = application.companyId && (await survivingCompany(tx, application.companyId));
    for (const earlier of decisions) await takeBack(tx, ctx, companyId, earlier);
    await keepFollowed(tx, last.id, { ...(await follow(tx, ctx, application, companyId)), isDone: true });
  });
}

const followedFrom = ({ followed }: { followed: unknown }): Followed => followed as Followed;
const isDone = (decision: { followed: unknown }): boolean => followedFrom(decision).isDone === true;

const keepFollowed = (tx: Transaction, decisionId: string, followed: Followed) =>
  tx
    .updateTable("applicationDecision")
    .set({ followed: json(followed) })
    .where("id", "=", decisionId)
    .execute();

async function follow(tx: Transaction, ctx: Context, application: DecidedApplication, known: string | null): Promise<Followed> {
  if (application.outcome === "waitlisted") return {};
  const companyId = known ?? (await recordOf(tx, ctx, application));
  if (companyId === null) return {};
  if (application.companyId !== companyId)
    await tx.updateTable("application").set({ companyId }).where("id", "=", application.id).execute();
  if (application.outcome === "accepted") {
    await completeCompany(tx, ctx, companyId, await firmOf(tx, application));
    return admit(tx, ctx, application, companyId);
  }
  return { passIds: await keepPasses(tx, ctx, application, companyId) };
}

/** Records are merged while an application is read. */
async function survivingCompany(tx: Transaction, companyId: string): Promise<string> {
  const { mergedIntoId } = await tx
    .selectFrom("company")
    .select("mergedIntoId")
    .where("id", "=", companyId)
    .executeTakeFirstOrThrow();
  return mergedIntoId ? survivingCompany(tx, mergedIntoId) : companyId;
}

/** The seats and passes of a decision that another one replaced; the organisation and the record stay, as anybody may have built on them. */
async function takeBack(
  tx: Transaction,
  ctx: Context,
  companyId: string | null,
  decision: { id: string; followed: unknown },
): Promise<void> {
  const { seatIds = [], passIds = [] } = followedFrom(decision);
  for (const seatId of seatIds) await takeBackSeat(tx, ctx, seatId, "decision corrected");
  if (companyId !== null) for (const passId of passIds) await withdrawPassIn(tx, ctx, companyId, passId);
  if (seatIds.length + passIds.length > 0) await keepFollowed(tx, decision.id, { isDone: true });
}

interface DecidedApplication {
  id: string;
  outcome: Outcome | null;
  companyId: string | null;
  excludedPersonIds: string[];
  firmName: string;
  formId: string;
  createdBy: string;
  authorPersonIds: string[];
  operatorOrgIds: string[];
}

/**
 * The firm's record: recognised where it surely is one that is known, else made from what the firm said. A declined firm of which somebody
 * must not know that it applied gets no new record: everybody who reads companies would see it come in.
 */
async function recordOf(tx: Transaction, ctx: Context, application: DecidedApplication): Promise<string | null> {
  const { id, firmName, formId, outcome, excludedPersonIds } = application;
  const firm = await firmOf(tx, { id, firmName, formId });
  const known = await recogniseCompany(tx, firm);
  if (known !== null) return known;
  return outcome === "declined" && excludedPersonIds.length > 0 ? null : enterCompany(tx, ctx, firm);
}

/** The answers to questions that fill the profile, among those everybody of the call reads. */
async function firmOf(
  tx: Transaction,
  { id, firmName, formId }: Pick<DecidedApplication, "id" | "firmName" | "formId">,
): Promise<KnownFirm> {
  const { fields } = await formVersionIn(tx, formId);
  const part = await tx
    .selectFrom("applicationSubmissionPart as part")
    .innerJoin("applicationSubmission as submission", "submission.id", "part.submissionId")
    .select("part.answers")
    .where("part.applicationId", "=", id)
    .where("part.part", "=", "shared")
    .orderBy("submission.submittedAt", "desc")
    .limit(1)
    .executeTakeFirst();
  const answers = (part?.answers ?? {}) as Record<string, Answer>;
  const said = new Map(
    fields.flatMap(({ key, profilePart }) => (profilePart && key in answers ? [[profilePart, answers[key]] as const] : [])),
  );
  const text = (name: ProfilePart) => (typeof said.get(name) === "string" ? (said.get(name) as string) : undefined);
  const number = (name: ProfilePart) => (typeof said.get(name) === "number" ? (said.get(name) as number) : undefined);
  const told = {
    legalName: text("legalName"),
    website: text("website"),
    country: text("country"),
    city: text("city"),
    stage: text("stage"),
    field: text("field"),
    oneLiner: text("oneLiner"),
    description: text("description"),
    foundedYear: number("foundedYear"),
    teamSize: number("teamSize"),
  };
  const given = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  return { name: text("name") ?? firmName, ...given } as KnownFirm;
}

/** Its organisation and a seat for everybody who wrote: who began it, or else the first writer, as founder, the others as members of the team. */
async function admit(tx: Transaction, ctx: Context, application: DecidedApplication, companyId: string): Promise<Followed> {
  const known = await tx.selectFrom("organisation").select("id").where("companyId", "=", companyId).executeTakeFirst();
  const organisationId =
    known?.id ?? (await foundOrganisation(tx, ctx, { kind: "startup", name: application.firmName, companyId }));
  const founderId = application.authorPersonIds.includes(application.createdBy)
    ? application.createdBy
    : application.authorPersonIds[0];
  const seatIds: string[] = [];
  for (const personId of application.authorPersonIds) {
    const seated = await tx
      .selectFrom("seat")
      .select("id")
      .where("personId", "=", personId)
      .where("organisationId", "=", organisationId)
      .where("endedAt", "is", null)
      .executeTakeFirst();
    if (seated) continue;
    const role = personId === founderId ? "founder" : "team_member";
    seatIds.push(await giveSeat(tx, ctx, { personId, organisationId, role }));
    // Somebody of the operators has a firm now.
    await excludePerson(tx, ctx, personId);
  }
  await audit(tx, ctx, {
    action: "startup.admitted",
    subjectType: "organisation",
    subjectId: organisationId,
    detail: { companyId },
  });
  return { organisationId, seatIds };
}

const passReasonOf: Record<DeclineReason, PassReason> = {
  not_eligible: "no_fit",
  no_fit: "no_fit",
  too_early: "too_early",
  technology: "technology",
  team: "team",
  competitor: "competitor",
  capacity: "no_capacity",
  incomplete: "no_answer",
  other: "other",
};

/** One pass for each operator of the call, in the name of whoever decided for it. */
async function keepPasses(
  tx: Transaction,
  ctx: Context,
  { id, operatorOrgIds }: DecidedApplication,
  companyId: string,
): Promise<string[]> {
  const passIds: string[] = [];
  const proposals = await tx
    .selectFrom("applicationProposal")
    .select(["organisationId", "personId", "reasonCodes", "recheck", "note"])
    .where("applicationId", "=", id)
    .where("outcome", "=", "declined")
    .orderBy("proposedAt", "desc")
    .execute();
  for (const organisationId of operatorOrgIds) {
    const own = proposals.find((proposal) => proposal.organisationId === organisationId);
    if (!own) continue;
    const recheck = own.recheck as { kind?: RecheckKind; on?: string | null; detail?: string | null };
    const inTheirName = contextFor(ctx.platform, { ...system, personId: own.personId, organisationId });
    const { id: passId } = await recordPass(
      tx,
      inTheirName,
      companyId,
      {
        reasonCode: passReasonOf[(own.reasonCodes[0] ?? "other") as DeclineReason],
        note: own.note,
        recheckKind: recheck.kind ?? "none",
        recheckOn: recheck.on ?? null,
        recheckDetail: recheck.detail ?? null,
      },
      { applicationId: id },
    );
    passIds.push(passId);
  }
  return passIds;
}
