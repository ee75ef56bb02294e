import { sql } from "kysely";
import { changeNeedStateIn, visibleNeeds } from "#contexts/needs/index.ts";
import { audit } from "#platform/audit/audit.ts";
import { baseToday } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { newId } from "#platform/ids.ts";
import { pilotEvents } from "../events.ts";
import { canProposePilot } from "../policy.ts";
import { pilotRowIn } from "../queries/pilot-row.ts";
import type { ProposedPilot } from "../schema.ts";
import { demandConsistent, replaceCriteria, requirePeople, writeInternal } from "./pilot-parts.ts";
import { recordGate } from "./record-gate.ts";

/**
 * Proposes to buy the product of a company on a need's shortlist, taking owner, sponsor, budget and title from the need where nothing else
 * is said. The need moves to "piloting". Refuses a company that is not on the list or is piloted for it already.
 */
export async function proposePilot(ctx: Context, { needId, companyId, ...input }: ProposedPilot): Promise<{ id: string }> {
  return ctx.transact(async (tx) => {
    const need = found(await visibleNeeds(tx, ctx.actor).selectAll().where("need.id", "=", needId).executeTakeFirst());
    allow(canProposePilot(ctx.actor, need.unitId));
    const entry = await entryIn(tx, needId, companyId);
    const problemOwnerPersonId = input.problemOwnerPersonId ?? need.ownerPersonId;
    await requirePeople(tx, ctx, need.ownerOrgId, { problemOwnerPersonId, sponsorPersonId: input.sponsorPersonId });
    const { startsOn = null, endsOn = null, decisionOn = null } = input;
    const sponsorPersonId = input.sponsorPersonId === undefined ? need.sponsorPersonId : input.sponsorPersonId;
    demandConsistent({ startsOn, endsOn, decisionOn, problemOwnerPersonId, sponsorPersonId });
    const id = newId();
    const at = ctx.now();
    const startup = await tx
      .selectFrom("organisation")
      .select("id")
      .where("companyId", "=", companyId)
      .where("kind", "=", "startup")
      .executeTakeFirst();
    await tx
      .insertInto("pilot")
      .values({
        id,
        number: await nextNumber(tx, ctx),
        needId,
        companyId,
        shortlistEntryId: entry.id,
        ownerOrgId: need.ownerOrgId,
        unitId: need.unitId,
        startupOrgId: startup?.id ?? null,
        partyOrgIds: [need.ownerOrgId],
        readerOrgIds: [need.ownerOrgId],
        problemOwnerPersonId,
        problemOwnerName: await nameOf(tx, problemOwnerPersonId),
        title: input.title ?? need.title,
        scope: input.scope ?? "",
        lang: input.lang ?? need.lang,
        startsOn: input.startsOn,
        endsOn: input.endsOn,
        decisionOn: input.decisionOn,
        nextOrder: input.nextOrder,
        consequenceWithinDays: input.consequenceWithinDays,
        stateChangedAt: at,
        createdBy: ctx.actor.personId!,
        createdAt: at,
        updatedAt: at,
      })
      .execute();
    const { ownerOrgId, budgetMinor, budgetCurrency } = need;
    await writeInternal(tx, { id, ownerOrgId }, { sponsorPersonId, budgetMinor, budgetCurrency });
    await writeInternal(tx, { id, ownerOrgId }, input);
    const pilot = await pilotRowIn(tx, ctx, id);
    await replaceCriteria(tx, pilot, input.criteria ?? []);
    await recordGate(tx, ctx, pilot, { from: null, to: "proposed", verdict: "go" });
    await publish(tx, ctx, pilotEvents.proposed, { pilotId: id, needId, companyId, ownerOrgId: need.ownerOrgId });
    await audit(tx, ctx, { action: pilotEvents.proposed, subjectType: "pilot", subjectId: id, detail: { needId, companyId } });
    if (need.state !== "piloting") await changeNeedStateIn(tx, ctx, needId, { to: "piloting" });
    return { id };
  });
}

async function entryIn(tx: Transaction, needId: string, companyId: string): Promise<{ id: string }> {
  const entry = await tx
    .selectFrom("shortlistEntry")
    .select("id")
    .where("needId", "=", needId)
    .where("companyId", "=", companyId)
    .where("removedAt", "is", null)
    .where("stage", "not in", ["longlist", "passed"])
    .executeTakeFirst();
  if (!entry) throw new DomainError("conflict", "pilots.errors.notOnShortlist");
  return entry;
}

const nameOf = async (tx: Transaction, personId: string): Promise<string> =>
  (await tx.selectFrom("person").select("name").where("id", "=", personId).executeTakeFirstOrThrow()).name;

/** P-2026-007: counted within a year of the base, under a lock, so that no number is given twice. */
async function nextNumber(tx: Transaction, ctx: Context): Promise<string> {
  const year = (await baseToday(tx, ctx)).slice(0, 4);
  const { rows } = await sql<{ next: number }>`select app.next_pilot_number(${year}) as next`.execute(tx);
  return `P-${year}-${String(rows[0]!.next).padStart(3, "0")}`;
}
