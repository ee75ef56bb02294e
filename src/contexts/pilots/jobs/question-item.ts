import { publicUrl } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { translator } from "#platform/i18n/translate.ts";
import { type Answer, answersTo } from "../answers/answer.ts";
import { type Offer, offerAnswer } from "../answers/offer-answer.ts";
import type { MailItem } from "./mail-parts.ts";

interface Asked {
  personId: string;
  ownerOrgId: string;
  locale: Locale;
}

/** A line of a mail with a link of its own for each answer; all of them are used by the first. */
export async function questionItem(
  tx: Transaction,
  ctx: Context,
  { personId, ownerOrgId, locale }: Asked,
  offer: Offer,
  { text, href, without = [] }: { text: string; href: string; without?: readonly Answer[] },
): Promise<MailItem> {
  const t = await translator(locale);
  const address = await offerAnswer(tx, ctx, { personId, ownerOrgId }, offer);
  const answers = answersTo[offer.question].filter((answer) => !without.includes(answer));
  return {
    text,
    href: `${publicUrl(ctx.platform)}${href}`,
    answers: answers.map((answer) => ({ label: t(`pilotMail.answer.${answer}`), href: `${address}?as=${answer}` })),
  };
}
