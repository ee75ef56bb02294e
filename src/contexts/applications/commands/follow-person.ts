import { sql } from "kysely";
import { contextFor, type Platform, system } from "#platform/context.ts";
import { excludeConflicted, excludePerson } from "./find-conflicts.ts";

/**
 * Writers carry the name and address they chose last: operators and the other writers cannot read the person. Ties are looked for anew, as a
 * name or an address may tell of one, on either side.
 */
export async function followPerson(platform: Platform, personId: string): Promise<void> {
  const ctx = contextFor(platform, system);
  await ctx.transact(async (tx) => {
    const person = await tx
      .selectFrom("person")
      .select(["name", "email", "locale"])
      .where("id", "=", personId)
      .where("deactivatedAt", "is", null)
      .executeTakeFirst();
    if (!person) return;
    await tx.updateTable("applicationAuthor").set(person).where("personId", "=", personId).execute();
    const written = await tx
      .selectFrom("application")
      .select("id")
      .where("submittedAt", "is not", null)
      .where("authorPersonIds", "@>", sql<string[]>`array[${personId}]::uuid[]`)
      .orderBy("id")
      .execute();
    for (const { id } of written) await excludeConflicted(tx, ctx, id);
    await excludePerson(tx, ctx, personId);
  });
}
