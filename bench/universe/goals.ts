import type { SizeResults } from "./results.ts";
import type { Timings } from "./timings.ts";

export interface Goal {
  goal: string;
  wanted: string;
  measured: string;
  /** Undefined where the peer was not measured. */
  isMet: boolean | undefined;
}

/** The goals are set for so many companies. */
export const companiesOfGoals = 1_000_000;
const mostOverBareLoop = 1.5;

/** The bare loop is compared with everything the product does, the peers with ours for the question they get; the rest is shown beside. */
export function goalsOf({ ours, peers }: SizeResults): Goal[] {
  return [
    bareLoopGoal("short", ours),
    bareLoopGoal("long", ours),
    peerGoal("LanceDB", peers.lancedb, 5, ours),
    peerGoal("PostgreSQL ts_rank_cd", peers.postgres, 300, ours),
  ];
}

function bareLoopGoal(kind: string, ours: SizeResults["ours"]): Goal {
  const ratio = ({ timings }: { timings: Record<string, Timings> }): number => timings[kind]!.p95 / timings[`${kind} bare`]!.p95;
  const full = ratio(ours.full);
  return {
    goal: `${kind} questions end to end, p95 beside the bare loop`,
    wanted: `≤ ${mostOverBareLoop} ×`,
    measured: `${full.toFixed(2)} × (words only ${ratio(ours.words).toFixed(2)} ×)`,
    isMet: full <= mostOverBareLoop,
  };
}

function peerGoal(name: string, peer: SizeResults["peers"][string] | undefined, wanted: number, ours: SizeResults["ours"]): Goal {
  const goal = { goal: `the same long questions, end to end, faster than ${name}, p95`, wanted: `≥ ${wanted} ×` };
  if (peer === undefined || typeof peer === "string") return { ...goal, measured: "–", isMet: undefined };
  const ratio = (mode: "words" | "full", part = ""): number => peer.timings.long!.p95 / ours[mode].timings[`long${part}`]!.p95;
  return {
    ...goal,
    measured: `${ratio("words").toFixed(1)} × (without reasons ${ratio("words", " ranking").toFixed(1)} ×, full ${ratio("full").toFixed(1)} ×)`,
    isMet: ratio("words") >= wanted,
  };
}
