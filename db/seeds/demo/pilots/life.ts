import { addEntry } from "#contexts/matching/index.ts";
import { decideGate } from "#contexts/pilots/commands/decide-gate.ts";
import { offerPilot } from "#contexts/pilots/commands/offer-pilot.ts";
import { proposePilot } from "#contexts/pilots/commands/propose-pilot.ts";
import type { CriterionInput, GateInput, PilotInput } from "#contexts/pilots/schema.ts";
import type { Context, Platform } from "#platform/context.ts";
import { demoSystem } from "../clock.ts";
import { demoNeedId } from "../needs.ts";
import { demoPersonIn } from "../people.ts";
import { type FirmIds, pilotFounderIn } from "./firms.ts";

export interface PilotSeed {
  need: string;
  /** Who owns the need and proposes. */
  owner: string;
  /** Who decides, where it is another one. */
  decider?: string;
  firm: string;
  proposedOn: string;
  input: PilotInput;
}

/** A pilot on its way through the demo world. */
export interface Life {
  platform: Platform;
  pilotId: string;
  seed: PilotSeed;
}

/** A morning of 2026 where the base stands: "10-14". */
export const on = (day: string): string => `2026-${day}T02:30:00Z`;

export const decider = ({ platform, seed }: Life, day: string): Context =>
  demoPersonIn(platform, seed.decider ?? seed.owner, on(day));
export const colleague = ({ platform }: Life, key: string, day: string): Context => demoPersonIn(platform, key, on(day));
export const founder = ({ platform, seed }: Life, day: string): Context => pilotFounderIn(platform, seed.firm, on(day));

/** Puts the firm on the need's shortlist, where it is not yet, and proposes its pilot. */
export async function propose(platform: Platform, firms: FirmIds, seed: PilotSeed): Promise<Life> {
  const needId = demoNeedId(seed.need);
  const companyId = firms.get(seed.firm)!;
  const owner = demoPersonIn(platform, seed.owner, on(seed.proposedOn));
  if (!(await isListed(platform, needId, companyId))) await addEntry(owner, needId, { companyId, stage: "chosen" });
  const { id } = await proposePilot(owner, { ...seed.input, needId, companyId });
  return { platform, pilotId: id, seed };
}

const isListed = async (platform: Platform, needId: string, companyId: string): Promise<boolean> => {
  const entries = await demoSystem(platform).transact((tx) =>
    tx.selectFrom("shortlistEntry").select("id").where("needId", "=", needId).where("companyId", "=", companyId).execute(),
  );
  return entries.length > 0;
};

export async function versionOf({ platform, pilotId }: Pick<Life, "platform" | "pilotId">): Promise<number> {
  const { version } = await demoSystem(platform).transact((tx) =>
    tx.selectFrom("pilot").select("version").where("id", "=", pilotId).executeTakeFirstOrThrow(),
  );
  return version;
}

export async function decide(life: Life, day: string, gate: Partial<GateInput> = {}): Promise<void> {
  const version = await versionOf(life);
  await decideGate(decider(life, day), life.pilotId, { verdict: "go", told: "", note: "", ...gate, version });
}

export async function offer(life: Life, day: string): Promise<void> {
  await offerPilot(decider(life, day), life.pilotId, { version: await versionOf(life) });
}

/** A criterion in the order one says it: what, in which unit, from where to where, how and by whom it is measured. */
export const criterion = (
  metric: string,
  unit: string,
  baseline: number | null,
  target: number,
  method: string,
  more: Partial<CriterionInput> = {},
): CriterionInput => ({
  metric,
  unit,
  baseline,
  target,
  method,
  comparison: baseline !== null && baseline > target ? "atMost" : "atLeast",
  measuredBy: "together",
  ...more,
});
