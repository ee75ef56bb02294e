import { type BaseCalendar, daysAfter } from "#platform/base-calendar.ts";

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
  /** Day the present turn began; where nobody says, the day it started. */
  turnOn?: string;
}

/** Both sides are told so many days before a document runs out. */
export const warnDays = 30;

/** From so many finished items on the median of a unit takes the place of its estimate. */
export const enoughCases = 5;

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

export const standings = ["waiting", "blocked", "provided", "accepted", "ranOut", "returned", "notNeeded"] as const;
export type Standing = (typeof standings)[number];

/** How an item stands among the others today: one that waits for them is blocked, an accepted document that ran out is open again. */
export function standingOf(
  item: Pick<ReadinessItem, "kind" | "state" | "validUntil" | "after">,
  items: readonly Pick<ReadinessItem, "kind" | "state" | "validUntil">[],
  today: string,
): Standing {
  if (item.state === "accepted" && !isDone(item, today)) return "ranOut";
  const isBlocked = items.some((other) => item.after.includes(other.kind) && !isDone(other, today));
  return item.state === "waiting" && isBlocked ? "blocked" : item.state;
}

/** Whose turn it is as an item stands; nobody's where it is done or waits for another one. */
export const turnOfStanding = (standing: Standing): Side | null =>
  standing === "provided"
    ? "host"
    : standing === "waiting" || standing === "returned" || standing === "ranOut"
      ? "startup"
      : null;

export const isRunningOut = ({ state, validUntil }: Pick<ReadinessItem, "state" | "validUntil">, today: string): boolean =>
  state === "accepted" && validUntil !== null && validUntil >= today && validUntil <= daysAfter(today, warnDays);

/** Whether items wait for each other in a circle, or for themselves. */
export function hasCircle(items: readonly { kind: ReadinessKind; after: readonly ReadinessKind[] }[]): boolean {
  const left = new Map(
    items.map(({ kind, after }) => [kind, after.filter((other) => items.some((item) => item.kind === other))]),
  );
  for (let free = freeOf(left); free.length > 0; free = freeOf(left)) for (const kind of free) left.delete(kind);
  return left.size > 0;
}

const freeOf = (left: ReadonlyMap<ReadinessKind, readonly ReadinessKind[]>): ReadinessKind[] =>
  [...left].filter(([, after]) => !after.some((kind) => left.has(kind))).map(([kind]) => kind);

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
  /** From here on it lies with the host. */
  handedOverOn: string;
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
  handedOverOn: string;
  endsOn: string;
  isDone: boolean;
}

function barOf(
  item: ReadinessItem,
  bars: ReadonlyMap<ReadinessKind, Bar>,
  today: string,
  workdaysAfter: BaseCalendar["workdaysAfter"],
): Bar {
  const before = item.after.flatMap((kind) => bars.get(kind)?.endsOn ?? []);
  if (isDone(item, today)) {
    const endsOn = latest([item.acceptedOn ?? item.startedOn, item.startedOn])!;
    const handedOverOn = earliest(latest([item.providedOn ?? endsOn, item.startedOn])!, endsOn);
    return { startsOn: item.startedOn, handedOverOn, endsOn, isDone: true };
  }
  const startsOn = latest([item.startedOn, ...before])!;
  // What should have been done yesterday is done today at the earliest.
  const handedOverOn =
    item.state === "provided"
      ? latest([item.providedOn ?? startsOn, startsOn])!
      : latest([workdaysAfter(latest([startsOn, turnBegan(item)])!, item.startupDays), today])!;
  return { startsOn, handedOverOn, endsOn: latest([workdaysAfter(handedOverOn, item.hostDays), today])!, isDone: false };
}

/** A document that ran out is asked for again from the day after. */
const turnBegan = ({ state, validUntil, turnOn, startedOn }: ReadinessItem): string =>
  (state === "accepted" ? validUntil : turnOn) ?? startedOn;

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

/** Working days after the first up to the last. */
export function workdaysBetween(from: string, to: string, workdaysAfter: BaseCalendar["workdaysAfter"]): number {
  let days = 0;
  for (let day = workdaysAfter(from, 1); day <= to; day = workdaysAfter(day, 1)) days++;
  return days;
}

const earliest = (one: string, other: string): string => (one < other ? one : other);

const latest = (days: readonly string[]): string | null => days.toSorted().at(-1) ?? null;
