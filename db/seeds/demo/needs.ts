import { changeNeedState, type NeedState, type StateMove, stateNeed } from "#contexts/needs/index.ts";
import type { Platform } from "#platform/context.ts";
import { demoId } from "./clock.ts";
import { archermindNeeds } from "./needs/archermind.ts";
import { beijingNeeds } from "./needs/beijing.ts";
import { lingyueNeeds } from "./needs/lingyue.ts";
import type { NeedSeed } from "./needs/need-seed.ts";
import { shanghaiNeeds } from "./needs/shanghai.ts";
import { shenyangNeeds } from "./needs/shenyang.ts";
import { demoPersonId, demoPersonIn } from "./people.ts";

const needsOfUnits: { owner: string; needs: NeedSeed[] }[] = [
  { owner: "need-owner", needs: shenyangNeeds },
  { owner: "owner-beijing", needs: beijingNeeds },
  { owner: "owner-shanghai", needs: shanghaiNeeds },
  { owner: "owner-lingyue", needs: lingyueNeeds },
  { owner: "owner-archermind", needs: archermindNeeds },
];

export const demoNeedId = (key: string): string => demoId(`need/${key}`);

/** Twenty needs of the five units in every state, stated by their owners and opened by the scout. */
export async function seedNeeds(platform: Platform): Promise<void> {
  for (const { owner, needs } of needsOfUnits) {
    for (const need of needs) await liveThrough(platform, owner, need);
  }
}

async function liveThrough(platform: Platform, owner: string, seed: NeedSeed): Promise<void> {
  const { key, statedOn, reaches, closing, ...input } = seed;
  const after = (days: number) => new Date(Date.parse(`${statedOn}T02:30:00Z`) + days * 86_400_000).toISOString();
  const ownerAt = (days: number) => demoPersonIn(platform, owner, after(days));
  const scoutAt = (days: number) => demoPersonIn(platform, "scout", after(days));
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
