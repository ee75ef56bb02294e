import { contextFor, type Platform, system } from "#platform/context.ts";

/** Writers carry the name and address they chose last: operators and the other writers cannot read the person. */
export async function followPerson(platform: Platform, personId: string): Promise<void> {
  await contextFor(platform, system).transact(async (tx) => {
    const person = await tx
      .selectFrom("person")
      .select(["name", "email", "locale"])
      .where("id", "=", personId)
      .where("deactivatedAt", "is", null)
      .executeTakeFirst();
    if (person) await tx.updateTable("applicationAuthor").set(person).where("personId", "=", personId).execute();
  });
}
