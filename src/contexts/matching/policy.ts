import { canReadCompanies, canRecordPasses } from "#contexts/companies/index.ts";
import { canReadNeed } from "#contexts/needs/index.ts";
import type { Actor } from "#platform/context.ts";

/** The columns of a need that decide who reads its matches and its list. */
export type NeedWalls = Parameters<typeof canReadNeed>[1];

const curators = new Set<string | null>(["scout", "need_owner", "base_manager"]);
const voters = new Set<string | null>([...curators, "expert"]);
const isFinished = ({ state }: Pick<NeedWalls, "state">): boolean => state === "solved" || state === "closed";

/** Matches, list, votes and notes of a need: whoever reads the need and the companies; nobody outside its organisation. */
export const canReadMatches = (actor: Actor, need: NeedWalls): boolean => canReadNeed(actor, need) && canReadCompanies(actor);

/** Puts companies on the list, moves, orders and passes them: scouts, need owners and base managers, until the need is finished. */
export const canCurateShortlist = (actor: Actor, need: NeedWalls): boolean =>
  canReadMatches(actor, need) &&
  !isFinished(need) &&
  (actor.kind === "system" || (curators.has(actor.role) && canRecordPasses(actor)));

const runners = new Set<string | null>(["scout", "base_manager"]);

/** Switches off what judgements taught: for one need its curators, for all needs of the organisation those who run them. */
export const canPauseLearning = (actor: Actor, need: NeedWalls, scope: "need" | "organisation"): boolean =>
  actor.personId !== null && canCurateShortlist(actor, need) && (scope === "need" || runners.has(actor.role));

/** Votes, notes and feedback: the same seats and experts. */
export const canJudgeMatches = (actor: Actor, need: NeedWalls): boolean =>
  canReadMatches(actor, need) && !isFinished(need) && actor.personId !== null && voters.has(actor.role);
