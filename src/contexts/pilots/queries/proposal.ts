import { listColleagues } from "#contexts/identity/index.ts";
import { visibleNeeds } from "#contexts/needs/index.ts";
import { baseToday, daysAfter } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, found } from "#platform/errors.ts";
import { isId } from "#platform/ids.ts";
import { defaultMonths, isOver, monthsAfter } from "../pilot.ts";
import { canProposePilot, namedRoles } from "../policy.ts";
import { triedForNeed, triedForSimilarNeeds } from "./tried-before.ts";

/** Weeks a pilot usually needs for agreement, order and readiness before it starts. */
const daysBeforeStart = 42;
/** Days after the end in which the results are judged. */
const daysToDecide = 14;

/** What a new pilot for a need starts from: the companies of its shortlist, owner, sponsor and budget of the need, usual days, and what was tried before. */
export async function getProposal(ctx: Context, needId: string) {
  const proposal = await ctx.transact(async (tx) => {
    const need = found(
      isId(needId)
        ? await visibleNeeds(tx, ctx.actor)
            .select(["need.id", "title", "detail", "lang", "unitId", "budgetMinor", "budgetCurrency", "decideBy"])
            .select(["ownerPersonId", "sponsorPersonId"])
            .where("need.id", "=", needId)
            .executeTakeFirst()
        : undefined,
    );
    allow(canProposePilot(ctx.actor, need.unitId));
    return { need, companies: await shortlistedIn(tx, needId), days: usualDays(await baseToday(tx, ctx)) };
  });
  return { ...proposal, people: await peopleToName(ctx), tried: await triedBefore(ctx, needId) };
}
/** What ended for the need itself stands before what ended for needs like it. */
const triedBefore = async (ctx: Context, needId: string) => [
  ...(await triedForNeed(ctx, needId)).filter(({ state }) => isOver(state)),
  ...(await triedForSimilarNeeds(ctx, needId)),
];

export type Proposal = Awaited<ReturnType<typeof getProposal>>;

/** Companies on the list that may be piloted, with the pilot that runs already where there is one. */
const shortlistedIn = (tx: Transaction, needId: string) =>
  tx
    .selectFrom("shortlistEntry as entry")
    .innerJoin("company", "company.id", "entry.companyId")
    .leftJoin("pilot", (join) =>
      join
        .onRef("pilot.companyId", "=", "entry.companyId")
        .onRef("pilot.needId", "=", "entry.needId")
        .on("pilot.state", "not in", ["adopted", "stopped"]),
    )
    .select([
      "company.id",
      "company.name",
      "company.oneLiner",
      "company.lang",
      "pilot.id as pilotId",
      "pilot.number as pilotNumber",
    ])
    .where("entry.needId", "=", needId)
    .where("entry.removedAt", "is", null)
    .where("entry.stage", "not in", ["longlist", "passed"])
    .orderBy("company.name")
    .execute();

function usualDays(today: string) {
  const startsOn = daysAfter(today, daysBeforeStart);
  const endsOn = monthsAfter(startsOn, defaultMonths);
  return { startsOn, endsOn, decisionOn: daysAfter(endsOn, daysToDecide) };
}

/** Colleagues who can be named for a part in a pilot. */
export async function peopleToName(ctx: Context): Promise<{ id: string; name: string; unitName: string | null }[]> {
  const colleagues = await listColleagues(ctx, { roles: namedRoles });
  return [...new Map(colleagues.map(({ id, name, unitName }) => [id, { id, name, unitName }])).values()];
}
