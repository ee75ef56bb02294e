import { createHash } from "node:crypto";
import { publicUrl } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { translator } from "#platform/i18n/translate.ts";
import type { Outcome } from "../application.ts";
import type { LetterMail } from "../decision-views.ts";

export interface TellableDecision {
  outcome: Outcome;
  letterLang: Locale;
  /** Why it replaces what was told before. */
  correction?: string | undefined;
}

/** The mails of a decision exactly as they are sent, but for the letter that stands in the middle of each. */
export async function decisionMails(
  ctx: Context,
  { application, authors }: Recipients,
  { outcome, letterLang, correction = "" }: TellableDecision,
): Promise<LetterMail[]> {
  const t = await translator(letterLang);
  const values = { firm: application.firmName, reference: application.reference };
  const told = t(`applications.mail.decided.${outcome}`, values);
  const link = `${publicUrl(ctx.platform)}/my-applications/${application.id}`;
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
export async function sealOf(tx: Transaction, { application, authors }: Recipients): Promise<string> {
  const open = await tx
    .selectFrom("applicationProposal")
    .select("id")
    .where("applicationId", "=", application.id)
    .where("endedAt", "is", null)
    .orderBy("id")
    .execute();
  const shown = JSON.stringify([application, authors, open.map(({ id }) => id)]);
  return createHash("sha256").update(shown).digest("hex");
}

export type Recipients = Awaited<ReturnType<typeof recipientsIn>>;

/** Whom a decision is told, and of what. */
export async function recipientsIn(tx: Transaction, applicationId: string) {
  const application = await tx
    .selectFrom("application")
    .select(["id", "reference", "firmName", "version", "state", "outcome"])
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
