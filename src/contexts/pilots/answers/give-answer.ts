import { newPass } from "#contexts/companies/index.ts";
import { demandLink } from "#contexts/identity/index.ts";
import { addEntryIn, entryFacts, passEntryIn } from "#contexts/matching/index.ts";
import { audit } from "#platform/audit/audit.ts";
import { baseToday, daysAfter } from "#platform/base-calendar.ts";
import { type Context, contextFor, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { DomainError } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { newId } from "#platform/ids.ts";
import { parse } from "#platform/parse.ts";
import { decideGateIn } from "../commands/decide-gate.ts";
import { pilotEvents } from "../events.ts";
import { mailQuestion } from "../jobs/mail-question.ts";
import type { HoldReason, StopReason, Verdict } from "../pilot.ts";
import { type Answer, answersTo, heldDays, reasonsOf } from "./answer.ts";
import type { AnswerInput } from "./answer-schema.ts";
import { demandTry } from "./get-question.ts";
import { type AnswerLink, type Standing, standingOf } from "./standing.ts";

/**
 * Answers a mailed question once, as the person it was put to and with the seat they have now: the policy is asked again by the command
 * that carries the answer out. The link is used in the same transaction, so of two clicks one wins and the other is told.
 */
export async function giveAnswer(ctx: Context, secret: string, input: AnswerInput): Promise<{ answer: Answer }> {
  await demandTry(ctx);
  const standing = await standingOf(ctx, secret);
  const { link, state, actor } = standing;
  if (state !== "open" || actor === null)
    throw new DomainError("conflict", `pilotMail.errors.${state === "open" ? "changed" : state}`);
  const { answer } = input;
  if (!answersTo[link.question].includes(answer)) throw new DomainError("invalid", "pilotMail.errors.otherQuestion");
  demandReason(input);
  const own = contextFor(ctx.platform, actor, ctx);
  const carryOut = await carrierOf(own, standing, input);
  await own.transact(async (tx) => {
    await useLink(tx, own, link, answer);
    await carryOut(tx);
    const subject = link.pilotId
      ? { subjectType: "pilot", subjectId: link.pilotId }
      : { subjectType: "need", subjectId: link.needId };
    const detail = { answer, linkId: link.id, ...(link.companyId ? { companyId: link.companyId } : {}) };
    await audit(tx, own, { action: "pilot.answered_by_mail", ...subject, reason: input.reason ?? null, detail });
  });
  return { answer };
}

function demandReason({ answer, reason, told }: AnswerInput): void {
  const known = reasonsOf[answer];
  if (!known) return;
  if (!reason || !known.includes(reason))
    throw new DomainError("invalid", "pilotMail.errors.reasonMissing", { fields: { reason: "pilotMail.errors.reasonMissing" } });
  if (reason === "other" && told.trim() === "")
    throw new DomainError("invalid", "pilotMail.errors.wordsMissing", { fields: { told: "pilotMail.errors.wordsMissing" } });
}

/** The row is held until the end of the transaction: a second click waits here, and finds the link used. */
async function useLink(tx: Transaction, ctx: Context, link: AnswerLink, answer: Answer): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable("answerLink")
    .set({ answer, usedAt: ctx.now() })
    .where("id", "=", link.id)
    .where("usedAt", "is", null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new DomainError("conflict", "pilotMail.errors.used");
}

/** What an answer does. What takes long, ranking, is done before the transaction. */
async function carrierOf(own: Context, { link }: Standing, input: AnswerInput): Promise<(tx: Transaction) => Promise<unknown>> {
  const { question } = link;
  if (question === "decision") return (tx) => decide(tx, own, link, input);
  if (question === "ageing") return (tx) => check(tx, own, link, input.answer as "allWell" | "needsHelp");
  const { needId, companyId } = link as { needId: string; companyId: string };
  if (input.answer === "pass") {
    const pass = parse(newPass, { reasonCode: input.reason, note: input.told });
    return (tx) => passEntryIn(tx, own, needId, companyId, pass);
  }
  if (input.answer === "later") return async () => {};
  const facts = await entryFacts(own, needId, companyId);
  return (tx) => addEntryIn(tx, own, needId, { companyId, stage: "shortlist" }, facts);
}

async function decide(tx: Transaction, own: Context, { pilotId, forVersion }: AnswerLink, { answer, reason, told }: AnswerInput) {
  const verdict = answer as Verdict;
  await decideGateIn(
    tx,
    own,
    pilotId!,
    {
      verdict,
      reason: (reason ?? null) as HoldReason | StopReason | null,
      told,
      note: "",
      until: verdict === "hold" ? daysAfter(await baseToday(tx, own), heldDays) : null,
      version: forVersion!,
    },
    true,
  );
}

async function check(tx: Transaction, own: Context, { pilotId, ownerOrgId }: AnswerLink, answer: "allWell" | "needsHelp") {
  await tx
    .insertInto("pilotCheck")
    .values({
      id: newId(),
      pilotId: pilotId!,
      ownerOrgId,
      answer,
      personId: own.actor.personId!,
      personName: own.actor.personName ?? "",
      checkedAt: own.now(),
    })
    .execute();
  await publish(tx, own, pilotEvents.checked, { pilotId: pilotId!, ownerOrgId, answer });
}

/** Mails the question anew, as the thing stands today, to whoever was asked; for a link that was used, ran out or was overtaken. */
export async function renewQuestion(ctx: Context, secret: string): Promise<void> {
  await demandTry(ctx);
  const { link, state, actor, person, thing } = await standingOf(ctx, secret);
  if (actor === null || person === null || state === "open" || !thing.isOpen)
    throw new DomainError("conflict", "pilotMail.errors.notRenewed");
  await demandLink(ctx, person.email);
  const beyond = contextFor(ctx.platform, system, ctx);
  await beyond.transact((tx) => mailQuestion(tx, beyond, { link, person, thing }));
}
