import { currentSeat, publicUrl } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { dayInWords } from "#platform/i18n/day-in-words.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { translator } from "#platform/i18n/translate.ts";
import { queueMail } from "#platform/mail/outbox.ts";
import type { PhaseRow } from "../queries/phase-row.ts";
import { readWording, type Wording } from "../wording.ts";

export interface Addressee {
  id: string;
  name: string;
  email: string;
  locale: Locale;
}

/** Addresses of people who still have a seat at one of some operators; in a transaction past the walls. */
export async function addresseesIn(
  tx: Transaction,
  ctx: Context,
  ids: readonly string[],
  operatorOrgIds: readonly string[],
): Promise<Addressee[]> {
  const people = await tx
    .selectFrom("person")
    .select(["id", "name", "email", "locale"])
    .where("id", "in", [...ids])
    .where("deactivatedAt", "is", null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom("seat")
          .select("seat.id")
          .whereRef("seat.personId", "=", "person.id")
          .where("seat.organisationId", "in", [...operatorOrgIds])
          .where(currentSeat(ctx.now())),
      ),
    )
    .execute();
  return people.map((person) => ({ ...person, locale: person.locale as Locale }));
}

interface GivenReviews {
  personId: string;
  given: number;
  taken: number;
}

/** Tells each reviewer once what was given to them and what was taken back. Names no applicant: mail is read outside the walls. */
export async function mailGivenReviews(
  tx: Transaction,
  ctx: Context,
  phase: Pick<PhaseRow, "title" | "kind" | "operatorOrgIds">,
  reviewers: readonly GivenReviews[],
  dueOn: string | null,
): Promise<void> {
  const ids = reviewers.map(({ personId }) => personId);
  for (const { id, name, email, locale } of await addresseesIn(tx, ctx, ids, phase.operatorOrgIds)) {
    const { given, taken } = reviewers.find(({ personId }) => personId === id)!;
    const t = await translator(locale);
    const values = {
      name,
      given,
      taken,
      call: readWording(phase.title as Wording, locale).text,
      phase: t(`reviews.phase.${phase.kind}`),
      dueOn: dayInWords(locale, dueOn),
      hasDay: dueOn ? "yes" : "no",
      link: `${publicUrl(ctx.platform)}/reviews`,
    };
    await tellUnseen(tx, ctx, {
      to: email,
      locale,
      subject: t(given > 0 ? "reviews.mail.given.subject" : "reviews.mail.given.takenSubject", values),
      text: t("reviews.mail.given.text", values),
    });
  }
}

/** In nobody's outbox: that there is something to review at all would tell of an application. */
export const tellUnseen = (
  tx: Transaction,
  ctx: Context,
  mail: { to: string; locale: Locale; subject: string; text: string },
): Promise<void> => queueMail(tx, ctx, { ...mail, isUnseen: true });
