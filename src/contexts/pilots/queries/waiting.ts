import { baseCalendar, daysAfter } from "#platform/base-calendar.ts";
import type { Actor, Context } from "#platform/context.ts";
import { type Duty, type DutyKind, dutiesOf, mondayOf, soonDays } from "../due.ts";
import type { PilotState } from "../pilot.ts";
import { canSeePilots } from "../policy.ts";
import { type PilotWithDuties, pilotsWithDuties } from "./duties.ts";

type WaitingKind = DutyKind | "pulse" | "offer";

export interface WaitingPilot {
  pilotId: string;
  kind: WaitingKind;
  title: string;
  company: string;
  state: PilotState;
  href: string;
  dueOn: string;
  isOverdue: boolean;
  /** It came to the sponsor because the problem owner did not answer. */
  isEscalated: boolean;
}

/** What waits for the person in pilots: what the problem owner answers for, what came to the sponsor, and each side's weekly pulse. */
export async function listWaitingPilots(ctx: Context, limit = 30): Promise<WaitingPilot[]> {
  const { actor } = ctx;
  if (!canSeePilots(actor) || actor.personId === null) return [];
  return ctx.transact(async (tx) => {
    const calendar = await baseCalendar(tx, ctx);
    const pilots = await pilotsWithDuties(tx, ctx, calendar);
    return pilots
      .flatMap((pilot) => waitingIn(pilot, actor, calendar.today))
      .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
      .slice(0, limit);
  });
}

/** What of a pilot waits for an actor who reads it; what can be done in good time is named some days before. */
export function waitingIn(pilot: PilotWithDuties, actor: Actor, today: string): WaitingPilot[] {
  const isHost = actor.organisationId === pilot.ownerOrgId;
  const items = isHost
    ? namedDuties(pilot, today).flatMap((duty) => waitingDuty(pilot, duty, actor, today))
    : offerOf(pilot, actor, today);
  return [...items, ...pulseOf(pilot, actor, today)];
}

/** A decision that is near does not hide that the end has passed. */
function namedDuties(pilot: PilotWithDuties, today: string): Duty[] {
  const due = dutiesOf(pilot, today);
  const soon = dutiesOf(pilot, daysAfter(today, soonDays)).filter(({ kind }) => kind === "decide" || kind === "consequence");
  const isNamed = (duty: Duty) => due.some(({ kind }) => kind === duty.kind || (kind === "end" && duty.kind === "decide"));
  return [...due, ...soon.filter((duty) => !isNamed(duty))];
}

function waitingDuty(pilot: PilotWithDuties, { kind, dueOn }: Duty, actor: Actor, today: string): WaitingPilot[] {
  const { problemOwnerPersonId, sponsorPersonId, escalated } = pilot;
  const escalation = escalated.find((each) => each.kind === kind);
  const isOwner = problemOwnerPersonId === actor.personId && kind !== "owner";
  const isSponsor = sponsorPersonId === actor.personId;
  // Where nobody is sponsor, or the sponsor does not answer either, the managers of the base stand in.
  const isLast = actor.role === "base_manager" && (kind === "owner" || sponsorPersonId === null || (escalation?.told ?? 0) > 2);
  const isAsked = isOwner || ((isSponsor || isLast) && (kind === "owner" || escalation !== undefined));
  if (!isAsked) return [];
  return [{ ...named(pilot, kind, dueOn, today), isEscalated: escalation !== undefined && !isOwner && kind !== "owner" }];
}

function offerOf(pilot: PilotWithDuties, { organisationId }: Actor, today: string): WaitingPilot[] {
  if (organisationId !== pilot.startupOrgId || pilot.startupSeenAt) return [];
  return [named(pilot, "offer", today, today)];
}

/** Asked of the one who answers for the pilot on each side, of all at a start-up whose contact has left; from Monday on; due by Friday. */
function pulseOf(pilot: PilotWithDuties, { organisationId, personId }: Actor, today: string): WaitingPilot[] {
  if (pilot.state !== "running") return [];
  const side = organisationId === pilot.ownerOrgId ? "host" : organisationId === pilot.startupOrgId ? "startup" : null;
  const contact = pilot.contactIsActive ? pilot.startupContactPersonId : null;
  const asked = side === "host" ? pilot.problemOwnerPersonId : contact;
  const isAsked = side !== null && (asked === personId || (side === "startup" && asked === null));
  return isAsked && !pilot.pulses.includes(side) ? [named(pilot, "pulse", daysAfter(mondayOf(today), 4), today)] : [];
}

const named = ({ id, title, companyName, state }: PilotWithDuties, kind: WaitingKind, dueOn: string, today: string) => ({
  pilotId: id,
  kind,
  title,
  company: companyName,
  state,
  href: `/pilots/${id}`,
  dueOn,
  isOverdue: dueOn < today,
  isEscalated: false,
});
