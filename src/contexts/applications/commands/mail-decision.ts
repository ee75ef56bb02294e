import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { queueMail } from "#platform/mail/outbox.ts";
import { decisionMails, recipientsIn, type TellableDecision } from "../queries/decision-mails.ts";

/** Tells every writer what was decided, in the language of the letter. */
export async function mailDecision(
  tx: Transaction,
  ctx: Context,
  applicationId: string,
  { letter, ...decision }: TellableDecision & { letter: string },
): Promise<void> {
  const mails = await decisionMails(ctx, await recipientsIn(tx, applicationId), decision);
  // Mails to applicants belong to no operator's outbox: somebody with a conflict could read them there.
  for (const { to, subject, before, after } of mails)
    await queueMail(tx, ctx, {
      to,
      subject,
      text: `${before}${letter}${after}`,
      locale: decision.letterLang,
      isUnseen: true,
    });
}
