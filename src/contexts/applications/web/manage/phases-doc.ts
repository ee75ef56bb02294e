import type { PhaseKind } from "../../review/phase.ts";
import type { Criterion, Rubric } from "../../review/rubric.ts";
import type { CallView, PhaseView } from "../../views.ts";
import { freeKey } from "./field-docs.ts";
import { send } from "./send.ts";
import type { Stored } from "./use-editor.ts";

/** Reviewers who score by a rubric of their own; everybody else by the first. */
export const rubricRoles = ["default", "expert", "reviewer"] as const;
export type RubricRole = (typeof rubricRoles)[number];

/** A phase as managers edit it; without an id until it is saved. */
export interface PhaseDoc {
  id?: string;
  kind: PhaseKind;
  opensAt: string | null;
  closesAt: string | null;
  isBlind: boolean;
  otherReviews: PhaseView["otherReviews"];
  otherScores: PhaseView["otherScores"];
  reviewerNames: PhaseView["reviewerNames"];
  rubrics: { default: Rubric; expert?: Rubric; reviewer?: Rubric };
  reviewsWanted: number;
}

export interface PlanDoc {
  phases: PhaseDoc[];
}

const isoOf = (value: Date | string | null): string | null => (value === null ? null : new Date(value).toISOString());

export function storedPlan(phases: readonly PhaseView[], version: number): Stored<PlanDoc> {
  return {
    version,
    doc: {
      phases: phases.map((phase) => ({ ...phase, opensAt: isoOf(phase.opensAt), closesAt: isoOf(phase.closesAt) })),
    },
  };
}

/** Saves the plan whole; the call's version after it is read again, because saving a plan moves it. */
export async function sendPlan(callId: string, doc: PlanDoc, base: Stored<PlanDoc>) {
  const answer = await send<PhaseView[]>("PUT", `/calls/${callId}/phases`, { ...doc, version: base.version });
  if (answer.outcome !== "saved") return answer;
  return { ...answer, body: storedPlan(answer.body, Number(base.version) + 1) };
}

/** What each kind of phase usually is; all of it may be changed. */
export function newPhase(kind: PhaseKind): PhaseDoc {
  const common = { kind, opensAt: null, closesAt: null, rubrics: { default: [newCriterion([])] } };
  switch (kind) {
    case "screening":
      return {
        ...common,
        isBlind: false,
        otherReviews: "always",
        otherScores: "always",
        reviewerNames: "always",
        reviewsWanted: 1,
      };
    case "review":
      return {
        ...common,
        isBlind: true,
        otherReviews: "afterOwn",
        otherScores: "afterOwn",
        reviewerNames: "never",
        reviewsWanted: 3,
      };
    case "jury":
      return {
        ...common,
        isBlind: false,
        otherReviews: "always",
        otherScores: "afterOwn",
        reviewerNames: "always",
        reviewsWanted: 5,
      };
  }
}

/** A criterion with five scores, whose meaning is still to be written. */
export const newCriterion = (known: Rubric): Criterion => ({
  key: freeKey(
    "criterion",
    known.map(({ key }) => key),
  ),
  label: {},
  help: {},
  weight: 1,
  anchors: [{}, {}, {}, {}, {}],
  mayAbstain: false,
});

/** How much of the whole each criterion weighs, in percent. */
export const shareOf = ({ weight }: Criterion, rubric: Rubric): number =>
  (100 * weight) / rubric.reduce((sum, each) => sum + each.weight, 0);

/** Whether a phase has begun, so that what its scores mean stays: as the server sees it. */
export const hasBegun = ({ id, opensAt }: PhaseDoc, { state }: Pick<CallView, "state">, now: Date): boolean =>
  id !== undefined && state !== "draft" && (opensAt === null || new Date(opensAt) <= now);
