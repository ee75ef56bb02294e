import { contextFor, type Platform, system } from "#platform/context.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { translator } from "#platform/i18n/translate.ts";
import { queueMail } from "#platform/mail/outbox.ts";
import { addressLinkMinutes, publicUrl } from "./settings.ts";

/** Mails the new address the link whose button makes it the person's address. */
export async function sendAddressLink(
  platform: Platform,
  { personId, newEmail, token }: { personId: string; newEmail: string; token: string },
): Promise<void> {
  const ctx = contextFor(platform, system);
  await ctx.transact(async (tx) => {
    const person = await tx.selectFrom("person").select(["name", "locale"]).where("id", "=", personId).executeTakeFirstOrThrow();
    const locale = person.locale as Locale;
    const t = await translator(locale);
    const link = `${publicUrl(platform)}/account/address?token=${encodeURIComponent(token)}`;
    const text = t("identity.mail.addressText", { name: person.name, minutes: addressLinkMinutes, link });
    await queueMail(tx, ctx, { to: newEmail, subject: t("identity.mail.addressSubject"), text, locale, holdsSecret: true });
  });
}
