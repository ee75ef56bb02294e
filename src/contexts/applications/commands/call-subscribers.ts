import { randomBytes } from "node:crypto";
import { demandLink, isDemoWithoutMail, publicUrl } from "#contexts/identity/index.ts";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { found } from "#platform/errors.ts";
import { isLocale, type Locale } from "#platform/i18n/locales.ts";
import { translator } from "#platform/i18n/translate.ts";
import { newId } from "#platform/ids.ts";
import { ownedByNobody } from "#platform/jobs/jobs.ts";
import { queueMail } from "#platform/mail/outbox.ts";
import type { CallSubscription } from "../schema.ts";
import { readWording, type Wording } from "../wording.ts";

export const subscriberJob = "applications.ask-subscriber";
export const tellOfCallJob = "applications.tell-of-call";

const unconfirmedDays = 7;
const linkTo = (platform: Platform, key: string): string => `${publicUrl(platform)}/calls/news/${key}`;

/**
 * Somebody wants to hear when a call opens: mails a link that proves the address. Whether it was known already, only the job finds out;
 * the answer does not tell. In a demo base without mail, and there only, the link is handed over.
 */
export async function subscribeToCalls(ctx: Context, { email }: CallSubscription): Promise<{ demoLink: string | null }> {
  await demandLink(ctx, email);
  if (await isDemoWithoutMail(ctx)) return { demoLink: await askSubscriber(ctx.platform, { email, locale: ctx.locale }) };
  const data = { email, locale: ctx.locale, ownerOrgId: ownedByNobody };
  await ctx.transact((tx) => ctx.platform.jobs.enqueue(tx, subscriberJob, data));
  return { demoLink: null };
}

/** Notes the address and mails the link, which it returns. Whoever confirmed keeps their language: anybody may type an address. */
export async function askSubscriber(platform: Platform, { email, locale }: { email: string; locale: Locale }): Promise<string> {
  const ctx = contextFor(platform, system, { locale });
  return ctx.transact(async (tx) => {
    const askedAt = ctx.now();
    const { key } = await tx
      .insertInto("callSubscriber")
      .values({ id: newId(), email, locale, key: randomBytes(24).toString("base64url"), askedAt })
      .onConflict((conflict) =>
        conflict.column("email").doUpdateSet((eb) => ({
          askedAt,
          locale: eb
            .case()
            .when("callSubscriber.confirmedAt", "is", null)
            .then(locale)
            .else(eb.ref("callSubscriber.locale"))
            .end(),
        })),
      )
      .returning("key")
      .executeTakeFirstOrThrow();
    const t = await translator(locale);
    const link = linkTo(platform, key);
    const values = { link, days: unconfirmedDays };
    await queueMail(tx, ctx, {
      to: email,
      locale,
      subject: t("calls.news.mail.confirmSubject"),
      text: t("calls.news.mail.confirmText", values),
      isUnseen: true,
      holdsSecret: true,
    });
    return link;
  });
}

/** Forgets every address nobody confirmed within a week. */
export async function forgetUnconfirmed(platform: Platform): Promise<void> {
  const stale = new Date(platform.now().getTime() - unconfirmedDays * 86_400_000);
  await contextFor(platform, system).transact((tx) =>
    tx.deleteFrom("callSubscriber").where("confirmedAt", "is", null).where("askedAt", "<", stale).execute(),
  );
}

/** Whether the holder of a link hears of calls; not found when the address is no longer kept. */
export async function getSubscription({ platform }: Context, key: string): Promise<{ isConfirmed: boolean }> {
  const row = await contextFor(platform, system).transact((tx) =>
    tx.selectFrom("callSubscriber").select("confirmedAt").where("key", "=", key).executeTakeFirst(),
  );
  return { isConfirmed: found(row).confirmedAt !== null };
}

/** The holder of the mailed link has the address: from now on each new call is told to it. */
export async function confirmSubscription({ platform }: Context, key: string): Promise<void> {
  const ctx = contextFor(platform, system);
  const row = await ctx.transact((tx) =>
    tx
      .updateTable("callSubscriber")
      .set((eb) => ({ confirmedAt: eb.fn.coalesce("confirmedAt", eb.val(ctx.now())) }))
      .where("key", "=", key)
      .returning("id")
      .executeTakeFirst(),
  );
  found(row);
}

/** Forgets the address. */
export async function endSubscription({ platform }: Context, key: string): Promise<void> {
  const row = await contextFor(platform, system).transact((tx) =>
    tx.deleteFrom("callSubscriber").where("key", "=", key).returning("id").executeTakeFirst(),
  );
  found(row);
}

/** Writes to everybody who asked to hear of calls, once for each call, when it is published for the first time. */
export async function tellOfCall(platform: Platform, callId: string): Promise<void> {
  const ctx = contextFor(platform, system);
  await ctx.transact(async (tx) => {
    const call = await tx
      .updateTable("call")
      .set({ toldAt: ctx.now() })
      .where("id", "=", callId)
      .where("state", "=", "published")
      .where("toldAt", "is", null)
      .returning(["slug", "title", "teaser"])
      .executeTakeFirst();
    if (!call) return;
    const subscribers = await tx.selectFrom("callSubscriber").selectAll().where("confirmedAt", "is not", null).execute();
    for (const subscriber of subscribers) await mailCall(tx, ctx, call, subscriber);
  });
}

async function mailCall(
  tx: Transaction,
  ctx: Context,
  { slug, title, teaser }: { slug: string; title: unknown; teaser: unknown },
  { email, locale: known, key }: { email: string; locale: string; key: string },
): Promise<void> {
  const locale = isLocale(known) ? known : "en";
  const t = await translator(locale);
  const values = {
    title: readWording(title as Wording, locale).text,
    teaser: readWording(teaser as Wording, locale).text,
    link: `${publicUrl(ctx.platform)}/calls/${slug}`,
    leave: linkTo(ctx.platform, key),
  };
  await queueMail(tx, ctx, {
    to: email,
    locale,
    subject: t("calls.news.mail.openSubject", { title: values.title }),
    text: t("calls.news.mail.openText", values),
    unsubscribeUrl: values.leave,
    isUnseen: true,
  });
}
