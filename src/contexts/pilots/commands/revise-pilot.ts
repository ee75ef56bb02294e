import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { pilotEvents } from "../events.ts";
import { isFixed, isOver, pilotStates } from "../pilot.ts";
import { canNamePeople, canRevisePilot, canRunPilot } from "../policy.ts";
import { signedAgreementIn } from "../queries/agreement-facts.ts";
import type { PilotRow } from "../queries/pilot-row.ts";
import type { PilotRevision } from "../schema.ts";
import { handoverParts } from "../views.ts";
import { lockedPilotIn } from "./locked-pilot.ts";
import { demandBudgetCovers } from "./order-row.ts";
import { demandConsistent, replaceCriteria, requirePeople, writeInternal } from "./pilot-parts.ts";
import { type Handover, recordHandovers } from "./record-handover.ts";

/**
 * Changes parts of a pilot. What both sides agreed on is fixed with the purchase order: from then on only people and what is the host's
 * own change here, everything else by an amendment both sign. What the contract was begun with may change then, but not be emptied.
 */
export async function revisePilot(ctx: Context, pilotId: string, { version, criteria, ...input }: PilotRevision): Promise<void> {
  await ctx.transact(async (tx) => {
    const pilot = await lockedPilotIn(tx, ctx, pilotId);
    const handovers = peopleChanged(pilot, input);
    const touchesMore = Object.keys(input).some((part) => !isPart(part)) || criteria !== undefined;
    if (touchesMore || handovers.length === 0) allow(canRunPilot(ctx.actor, pilot));
    if (handovers.length > 0) allow(canNamePeople(ctx.actor, pilot), "pilots.errors.namedByOthers");
    demandOthers(ctx, handovers);
    const agreed = agreedParts(input);
    const touchesAgreed = criteria !== undefined || Object.keys(agreed).length > 0;
    if (isOver(pilot.state)) throw new DomainError("conflict", "pilots.errors.isOver");
    if (touchesAgreed && isFixed(pilot.state)) throw new DomainError("conflict", "pilots.errors.isFixed");
    if (touchesAgreed) allow(canRevisePilot(ctx.actor, pilot));
    if (touchesAgreed && (await signedAgreementIn(tx, pilot)))
      throw new DomainError("conflict", "agreements.errors.signedIsFixed");
    demandStillNamed(pilot, input);
    demandConsistent({ ...pilot, ...given(input) });
    const { problemOwnerPersonId, sponsorPersonId } = input;
    await requirePeople(tx, ctx, pilot.ownerOrgId, { problemOwnerPersonId, sponsorPersonId });
    await changePilotIn(tx, ctx, pilot, version, { ...agreed, ...(await peopleOf(tx, input)) });
    await demandBudgetCovers(tx, pilot, input);
    await writeInternal(tx, pilot, input);
    if (criteria) await replaceCriteria(tx, pilot, criteria);
    const fields = Object.keys({ ...input, ...(criteria ? { criteria } : {}) });
    await audit(tx, ctx, {
      action: pilotEvents.revised,
      subjectType: "pilot",
      subjectId: pilotId,
      detail: { fields, handovers },
    });
    await recordHandovers(tx, ctx, pilot, handovers);
  });
}

const isPart = (field: string): boolean => handoverParts.some((part) => field === `${part}PersonId`);

function peopleChanged(pilot: PilotRow, input: Omit<PilotRevision, "version">): Handover[] {
  return handoverParts
    .filter((part) => input[`${part}PersonId`] !== undefined)
    .map((part) => ({ part, from: pilot[`${part}PersonId`], to: input[`${part}PersonId`] ?? null }))
    .filter(({ from, to }) => from !== to);
}

/** Decisions and money rest on who is named: nobody takes that for themselves. */
function demandOthers({ actor }: Context, handovers: readonly Handover[]): void {
  const own = handovers.filter(({ to }) => to !== null && to === actor.personId);
  if (own.length === 0) return;
  const fields = Object.fromEntries(own.map(({ part }) => [`${part}PersonId`, "pilots.errors.namesOneself"]));
  throw new DomainError("invalid", "errors.invalid", { fields });
}

const given = (input: Omit<PilotRevision, "version">) =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));

const keptOnceAgreed = ["sponsorPersonId", "budgetMinor", "budgetLine", "seriesContact"] as const;

/** The gate to the contract asked for these; whoever comes later still needs them. */
function demandStillNamed(pilot: PilotRow, input: Omit<PilotRevision, "version">): void {
  if (pilotStates.indexOf(pilot.state) < pilotStates.indexOf("contracting")) return;
  const emptied = keptOnceAgreed.filter((part) => pilot[part] && input[part] !== undefined && !input[part]);
  if (emptied.length === 0) return;
  const fields = Object.fromEntries(emptied.map((part) => [part, "pilots.errors.neededOnceAgreed"]));
  throw new DomainError("invalid", "errors.invalid", { fields });
}

type PilotColumns = Partial<
  Pick<
    PilotRow,
    | "title"
    | "scope"
    | "lang"
    | "startsOn"
    | "endsOn"
    | "decisionOn"
    | "nextOrder"
    | "consequenceWithinDays"
    | "problemOwnerPersonId"
    | "problemOwnerName"
    | "startupContactPersonId"
    | "startupContactName"
    | "sharedByHostAt"
    | "sharedByStartupAt"
    | "state"
    | "stateChangedAt"
    | "heldUntil"
    | "holdReason"
    | "extendedFromOn"
    | "offeredAt"
    | "partyOrgIds"
    | "readerOrgIds"
    | "evaluatedAt"
    | "result"
    | "consequenceDueOn"
    | "startupOrgId"
  >
>;

/** Changes columns of a pilot if it still has the version the change was made for; otherwise somebody else was faster. */
export async function changePilotIn(
  tx: Transaction,
  ctx: Context,
  { id }: Pick<PilotRow, "id">,
  version: number,
  columns: PilotColumns,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable("pilot")
    .set({ ...columns, version: version + 1, updatedAt: ctx.now() })
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new DomainError("conflict", "pilots.errors.changedMeanwhile");
}

function agreedParts({
  title,
  scope,
  lang,
  startsOn,
  endsOn,
  decisionOn,
  nextOrder,
  consequenceWithinDays,
}: Omit<PilotRevision, "version">): PilotColumns {
  return given({ title, scope, lang, startsOn, endsOn, decisionOn, nextOrder, consequenceWithinDays });
}

async function peopleOf(tx: Transaction, { problemOwnerPersonId }: Omit<PilotRevision, "version">): Promise<PilotColumns> {
  if (problemOwnerPersonId === undefined) return {};
  const { name } = await tx.selectFrom("person").select("name").where("id", "=", problemOwnerPersonId).executeTakeFirstOrThrow();
  return { problemOwnerPersonId, problemOwnerName: name };
}
