import { hashOfToken } from "#contexts/identity/index.ts";
import { contextFor, type Platform, system } from "#platform/context.ts";

/** The language of the person a link was mailed to: whoever opens it need not be signed in. Null for a link nobody sent. */
export async function addresseeLocale(platform: Platform, secret: string): Promise<string | null> {
  const row = await contextFor(platform, system).transact((tx) =>
    tx
      .selectFrom("answerLink")
      .innerJoin("person", "person.id", "answerLink.personId")
      .select("person.locale")
      .where("secretHash", "=", hashOfToken(secret))
      .executeTakeFirst(),
  );
  return row?.locale ?? null;
}
