import { enterCompany, type KnownFirm, type PassReason, recogniseCompany, recordPass } from "#contexts/companies/index.ts";
import { foundOrganisation, giveSeat } from "#contexts/identity/index.ts";
import { audit } from "#platform/audit/audit.ts";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { Answer } from "../form/answer.ts";
import type { ProfilePart } from "../form/field.ts";
import { formVersionIn } from "../queries/call-forms.ts";
import type { DeclineReason } from "../review/decision.ts";

/**
 * What follows from a decision, once: an accepted firm gets its record, its organisation and seats for those who wrote; a declined one keeps
 * the pass of each operator with what would make it look again. Done after the decision, so that a fault here undoes none.
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
    if (application?.state !== "decided" || application.outcome === "waitlisted") return;
    const companyId = application.companyId ?? (await recordOf(tx, ctx, application));
    if (application.companyId === null)
      await tx.updateTable("application").set({ companyId }).where("id", "=", applicationId).execute();
    if (application.outcome === "accepted") await admit(tx, ctx, application, companyId);
    else await keepPasses(tx, ctx, application, companyId);
  });
}

interface DecidedApplication {
  id: string;
  firmName: string;
  formId: string;
  createdBy: string;
  authorPersonIds: string[];
  operatorOrgIds: string[];
}

/** The firm's record: recognised where it surely is one that is known, else made from what the firm said. */
async function recordOf(tx: Transaction, ctx: Context, { id, firmName, formId }: DecidedApplication): Promise<string> {
  const firm = await firmOf(tx, { id, firmName, formId });
  return (await recogniseCompany(tx, firm)) ?? (await enterCompany(tx, ctx, firm));
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

/** Its organisation and a seat for everybody who wrote: who began it as founder, the others as members of the team. */
async function admit(tx: Transaction, ctx: Context, application: DecidedApplication, companyId: string): Promise<void> {
  const known = await tx.selectFrom("organisation").select("id").where("companyId", "=", companyId).executeTakeFirst();
  const organisationId =
    known?.id ?? (await foundOrganisation(tx, ctx, { kind: "startup", name: application.firmName, companyId }));
  for (const personId of application.authorPersonIds) {
    const seated = await tx
      .selectFrom("seat")
      .select("id")
      .where("personId", "=", personId)
      .where("organisationId", "=", organisationId)
      .where("endedAt", "is", null)
      .executeTakeFirst();
    if (seated) continue;
    await giveSeat(tx, ctx, { personId, organisationId, role: personId === application.createdBy ? "founder" : "team_member" });
  }
  await audit(tx, ctx, {
    action: "startup.admitted",
    subjectType: "organisation",
    subjectId: organisationId,
    detail: { companyId },
  });
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
): Promise<void> {
  const proposals = await tx
    .selectFrom("applicationProposal")
    .select(["organisationId", "personId", "reasonCodes", "recheck"])
    .where("applicationId", "=", id)
    .where("outcome", "=", "declined")
    .orderBy("proposedAt", "desc")
    .execute();
  for (const organisationId of operatorOrgIds) {
    const own = proposals.find((proposal) => proposal.organisationId === organisationId);
    if (!own) continue;
    const already = await tx
      .selectFrom("companyPass")
      .select("id")
      .where("applicationId", "=", id)
      .where("ownerOrgId", "=", organisationId)
      .executeTakeFirst();
    if (already) continue;
    const recheck = own.recheck as { kind?: "date" | "new_need"; on?: string };
    const inTheirName = contextFor(ctx.platform, { ...system, personId: own.personId, organisationId });
    await recordPass(
      tx,
      inTheirName,
      companyId,
      {
        reasonCode: passReasonOf[(own.reasonCodes[0] ?? "other") as DeclineReason],
        note: "",
        recheckKind: recheck.kind ?? "none",
        recheckOn: recheck.on ?? null,
        recheckDetail: null,
      },
      { applicationId: id },
    );
  }
}
