import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { translator } from "#platform/i18n/translate.ts";
import { queueMail } from "#platform/mail/outbox.ts";
import { nameIn } from "../names.ts";
import { publicUrl, signInLinkMinutes } from "./settings.ts";

/** What whoever asks the engine for a link tells the one who writes the mail. */
export interface SignInLinkOrder {
  /** The page of ours the link leads to; the home page unless given. */
  next?: string;
  /** The mail is for somebody who applies: they may never have heard of us, and the name is not theirs to have been typed. */
  isForApplicant?: boolean;
  /** Hears the link, where it may be told at all. */
  onLink?(link: string): void;
}

/**
 * Mails the link to a known, active person and does nothing for anybody else, so the answer never tells who is known.
 * Whoever has two-step sign-in on gets a hint instead: a link alone would be a way around the second step. Unless nobody has
 * proven yet to read this address: then the second step may be a stranger's, and the link ends it.
 */
export async function sendSignInLink(
  platform: Platform,
  email: string,
  token: string,
  { next = "/", isForApplicant = false, onLink }: SignInLinkOrder = {},
): Promise<void> {
  const ctx = contextFor(platform, system);
  const person = await findAddressee(platform, email);
  if (!person) return;
  const locale = person.locale as Locale;
  const t = await translator(locale);
  const way = next === "/" ? "" : `&next=${encodeURIComponent(next)}`;
  const link = `${publicUrl(platform)}/sign-in/link?token=${encodeURIComponent(token)}${way}`;
  const values = { name: person.name, minutes: signInLinkMinutes, link };
  const subject = isForApplicant ? t("identity.mail.applicantSubject") : t("identity.mail.linkSubject");
  const text = person.hasTwoStep
    ? t("identity.mail.linkNotPossible", values)
    : isForApplicant
      ? t("identity.mail.applicantText", { ...values, base: await baseName(ctx, locale) })
      : t("identity.mail.linkText", values);
  await ctx.transact((tx) =>
    queueMail(tx, ctx, { to: person.email, subject, text, locale, holdsSecret: true, isUnseen: isForApplicant }),
  );
  if (!person.hasTwoStep) onLink?.(link);
}

async function baseName(ctx: Context, locale: Locale): Promise<string> {
  const base = await ctx.transact((tx) => tx.selectFrom("base").select(["name", "names"]).executeTakeFirstOrThrow());
  return nameIn(locale, base.name, base.names);
}

async function findAddressee(platform: Platform, email: string) {
  const { rows } = await platform.database.pool.query<{ email: string; name: string; locale: string; hasTwoStep: boolean }>(
    `select person.email, person.name, person.locale, auth_user.two_factor_enabled and auth_user.email_verified as "hasTwoStep"
     from app.person join auth."user" auth_user on auth_user.id = person.id
     where person.email = $1 and person.deactivated_at is null`,
    [email.toLowerCase()],
  );
  return rows[0];
}
