import type { AddedTab, CompanyParts } from "#contexts/companies/index.ts";
import type { Context } from "#platform/context.ts";
import { canSeePilots, visiblePilots } from "../policy.ts";
import { timelineOfCompany } from "./company-timeline.ts";
import { hasDocumentsIn } from "./documents.ts";

/** What pilots add to the pages of a company. */
export const pilotPartsOfCompany: CompanyParts = {
  timeline: timelineOfCompany,
  tabs: tabsOfCompany,
  pilots: pilotsOfCompany,
};

/** The host's seats have the tab before there is a pilot; whom pilots are shared with has it once there is one. */
async function tabsOfCompany(ctx: Context, companyId: string): Promise<AddedTab[]> {
  const { actor } = ctx;
  if (!canSeePilots(actor)) return [];
  return ctx.transact(async (tx) => {
    const first = await visiblePilots(tx, actor).select("pilot.id").where("pilot.companyId", "=", companyId).executeTakeFirst();
    const isShown = actor.organisationKind === "host" || first !== undefined;
    return [
      ...(isShown ? (["pilots"] as const) : []),
      ...((await hasDocumentsIn(tx, ctx, companyId)) ? (["documents"] as const) : []),
    ];
  });
}

const mostLinks = 50;

async function pilotsOfCompany(ctx: Context, companyId: string) {
  if (!canSeePilots(ctx.actor)) return [];
  const pilots = await ctx.transact((tx) =>
    visiblePilots(tx, ctx.actor)
      .select(["pilot.id", "number", "title", "lang"])
      .where("pilot.companyId", "=", companyId)
      .orderBy("pilot.createdAt", "desc")
      .orderBy("pilot.id")
      .limit(mostLinks)
      .execute(),
  );
  return pilots.map(({ id, number, title, lang }) => ({ title: `${number} ${title}`, lang, href: `/pilots/${id}` }));
}
