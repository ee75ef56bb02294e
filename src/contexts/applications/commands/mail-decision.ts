import { createHash } from "node:crypto";
import { publicUrl } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { translator } from "#platform/i18n/translate.ts";
import { queueMail } from "#platform/mail/outbox.ts";
import type { Outcome } from "../application.ts";
import type { LetterMail } from "../decision-views.ts";

export interface TellableDecision {
  outcome: Outcome;
  letterLang: Locale;
  /** Why it replaces what was told before. */
  correction?: string | undefined;
}

/** Tells every writer what was decided, in the language of the letter. */
export async function mailDecision(
  tx: Transaction,
  ctx: Context,
  applicationId: string,
  { letter, ...decision }: TellableDecision & { letter: string },
): Promise<void> {
  // Mails to applicants belong to no operator's outbox: somebody with a conflict could read them there.
  for (const { to, subject, before, after } of await decisionMails(tx, ctx, applicationId, decision))
    await queueMail(tx, ctx, {
      to,
      subject,
      text: `${before}${letter}${after}`,
      locale: decision.letterLang,
      isUnseen: true,
    });
}

/** The mails of a decision exactly as they are sent, but for the letter that stands in the middle of each. */
export async function decisionMails(
  tx: Transaction,
  ctx: Context,
  applicationId: string,
  { outcome, letterLang, correction = "" }: TellableDecision,
): Promise<LetterMail[]> {
  const { application, authors } = await recipientsIn(tx, applicationId);
  const t = await translator(letterLang);
  const values = { firm: application.firmName, reference: application.reference };
  const told = t(`applications.mail.decided.${outcome}`, values);
  const link = `${publicUrl(ctx.platform)}/my-applications/${applicationId}`;
  return authors.map(({ email, name }) => {
    const [before = "", after = ""] = t("decisions.mail.text", {
      name,
      letter: gap,
      link,
      reference: application.reference,
      isCorrection: correction === "" ? "no" : "yes",
      correction,
    }).split(gap);
    const subject = correction === "" ? told : t("decisions.mail.corrected", { subject: told });
    return { to: email, name, subject, before, after };
  });
}

/** Of no alphabet: nothing that is typed holds it. */
const gap = "\uE000";

/**
 * A mark of all that a preview showed and that somebody else could change before it is sent: who gets the mails, what the application is and
 * what was proposed for it.
 */
export async function sealOf(tx: Transaction, applicationId: string): Promise<string> {
  const { application, authors } = await recipientsIn(tx, applicationId);
  const open = await tx
    .selectFrom("applicationProposal")
    .select("id")
    .where("applicationId", "=", applicationId)
    .where("endedAt", "is", null)
    .orderBy("id")
    .execute();
  const shown = JSON.stringify([application, authors, open.map(({ id }) => id)]);
  return createHash("sha256").update(shown).digest("hex");
}

async function recipientsIn(tx: Transaction, applicationId: string) {
  const application = await tx
    .selectFrom("application")
    .select(["reference", "firmName", "version", "state", "outcome"])
    .where("id", "=", applicationId)
    .executeTakeFirstOrThrow();
  const authors = await tx
    .selectFrom("applicationAuthor")
    .select(["email", "name"])
    .where("applicationId", "=", applicationId)
    .orderBy("joinedAt")
    .orderBy("personId")
    .execute();
  return { application, authors };
}
