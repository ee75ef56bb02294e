/** What a buyer of the host asks of a supplier before the first purchase order. */
export const readinessKinds = [
  "supplierNumber",
  "bankAccount",
  "insurance",
  "nda",
  "dataProtection",
  "informationSecurity",
  "exportControl",
] as const;
export type ReadinessKind = (typeof readinessKinds)[number];

export const readinessStates = ["waiting", "provided", "accepted", "returned", "notNeeded"] as const;
export type ReadinessState = (typeof readinessStates)[number];

/** Who has to do something next. */
export const sides = ["host", "startup"] as const;
export type Side = (typeof sides)[number];

export interface ReadinessItem {
  kind: ReadinessKind;
  state: ReadinessState;
  /** Kinds that have to be accepted before this one can begin. */
  after: readonly ReadinessKind[];
  /** Working days each side takes. */
  startupDays: number;
  hostDays: number;
  /** Days in the base's calendar. */
  startedOn: string;
  providedOn: string | null;
  acceptedOn: string | null;
  validUntil: string | null;
}

/** What is usual; a unit changes it for its pilots. Days are estimates until a unit's own medians are known. */
export const usualItems: readonly Pick<ReadinessItem, "kind" | "after" | "startupDays" | "hostDays">[] = [
  { kind: "nda", after: [], startupDays: 3, hostDays: 5 },
  { kind: "bankAccount", after: [], startupDays: 3, hostDays: 3 },
  { kind: "insurance", after: [], startupDays: 10, hostDays: 3 },
  { kind: "dataProtection", after: ["nda"], startupDays: 5, hostDays: 10 },
  { kind: "informationSecurity", after: ["nda"], startupDays: 15, hostDays: 10 },
  { kind: "exportControl", after: [], startupDays: 2, hostDays: 5 },
  { kind: "supplierNumber", after: ["bankAccount", "nda"], startupDays: 3, hostDays: 15 },
];

/** Whose turn an item is; a returned one goes back to the start-up. Nobody's when it is done. */
export function turnOf({ state }: Pick<ReadinessItem, "state">): Side | null {
  if (state === "waiting" || state === "returned") return "startup";
  return state === "provided" ? "host" : null;
}

export const isDone = ({ state, validUntil }: Pick<ReadinessItem, "state" | "validUntil">, today: string): boolean =>
  state === "notNeeded" || (state === "accepted" && (validUntil === null || validUntil >= today));

/** An item as a bar of the plan: what happened is past, what is left is estimated. */
export interface PlannedItem {
  kind: ReadinessKind;
  startsOn: string;
  endsOn: string;
  isDone: boolean;
  /** No day of slack: a day lost here is a day lost for the purchase order. */
  isCritical: boolean;
  slackDays: number;
}

export interface ReadinessPlan {
  items: PlannedItem[];
  /** The first day a purchase order can be sent. */
  readyOn: string;
  /** The critical item that runs now, which holds the order; null when all is done. */
  heldBy: ReadinessKind | null;
}

/** The critical path method (Kelley and Walker, 1959) over what is left; `addDays` counts working days of the base. */
export function planReadiness(
  items: readonly ReadinessItem[],
  today: string,
  addDays: (day: string, days: number) => string,
): ReadinessPlan {
  const ordered = inOrder(items);
  const planned = new Map<ReadinessKind, { startsOn: string; endsOn: string; isDone: boolean }>();
  for (const item of ordered) planned.set(item.kind, barOf(item, planned, today, addDays));
  const open = ordered.filter((item) => !isDone(item, today));
  const readyOn = latest(open.map(({ kind }) => planned.get(kind)!.endsOn)) ?? today;
  const lateEnds = lateEndsOf(open, readyOn, addDays);
  const result = ordered.map(({ kind }): PlannedItem => {
    const bar = planned.get(kind)!;
    const lateEnd = lateEnds.get(kind);
    const slackDays = bar.isDone || !lateEnd ? 0 : daysBetween(bar.endsOn, lateEnd, addDays);
    return { kind, ...bar, isCritical: !bar.isDone && slackDays === 0, slackDays };
  });
  const runningNow = result.filter(({ isCritical, startsOn }) => isCritical && startsOn <= today);
  return { items: result, readyOn, heldBy: runningNow[0]?.kind ?? result.find(({ isCritical }) => isCritical)?.kind ?? null };
}

function barOf(
  item: ReadinessItem,
  planned: ReadonlyMap<ReadinessKind, { endsOn: string; isDone: boolean }>,
  today: string,
  addDays: (day: string, days: number) => string,
) {
  if (isDone(item, today)) return { startsOn: item.startedOn, endsOn: item.acceptedOn ?? item.startedOn, isDone: true };
  const freed = latest(item.after.flatMap((kind) => (planned.get(kind)?.isDone === false ? [planned.get(kind)!.endsOn] : [])));
  const startsOn = freed ?? item.startedOn;
  const left = item.state === "provided" ? item.hostDays : item.startupDays + item.hostDays;
  const from = item.state === "provided" && item.providedOn ? item.providedOn : startsOn;
  const estimated = addDays(from, left);
  // What should have been done yesterday is done today at the earliest.
  return { startsOn, endsOn: estimated < today ? today : estimated, isDone: false };
}

function lateEndsOf(open: readonly ReadinessItem[], readyOn: string, addDays: (day: string, days: number) => string) {
  const lateEnds = new Map<ReadinessKind, string>();
  for (const item of open.toReversed()) {
    const followers = open.filter(({ after }) => after.includes(item.kind));
    const starts = followers.map(({ kind, startupDays, hostDays }) => addDays(lateEnds.get(kind)!, -(startupDays + hostDays)));
    lateEnds.set(item.kind, earliest(starts) ?? readyOn);
  }
  return lateEnds;
}

/** Items behind what they wait for; a circle is refused where items are stored. */
function inOrder(items: readonly ReadinessItem[]): ReadinessItem[] {
  const byKind = new Map(items.map((item) => [item.kind, item]));
  const seen = new Set<ReadinessKind>();
  const ordered: ReadinessItem[] = [];
  const visit = (item: ReadinessItem): void => {
    if (seen.has(item.kind)) return;
    seen.add(item.kind);
    for (const kind of item.after) if (byKind.has(kind)) visit(byKind.get(kind)!);
    ordered.push(item);
  };
  items.forEach(visit);
  return ordered;
}

function daysBetween(from: string, to: string, addDays: (day: string, days: number) => string): number {
  let days = 0;
  for (let day = from; day < to; day = addDays(day, 1)) days++;
  return days;
}

const latest = (days: readonly string[]): string | null => days.toSorted().at(-1) ?? null;
const earliest = (days: readonly string[]): string | null => days.toSorted()[0] ?? null;
