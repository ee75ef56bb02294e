import { contextFor, type Platform, system } from "#platform/context.ts";
import { json } from "#platform/db/database.ts";
import { forgetCompanyVectors } from "./meaning/vector-memory.ts";

/** Erases what was written here about companies that were erased; that they stood on a list, votes and verdicts stay as bare facts. */
export async function forgetCompanies(platform: Platform, companyIds: readonly string[]): Promise<void> {
  const ids = [...companyIds];
  await contextFor(platform, system).transact(async (tx) => {
    await tx.deleteFrom("companyEmbedding").where("companyId", "in", ids).execute();
    const entries = await tx
      .updateTable("shortlistEntry")
      .set({ reasons: json([]) })
      .where((eb) => eb.or([eb("companyId", "in", ids), eb("cameFromCompanyId", "in", ids)]))
      .returning("id")
      .execute();
    const entryIds = entries.map(({ id }) => id);
    await tx.deleteFrom("shortlistNote").where("entryId", "in", entryIds).execute();
    await tx.updateTable("shortlistVote").set({ comment: "" }).where("entryId", "in", entryIds).execute();
    await tx
      .updateTable("matchFeedback")
      .set({ note: "" })
      .where((eb) => eb.or([eb("companyId", "in", ids), eb("cameFromCompanyId", "in", ids)]))
      .execute();
  });
  forgetCompanyVectors(platform, ids);
}
