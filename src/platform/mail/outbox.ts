import { type Context, contextFor, type Platform, system } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import type { Locale } from "../i18n/locales.ts";
import { newId } from "../ids.ts";
import { ownedByNobody } from "../jobs/jobs.ts";

export interface QueuedMail {
  to: string;
  subject: string;
  text: string;
  html?: string;
  locale?: Locale;
  /** The text holds a link that lets somebody in: administrators do not read it, and it is blanked once sent. */
  holdsSecret?: boolean;
  /** Organisation whose administrators see it in the outbox; the actor's unless given. */
  orgId?: string | null;
  /** Shown in nobody's outbox and its job in nobody's queue: that it was sent at all must not be seen. */
  isUnseen?: boolean;
  /** Where one request ends mails of this kind (RFC 8058); for those that come without being asked for each time. */
  unsubscribeUrl?: string;
}

const deliverJob = "platform.deliver-mail";

/** Queues a mail in the command's transaction; a job delivers it, or keeps it for the outbox page where there is no SMTP server. */
export async function queueMail(tx: Transaction, ctx: Context, mail: QueuedMail): Promise<void> {
  const id = newId();
  const orgId = mail.isUnseen ? null : mail.orgId === undefined ? ctx.actor.organisationId : mail.orgId;
  await tx
    .insertInto("mailMessage")
    .values({
      id,
      toAddress: mail.to,
      subject: mail.subject,
      textBody: mail.text,
      htmlBody: mail.html ?? null,
      locale: mail.locale ?? ctx.locale,
      holdsSecret: mail.holdsSecret ?? false,
      unsubscribeUrl: mail.unsubscribeUrl ?? null,
      status: ctx.platform.mailer.send ? "queued" : "kept",
      orgId,
      createdAt: ctx.now(),
    })
    .execute();
  if (ctx.platform.mailer.send)
    await ctx.platform.jobs.enqueue(tx, deliverJob, { mailId: id, ownerOrgId: mail.isUnseen ? ownedByNobody : orgId });
}

export function defineMailJobs(platform: Platform): void {
  platform.jobs.define<{ mailId: string }>({ name: deliverJob, run: ({ data }) => deliver(platform, data.mailId) });
}

/** Hands one queued mail to the mail server; refused, it is marked failed and the queue tries again. */
export async function deliver(platform: Platform, mailId: string): Promise<void> {
  const ctx = contextFor(platform, system);
  const mail = await ctx.transact((tx) =>
    tx.selectFrom("mailMessage").selectAll().where("id", "=", mailId).where("status", "!=", "sent").executeTakeFirst(),
  );
  if (!mail || !platform.mailer.send) return;
  const headers = mail.unsubscribeUrl ? oneClickHeaders(mail.unsubscribeUrl) : {};
  const message = { to: mail.toAddress, subject: mail.subject, text: mail.textBody, html: mail.htmlBody, headers };
  try {
    await platform.mailer.send(message);
  } catch (error) {
    await setStatus(ctx, mailId, { status: "failed", error: String(error) });
    throw error;
  }
  const blank = mail.holdsSecret ? { textBody: "", htmlBody: null } : {};
  await setStatus(ctx, mailId, { status: "sent", error: null, sentAt: ctx.now(), ...blank });
}

const oneClickHeaders = (url: string): Record<string, string> => ({
  "List-Unsubscribe": `<${url}>`,
  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
});

function setStatus(
  ctx: Context,
  mailId: string,
  change: { status: "sent" | "failed"; error: string | null; sentAt?: Date; textBody?: string; htmlBody?: null },
): Promise<unknown> {
  return ctx.transact((tx) => tx.updateTable("mailMessage").set(change).where("id", "=", mailId).execute());
}
