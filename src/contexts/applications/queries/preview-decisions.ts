import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { isLocale, type Locale } from "#platform/i18n/locales.ts";
import type { DecisionPreview } from "../decision-views.ts";
import { canRunApplication, canRunCall, visibleApplications } from "../policy.ts";
import { agreementOf, faultOfDecision, type Proposal } from "../review/decision.ts";
import type { DecisionInput, DecisionsAsked } from "../schema.ts";
import type { ApplicationRow } from "./application-row.ts";
import { decisionMails, recipientsIn, sealOf } from "./decision-mails.ts";
import { feedbackFor } from "./feedback-for.ts";
import { callRowIn, callRowView } from "./get-call.ts";
import { letterWriter } from "./letters.ts";

type Write = Awaited<ReturnType<typeof letterWriter>>;

/**
 * What would happen if many were decided alike, before anything does: for each application the mails exactly as they would be sent, or why it
 * cannot be decided so. Applications the actor cannot read are left out as if they did not exist.
 */
export async function previewDecisions(ctx: Context, callId: string, asked: DecisionsAsked): Promise<DecisionPreview[]> {
  return ctx.transact(async (tx) => {
    const call = await callRowIn(tx, ctx, callId);
    allow(canRunCall(ctx.actor, call));
    demandOutcome(asked);
    const rows = await visibleApplications(tx, ctx.actor)
      .selectAll()
      .where("application.callId", "=", call.id)
      .where("application.id", "in", asked.applicationIds)
      .orderBy("application.firmName")
      .orderBy("application.id")
      .execute();
    const write = await letterWriter(tx, ctx, call);
    const { operators } = callRowView(call, ctx);
    const previews: DecisionPreview[] = [];
    for (const row of rows) previews.push(await previewOf(tx, ctx, row, asked, { write, operators }));
    return previews;
  });
}

function demandOutcome({ agrees, outcome, reasonCodes }: DecisionsAsked): void {
  const fields: Record<string, string> = {};
  if (!agrees && outcome === undefined) fields.outcome = "errors.required";
  if (outcome === "declined" && reasonCodes.length === 0) fields.reasonCodes = "errors.required";
  if (Object.keys(fields).length > 0) throw new DomainError("invalid", "errors.invalid", { fields });
}

async function previewOf(
  tx: Transaction,
  ctx: Context,
  row: ApplicationRow,
  asked: DecisionsAsked,
  { write, operators }: { write: Write; operators: { id: string; name: string }[] },
): Promise<DecisionPreview> {
  const shown = { applicationId: row.id, reference: row.reference, firmName: row.firmName };
  const open = await openProposalsOf(tx, row.id);
  const decision = asked.agrees ? agreedWith(ctx, asked, open) : await alike(tx, row, asked, write);
  const fault = !canRunApplication(ctx.actor, row)
    ? "errors.forbidden"
    : (faultOfDecision(row, decision?.correction ?? "") ?? (decision ? null : "decisions.errors.nothingToAgree"));
  if (fault || !decision)
    return { ...shown, fault, effect: "decides", waitsFor: [], seal: "", decision: null, mails: [], feedback: noFeedback };
  const own = { organisationId: ctx.actor.organisationId!, personId: ctx.actor.personId!, outcome: decision.outcome };
  const agreement = agreementOf(row.operatorOrgIds, [
    ...open.filter(({ organisationId }) => organisationId !== own.organisationId),
    own,
  ]);
  const recipients = await recipientsIn(tx, row.id);
  return {
    ...shown,
    fault: null,
    effect: agreement.kind === "stands" ? "decides" : agreement.kind === "waiting" ? "waits" : "disputes",
    waitsFor: agreement.kind === "waiting" ? operators.filter(({ id }) => agreement.for.includes(id)) : [],
    seal: await sealOf(tx, recipients),
    decision,
    mails: await decisionMails(ctx, recipients, decision),
    feedback: await feedbackFor(tx, row, { sharesOnlyReview: decision.sharesOnlyReview ?? false }),
  };
}

const noFeedback: DecisionPreview["feedback"] = { texts: [], withheld: null };

type OpenProposal = Proposal & { decision: DecisionInput };

async function openProposalsOf(tx: Transaction, applicationId: string): Promise<OpenProposal[]> {
  const rows = await tx
    .selectFrom("applicationProposal")
    .selectAll()
    .where("applicationId", "=", applicationId)
    .where("endedAt", "is", null)
    .orderBy("proposedAt")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    organisationId: row.organisationId,
    personId: row.personId,
    outcome: row.outcome,
    decision: {
      outcome: row.outcome,
      reasonCodes: row.reasonCodes as DecisionInput["reasonCodes"],
      note: "",
      letter: row.letter,
      letterLang: row.letterLang as Locale,
      nextSteps: row.nextSteps as DecisionInput["nextSteps"],
      recheck: isGiven(row.recheck) ? row.recheck : null,
      correction: row.correction,
      sharesOnlyReview: row.sharesOnlyReview,
    },
  }));
}

const isGiven = (recheck: unknown): recheck is NonNullable<DecisionInput["recheck"]> =>
  typeof recheck === "object" && recheck !== null && "kind" in recheck;

/** What the other operator proposed, with the note of whoever agrees. */
function agreedWith(ctx: Context, { note }: DecisionsAsked, open: readonly OpenProposal[]): DecisionInput | null {
  const other = open.findLast(({ organisationId }) => organisationId !== ctx.actor.organisationId);
  return other ? { ...other.decision, note } : null;
}

async function alike(tx: Transaction, row: ApplicationRow, asked: DecisionsAsked, write: Write): Promise<DecisionInput> {
  const { outcome, reasonCodes, note, nextSteps, recheck, correction, sharesOnlyReview } = asked;
  const letterLang = await languageOf(tx, row);
  const letter = await write({ ...row, outcome: outcome!, reasonCodes, nextSteps, lang: letterLang });
  return { outcome: outcome!, reasonCodes, note, nextSteps, recheck, correction, sharesOnlyReview, letter, letterLang };
}

/** Of whoever began the application, else of who writes longest. */
async function languageOf(tx: Transaction, { id, createdBy }: ApplicationRow): Promise<Locale> {
  const authors = await tx
    .selectFrom("applicationAuthor")
    .select(["personId", "locale"])
    .where("applicationId", "=", id)
    .orderBy("joinedAt")
    .execute();
  const locale = (authors.find(({ personId }) => personId === createdBy) ?? authors[0])?.locale;
  return isLocale(locale) ? locale : "en";
}
