import type { Context } from "#platform/context.ts";
import { canReadCompanies, canWriteCompanies, visiblePasses } from "../policy.ts";
import { countDuplicates } from "./list-duplicates.ts";

/** Something that waits for the person; `messageKey` is a catalogue key, shown with `values` and opened at `href`. */
export interface WaitingItem {
  id: string;
  messageKey: string;
  values: Record<string, string | number>;
  href: string;
  since: Date | null;
}

const mostItems = 20;

/** What waits for the person among companies: re-checks due on own passes, news of saved searches, duplicates to judge. */
export async function listWaiting(ctx: Context): Promise<WaitingItem[]> {
  const { actor } = ctx;
  if (!canReadCompanies(actor) || actor.personId === null) return [];
  return ctx.transact(async (tx) => {
    const rechecks = await tx
      .selectFrom("companyPass")
      .innerJoin("company", "company.id", "companyPass.companyId")
      .select(["companyPass.id", "company.id as companyId", "company.name", "companyPass.recheckDueAt"])
      .where(visiblePasses(actor))
      .where("companyPass.personId", "=", actor.personId)
      .where("companyPass.withdrawnAt", "is", null)
      .where("companyPass.recheckDueAt", "is not", null)
      .orderBy("companyPass.recheckDueAt")
      .limit(mostItems)
      .execute();
    const searches = await tx
      .selectFrom("savedSearch")
      .select(["id", "name", "unseenCount", "lastAlertAt"])
      .where("personId", "=", actor.personId)
      .where("subject", "=", "companies")
      .where("unseenCount", ">", 0)
      .orderBy("lastAlertAt", "desc")
      .limit(mostItems)
      .execute();
    const duplicates = canWriteCompanies(actor) ? await countDuplicates(tx, "open") : null;
    return [
      ...rechecks.map(({ id, companyId, name, recheckDueAt }) => ({
        id: `recheck:${id}`,
        messageKey: "companies.waiting.recheck",
        values: { name },
        href: `/companies/${companyId}`,
        since: recheckDueAt,
      })),
      ...searches.map(({ id, name, unseenCount, lastAlertAt }) => ({
        id: `savedSearch:${id}`,
        messageKey: "companies.waiting.savedSearch",
        values: { name, count: unseenCount },
        href: `/companies?saved=${id}`,
        since: lastAlertAt,
      })),
      ...(duplicates && duplicates.count > 0
        ? [
            {
              id: "duplicates",
              messageKey: "companies.waiting.duplicates",
              values: { count: duplicates.count },
              href: "/companies/duplicates",
              since: duplicates.since,
            },
          ]
        : []),
    ];
  });
}
