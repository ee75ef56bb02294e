import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { dayInWords } from "#platform/i18n/day-in-words.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { translator } from "#platform/i18n/translate.ts";
import { queueMail } from "#platform/mail/outbox.ts";

interface ApplicantMail {
  to: string;
  subject: string;
  text: string;
  locale: Locale;
}

/** Tells every writer that an application waits for them again. */
export async function tellAuthors(
  tx: Transaction,
  ctx: Context,
  applicationId: string,
  kind: "reopened" | "askedBack",
  { note, until }: { note: string; until: string },
): Promise<void> {
  const mails = await mailsFor(tx, applicationId, async (locale, values) => {
    const t = await translator(locale);
    const hasDay = until === "" ? "no" : "yes";
    return {
      subject: t(`applications.mail.${kind}.subject`, values),
      text: t(`applications.mail.${kind}.text`, { ...values, note, until: dayInWords(locale, until), hasDay }),
    };
  });
  await send(tx, ctx, mails);
}

/** Mails to applicants belong to no operator's outbox: somebody with a conflict could read them there. */
async function send(tx: Transaction, ctx: Context, mails: ApplicantMail[]): Promise<void> {
  for (const mail of mails) await queueMail(tx, ctx, { ...mail, isUnseen: true });
}

async function mailsFor(
  tx: Transaction,
  applicationId: string,
  write: (
    locale: Locale,
    values: { name: string; firm: string; reference: string },
  ) => Promise<{ subject: string; text: string }>,
): Promise<ApplicantMail[]> {
  const { reference, firmName } = await tx
    .selectFrom("application")
    .select(["reference", "firmName"])
    .where("id", "=", applicationId)
    .executeTakeFirstOrThrow();
  const authors = await tx
    .selectFrom("applicationAuthor")
    .select(["email", "name", "locale"])
    .where("applicationId", "=", applicationId)
    .orderBy("joinedAt")
    .execute();
  return Promise.all(
    authors.map(async ({ email, name, locale }) => {
      const own = locale as Locale;
      return { to: email, locale: own, ...(await write(own, { name, firm: firmName, reference })) };
    }),
  );
}
