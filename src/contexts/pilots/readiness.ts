import type { BaseCalendar } from "#platform/base-calendar.ts";

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
  /** A day lost here is a day lost for the purchase order. */
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

/** The critical path method (Kelley and Walker, 1959) over what is left, in working days of the base. */
export function planReadiness(
  items: readonly ReadinessItem[],
  { today, workdaysAfter }: Pick<BaseCalendar, "today" | "workdaysAfter">,
): ReadinessPlan {
  const bars = new Map<ReadinessKind, Bar>();
  for (const item of inOrder(items)) bars.set(item.kind, barOf(item, bars, today, workdaysAfter));
  const open = inOrder(items).filter(({ kind }) => !bars.get(kind)!.isDone);
  const readyOn = latest(open.map(({ kind }) => bars.get(kind)!.endsOn)) ?? today;
  const slack = slackOf(open, bars, readyOn, workdaysAfter);
  const planned = [...bars].map(([kind, bar]): PlannedItem => {
    const slackDays = slack.get(kind) ?? 0;
    return { kind, ...bar, slackDays, isCritical: !bar.isDone && slackDays === 0 };
  });
  const critical = planned.filter(({ isCritical }) => isCritical);
  const running = critical.find(({ startsOn }) => startsOn <= today);
  return { items: planned, readyOn, heldBy: (running ?? critical[0])?.kind ?? null };
}

interface Bar {
  startsOn: string;
  endsOn: string;
  isDone: boolean;
}

function barOf(
  item: ReadinessItem,
  bars: ReadonlyMap<ReadinessKind, Bar>,
  today: string,
  workdaysAfter: BaseCalendar["workdaysAfter"],
): Bar {
  if (isDone(item, today)) return { startsOn: item.startedOn, endsOn: item.acceptedOn ?? item.startedOn, isDone: true };
  const before = item.after.flatMap((kind) => bars.get(kind) ?? []);
  const startsOn = latest(before.filter((bar) => !bar.isDone).map((bar) => bar.endsOn)) ?? item.startedOn;
  const isProvided = item.state === "provided" && item.providedOn !== null;
  const estimated = isProvided
    ? workdaysAfter(latest([item.providedOn!, startsOn])!, item.hostDays)
    : workdaysAfter(startsOn, item.startupDays + item.hostDays);
  // What should have been done yesterday is done today at the earliest.
  return { startsOn, endsOn: latest([estimated, today])!, isDone: false };
}

/** Working days each open item can be late without the last one being later, which is none for one of them at least. */
function slackOf(
  open: readonly ReadinessItem[],
  bars: ReadonlyMap<ReadinessKind, Bar>,
  readyOn: string,
  workdaysAfter: BaseCalendar["workdaysAfter"],
): Map<ReadinessKind, number> {
  const slack = new Map<ReadinessKind, number>();
  for (const { kind } of open.toReversed()) {
    const { endsOn } = bars.get(kind)!;
    const followers = open.filter(({ after }) => after.includes(kind));
    const room = followers.map(
      (follower) => slack.get(follower.kind)! + workdaysBetween(endsOn, bars.get(follower.kind)!.startsOn, workdaysAfter),
    );
    slack.set(kind, room.length > 0 ? Math.min(...room) : workdaysBetween(endsOn, readyOn, workdaysAfter));
  }
  return slack;
}

/** Items behind what they wait for; a circle is refused where items are stored. */
function inOrder(items: readonly ReadinessItem[]): ReadinessItem[] {
  const byKind = new Map(items.map((item) => [item.kind, item]));
  const ordered = new Set<ReadinessItem>();
  const visit = (item: ReadinessItem): void => {
    if (ordered.has(item)) return;
    for (const kind of item.after) if (byKind.has(kind)) visit(byKind.get(kind)!);
    ordered.add(item);
  };
  items.forEach(visit);
  return [...ordered];
}

function workdaysBetween(from: string, to: string, workdaysAfter: BaseCalendar["workdaysAfter"]): number {
  let days = 0;
  for (let day = workdaysAfter(from, 1); day <= to; day = workdaysAfter(day, 1)) days++;
  return days;
}

const latest = (days: readonly string[]): string | null => days.toSorted().at(-1) ?? null;
