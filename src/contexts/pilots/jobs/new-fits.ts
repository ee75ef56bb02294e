import { matchesForNeed } from "#contexts/matching/index.ts";
import { visibleNeeds } from "#contexts/needs/index.ts";
import type { Context } from "#platform/context.ts";
import { laterDays } from "../answers/answer.ts";

export interface NewFit {
  needId: string;
  companyId: string;
  ownerOrgId: string;
  need: string;
  company: string;
  oneLiner: string;
  percent: number;
}

/** Only what stands this high is news; after some weeks of mails it is what came in or changed since. */
const bestPlaces = 10;
const mostPerNeed = 3;
/** Weaker ones are on the page of the matches for whoever looks; a mail with them would soon be read no more. */
const leastFit = 0.35;
const mostNeeds = 10;

/**
 * Companies among the best for a person's open needs that they were not mailed before and nobody listed or passed. What was put off by
 * "later" comes again after four weeks. Ranked outside transactions, as the person reads the universe.
 */
export async function newFitsFor(own: Context): Promise<NewFit[]> {
  const needs = await own.transact((tx) =>
    visibleNeeds(tx, own.actor)
      .select(["need.id", "need.title", "need.ownerOrgId"])
      .where("need.ownerPersonId", "=", own.actor.personId!)
      .where("need.state", "in", ["open", "shortlisted"])
      .orderBy("need.stateChangedAt", "desc")
      .limit(mostNeeds)
      .execute(),
  );
  const fits: NewFit[] = [];
  for (const { id, title, ownerOrgId } of needs) {
    const known = await mailedBefore(own, id);
    const { items, can } = await matchesForNeed(own, id, { limit: bestPlaces });
    if (!can.curate) continue;
    const isNews = ({ entry, against, fit, company }: (typeof items)[number]) =>
      entry === null && against.length === 0 && fit >= leastFit && !known.has(company.id);
    for (const { company, fit } of items.filter(isNews).slice(0, mostPerNeed))
      fits.push({
        needId: id,
        companyId: company.id,
        ownerOrgId,
        need: title,
        company: company.name,
        oneLiner: company.oneLiner,
        percent: Math.round(fit * 100),
      });
  }
  return fits;
}

async function mailedBefore(own: Context, needId: string): Promise<Set<string | null>> {
  const again = new Date(own.now().getTime() - laterDays * 86_400_000);
  const rows = await own.transact((tx) =>
    tx
      .selectFrom("answerLink")
      .select("companyId")
      .where("question", "=", "fit")
      .where("personId", "=", own.actor.personId!)
      .where("needId", "=", needId)
      .where((eb) => eb.or([eb("answer", "is", null), eb("answer", "!=", "later"), eb("usedAt", ">", again)]))
      .execute(),
  );
  return new Set(rows.map(({ companyId }) => companyId));
}
