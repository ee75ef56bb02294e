import type { SeatedPerson } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { translator } from "#platform/i18n/translate.ts";
import { queueMail } from "#platform/mail/outbox.ts";
import type { Offer } from "../answers/offer-answer.ts";
import type { Standing } from "../answers/standing.ts";
import { writeMail } from "./mail-parts.ts";
import { questionItem } from "./question-item.ts";

/** Puts one question again, as its thing stands now. */
export async function mailQuestion(
  tx: Transaction,
  ctx: Context,
  { link, person, thing }: Pick<Standing, "link" | "thing"> & { person: SeatedPerson },
): Promise<void> {
  const { name, email, locale, personId } = person;
  const { ownerOrgId, question } = link;
  const t = await translator(locale);
  const offer: Offer =
    question === "fit"
      ? { question, needId: link.needId!, companyId: link.companyId!, forState: "none" }
      : { question, pilotId: link.pilotId!, forState: thing.pilotState!, forVersion: thing.version! };
  const { title, company } = thing;
  const text = t(`pilotMail.ask.${question}`, {
    title,
    company,
    state: thing.pilotState ? t(`pilots.state.${thing.pilotState}`) : "",
  });
  const without = thing.missingForGo.length > 0 ? (["go"] as const) : [];
  const item = await questionItem(tx, ctx, { personId, ownerOrgId, locale }, offer, { text, href: thing.href, without });
  const words = writeMail({
    greeting: t("pilotMail.renewed.greeting", { name }),
    parts: [{ title: t("pilotMail.renewed.part"), items: [item] }],
    closing: t("pilotMail.closing.links"),
    open: t("pilotMail.open"),
    lang: locale,
  });
  await queueMail(tx, ctx, {
    ...words,
    to: email,
    locale,
    subject: t("pilotMail.renewed.subject", { title }),
    orgId: ownerOrgId,
    holdsSecret: true,
  });
}
