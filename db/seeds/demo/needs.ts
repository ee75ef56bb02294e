import { changeNeedState, type NeedState, type StateMove, stateNeed } from "#contexts/needs/index.ts";
import { type Context, contextFor, type Platform, visitor } from "#platform/context.ts";
import { demoOrganisationId, demoUnitId } from "./base.ts";
import { demoId } from "./clock.ts";
import { archermindNeeds } from "./needs/archermind.ts";
import { beijingNeeds } from "./needs/beijing.ts";
import { lingyueNeeds } from "./needs/lingyue.ts";
import type { NeedSeed } from "./needs/need-seed.ts";
import { shanghaiNeeds } from "./needs/shanghai.ts";
import { shenyangNeeds } from "./needs/shenyang.ts";
import { demoPersonId, demoSeatId } from "./people.ts";

type UnitKey = Parameters<typeof demoUnitId>[0];

const needsOfUnits: { unit: UnitKey; owner: string; needs: NeedSeed[] }[] = [
  { unit: "shenyang", owner: "need-owner", needs: shenyangNeeds },
  { unit: "beijing", owner: "owner-beijing", needs: beijingNeeds },
  { unit: "shanghai", owner: "owner-shanghai", needs: shanghaiNeeds },
  { unit: "lingyue", owner: "owner-lingyue", needs: lingyueNeeds },
  { unit: "archermind", owner: "owner-archermind", needs: archermindNeeds },
];

export const demoNeedId = (key: string): string => demoId(`need/${key}`);

/** Twenty needs of the five units in every state, stated by their owners and opened by the scout. */
export async function seedNeeds(platform: Platform): Promise<void> {
  for (const { unit, owner, needs } of needsOfUnits) {
    for (const need of needs) await liveThrough(platform, { unit, owner }, need);
  }
}

async function liveThrough(platform: Platform, { unit, owner }: { unit: UnitKey; owner: string }, seed: NeedSeed): Promise<void> {
  const { key, statedOn, reaches, closing, ...input } = seed;
  const ownerAt = (days: number) =>
    personAt(platform, { key: owner, role: "need_owner", unitId: demoUnitId(unit) }, statedOn, days);
  const scoutAt = (days: number) => personAt(platform, { key: "scout", role: "scout", unitId: null }, statedOn, days);
  const id = demoNeedId(key);
  await stateNeed(
    ownerAt(0),
    { ...input, sponsorPersonId: reaches === "draft" ? null : demoPersonId("steering-member") },
    { id },
  );
  for (const [step, { to, by, ...move }] of stepsTo(reaches, closing).entries()) {
    const days = 2 + step * 4;
    await changeNeedState(by === "owner" ? ownerAt(days) : scoutAt(days), id, { to, ...move });
  }
}

type Step = StateMove & { by: "owner" | "scout" };

function stepsTo(reaches: NeedState, closing: NeedSeed["closing"]): Step[] {
  const life: Step[] = [
    { to: "confirmed", by: "owner" },
    { to: "open", by: "scout" },
    { to: "shortlisted", by: "scout" },
    { to: "piloting", by: "owner" },
    { to: "solved", by: "owner" },
  ];
  if (reaches === "draft") return [];
  if (reaches === "closed") return [...life.slice(0, 2), { to: "closed", by: "owner", ...closing }];
  return life.slice(0, life.findIndex(({ to }) => to === reaches) + 1);
}

interface Seat {
  key: string;
  role: "need_owner" | "scout";
  unitId: string | null;
}

function personAt(platform: Platform, { key, role, unitId }: Seat, day: string, days: number): Context {
  const instant = new Date(Date.parse(`${day}T02:30:00Z`) + days * 86_400_000);
  const actor = {
    ...visitor,
    kind: "person" as const,
    personId: demoPersonId(key),
    seatId: demoSeatId(key, role),
    role,
    organisationId: demoOrganisationId("host"),
    organisationKind: "host",
    unitId,
  };
  return contextFor({ ...platform, now: () => instant }, actor, { requestId: "demo-seed" });
}
