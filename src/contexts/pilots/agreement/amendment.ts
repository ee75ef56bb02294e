import { orderedJson } from "#platform/ordered-json.ts";
import { type Criterion, criteriaFaults } from "../criterion.ts";
import { type ExtensionRefusal, type PilotState, refusalOfExtension } from "../pilot.ts";

/** What both sides agree on, as one document says it. */
export interface AgreedParts {
  scope: string;
  startsOn: string | null;
  endsOn: string | null;
  decisionOn: string | null;
  nextOrder: string;
  consequenceWithinDays: number | null;
  criteria: readonly AgreedCriterion[];
}

export interface AgreedCriterion extends Criterion {
  /** Null for one the amendment adds. */
  id: string | null;
}

export const agreedPartNames = [
  "scope",
  "startsOn",
  "endsOn",
  "decisionOn",
  "nextOrder",
  "consequenceWithinDays",
  "criteria",
] as const satisfies readonly (keyof AgreedParts)[];
export type AgreedPartName = (typeof agreedPartNames)[number];

export type Amendment = Partial<AgreedParts>;

/** Only what differs from what was agreed. */
export const changesFrom = (agreed: AgreedParts, wanted: Amendment): Amendment =>
  Object.fromEntries(
    agreedPartNames
      .filter((part) => wanted[part] !== undefined && orderedJson(wanted[part]) !== orderedJson(agreed[part]))
      .map((part) => [part, wanted[part]]),
  );

/** What a document was made from, or is made from now. */
export interface Basis extends Partial<AgreedParts> {
  /** Who owns what, where the document repeats it. */
  terms?: readonly object[];
}

/** Whether the pilot says something else by now than what a document was made from. */
export const isOutdated = (basis: Basis, now: Basis): boolean =>
  [...agreedPartNames, "terms" as const].some(
    (part) => basis[part] !== undefined && orderedJson(basis[part]) !== orderedJson(now[part]),
  );

export interface AmendedPilot {
  state: PilotState;
  isExtended: boolean;
  /** Criteria something was measured against or that were judged; they stay as they are. */
  measured: ReadonlySet<string>;
}

export type AmendmentRefusal =
  | ExtensionRefusal
  | "agreements.errors.nothingAmended"
  | "agreements.errors.notAmendable"
  | "agreements.errors.measuredCriterion"
  | "agreements.errors.criteriaFaulty"
  | "agreements.errors.startedAlready"
  | "agreements.errors.endBeforeStart"
  | "agreements.errors.partEmptied";

/**
 * Why an amendment may not be made, sent or take effect, or null. Once the pilot is evaluated it is judged by what was agreed; what was
 * measured keeps its criterion; while it runs its end moves once and later only, by the rule of extensions.
 */
export function refusalOfAmendment(
  pilot: AmendedPilot,
  agreed: AgreedParts,
  changes: Amendment,
  today: string,
): AmendmentRefusal | null {
  if (!["contracting", "ordered", "running"].includes(pilot.state)) return "agreements.errors.notAmendable";
  if (Object.keys(changesFrom(agreed, changes)).length === 0) return "agreements.errors.nothingAmended";
  const wanted = { ...agreed, ...changes };
  if (!wanted.scope.trim() || !wanted.nextOrder.trim() || !wanted.startsOn || !wanted.endsOn || !wanted.decisionOn)
    return "agreements.errors.partEmptied";
  if (changes.criteria !== undefined) {
    const refusal = refusalOfCriteria(agreed.criteria, changes.criteria, pilot.measured);
    if (refusal) return refusal;
  }
  return refusalOfDates(pilot, agreed, wanted, today);
}

function refusalOfCriteria(
  before: readonly AgreedCriterion[],
  after: readonly AgreedCriterion[],
  measured: ReadonlySet<string>,
): AmendmentRefusal | null {
  if (criteriaFaults(after).length > 0) return "agreements.errors.criteriaFaulty";
  const kept = new Map(after.map((criterion) => [criterion.id, criterion]));
  const isTouched = before.some(
    (criterion) => measured.has(criterion.id!) && orderedJson(kept.get(criterion.id)) !== orderedJson(criterion),
  );
  return isTouched ? "agreements.errors.measuredCriterion" : null;
}

function refusalOfDates(
  { state, isExtended }: AmendedPilot,
  agreed: AgreedParts,
  wanted: AgreedParts,
  today: string,
): AmendmentRefusal | null {
  const [startsOn, endsOn, decisionOn] = [wanted.startsOn!, wanted.endsOn!, wanted.decisionOn!];
  if (endsOn <= startsOn) return "agreements.errors.endBeforeStart";
  if (decisionOn < endsOn) return "pilots.errors.decisionBeforeEnd";
  if (state !== "running") return null;
  if (startsOn !== agreed.startsOn) return "agreements.errors.startedAlready";
  if (endsOn === agreed.endsOn) return null;
  return refusalOfExtension({ state, isExtended, endsOn: agreed.endsOn }, { endsOn, decisionOn }, today);
}
