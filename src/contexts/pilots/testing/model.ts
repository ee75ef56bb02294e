import { daysAfter } from "#platform/base-calendar.ts";
import type { Judgement } from "../criterion.ts";
import type { PilotState } from "../pilot.ts";
import type { ReadinessKind, ReadinessState } from "../readiness.ts";

/** Everybody who tries something in the model: seats of the host, of the start-up and of those who have no part in it. */
export const everybody = [
  "owner",
  "secondOwner",
  "otherUnit",
  "expert",
  "sponsor",
  "scout",
  "manager",
  "administrator",
  "steering",
  "founder",
  "member",
  "rival",
  "cloud",
  "zone",
  "investor",
] as const;
export type Who = (typeof everybody)[number];

export interface OrderModel {
  id: string;
  state: "drafted" | "requested" | "approved" | "sent" | "confirmed" | "completed" | "cancelled";
  amount: number;
  currency: "CNY" | "EUR";
  hasRate: boolean;
  isSent: boolean;
  writtenBy: Who;
  requestedBy: Who | null;
  milestones: { id: string; amount: number; state: "planned" | "delivered" | "accepted" | "returned" }[];
}

export interface InvoiceModel {
  id: string;
  number: string;
  order: OrderModel;
  milestone: string | null;
  amount: number;
  state: "received" | "approved" | "paid" | "rejected";
  receivedBy: Who;
  approvedBy: Who | null;
  second: { by: Who; turn: number } | null;
}

/** A pilot as a person with paper and pencil would keep it, beside the real one. */
export interface Model {
  turn: number;
  today: string;
  state: PilotState;
  isOffered: boolean;
  problemOwner: Who;
  sponsor: Who | null;
  hasScope: boolean;
  budget: number | null;
  decisionOn: string | null;
  endsOn: string;
  criteria: number;
  hasNextOrder: boolean;
  isExtended: boolean;
  isHeld: boolean;
  /** The day this gate was first put off. */
  heldSince: string | null;
  isSigned: boolean;
  items: Map<ReadinessKind, ReadinessState> | null;
  account: { text: string | null; changedOn: string | null; changedAt: number };
  orders: OrderModel[];
  invoices: InvoiceModel[];
  values: (number | null)[];
  judged: (Judgement | null)[];
  ledger: { id: string; reverses: string | null }[];
  isConsequenceDue: boolean;
  isConsequenceDone: boolean;
}

export const startsOn = "2026-03-09";

export const freshModel = (): Model => ({
  turn: 0,
  today: "2026-03-02",
  state: "proposed",
  isOffered: false,
  problemOwner: "owner",
  sponsor: "sponsor",
  hasScope: true,
  budget: 30_000_000,
  decisionOn: "2026-08-15",
  endsOn: "2026-07-31",
  criteria: 3,
  hasNextOrder: true,
  isExtended: false,
  isHeld: false,
  heldSince: null,
  isSigned: false,
  items: null,
  account: { text: null, changedOn: null, changedAt: -1 },
  orders: [],
  invoices: [],
  values: [null, null, null],
  judged: [null, null, null],
  ledger: [],
  isConsequenceDue: false,
  isConsequenceDone: false,
});

const ofHost: readonly Who[] = [
  "owner",
  "secondOwner",
  "otherUnit",
  "expert",
  "sponsor",
  "scout",
  "manager",
  "administrator",
  "steering",
];
const ofStartUp: readonly Who[] = ["founder", "member"];

/** Who reads the pilot: the host by role, unit or name, the start-up once it was offered, nobody else. */
export function reads(m: Model, who: Who): boolean {
  if (ofStartUp.includes(who)) return m.isOffered;
  if (who === m.problemOwner || who === m.sponsor) return true;
  return ["owner", "secondOwner", "expert", "scout", "manager", "administrator", "steering"].includes(who);
}

export function sideOfWho(m: Model, who: Who): "host" | "startup" | null {
  if (!reads(m, who)) return null;
  if (ofHost.includes(who)) return "host";
  return ofStartUp.includes(who) ? "startup" : null;
}

export const runs = (m: Model, who: Who): boolean =>
  reads(m, who) && (who === m.problemOwner || ["owner", "secondOwner", "scout", "manager"].includes(who));
export const decides = (m: Model, who: Who): boolean => who === m.problemOwner || who === m.sponsor;
export const approves = (m: Model, who: Who): boolean =>
  reads(m, who) && (who === m.sponsor || who === "manager" || who === "administrator");

/** Who speaks for a side where it binds itself. */
export const binds = (m: Model, who: Who): boolean =>
  sideOfWho(m, who) === "startup" ? who === "founder" : runs(m, who) || who === m.sponsor;
/** Who names problem owner and sponsor. */
export const names = (m: Model, who: Who): boolean => who === m.problemOwner || who === "manager" || who === "administrator";

export const isOver = ({ state }: Model): boolean => state === "adopted" || state === "stopped";
export const isFixed = ({ state }: Model): boolean => !["proposed", "scoped", "contracting"].includes(state);

/** What one is told; an empty list is a move that must succeed. Of several faults the product may name any. */
export type Expected = string[];

/** Somebody who cannot read a thing is told that there is none, and nothing else. */
export function expected(isSeen: boolean, may: boolean, faults: readonly (string | false)[]): Expected {
  if (!isSeen) return ["not_found"];
  return [...(may ? [] : ["forbidden"]), ...faults.filter((fault) => fault !== false)];
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
export const euroRate = 8;

/** What an order takes from the budget, in fen. */
export function bound({ state, amount, currency, milestones }: OrderModel): number {
  const rate = currency === "EUR" ? euroRate : 1;
  if (state === "drafted") return 0;
  return (state === "cancelled" ? acceptedOf(milestones) : amount) * rate;
}

export const acceptedOf = (milestones: OrderModel["milestones"]): number =>
  sum(milestones.filter(({ state }) => state === "accepted").map(({ amount }) => amount));

export const invoicedOn = (m: Model, isCounted: (invoice: InvoiceModel) => boolean): number =>
  sum(m.invoices.filter((invoice) => invoice.state !== "rejected" && isCounted(invoice)).map(({ amount }) => amount));

export function orderFaultsOf(m: Model, order: OrderModel): string[] {
  const others = sum(m.orders.filter((other) => other !== order).map(bound));
  const rate = order.currency === "EUR" ? euroRate : 1;
  if (m.budget === null) return ["pilots.errors.noBudget"];
  return [
    ...(sum(order.milestones.map(({ amount }) => amount)) === order.amount ? [] : ["pilots.errors.milestoneSum"]),
    ...(order.currency === "CNY" || order.hasRate ? [] : ["pilots.errors.rateMissing"]),
    ...(others + order.amount * rate > m.budget ? ["pilots.errors.overBudget"] : []),
  ];
}

/** A second pair of eyes is asked for thirty days long after the account changed. */
export const needsSecond = (m: Model): boolean => m.account.changedOn !== null && m.today < daysAfter(m.account.changedOn, 30);

/** What stands before the next gate, by the names a person reads. */
export function missingOf(m: Model): string[] {
  const gates: [PilotState, Record<string, boolean>][] = [
    ["proposed", { scope: !m.hasScope }],
    [
      "scoped",
      {
        sponsor: m.sponsor === null,
        budget: m.budget === null,
        decisionDay: m.decisionOn === null,
        consequence: !m.hasNextOrder,
        criteria: m.criteria < 3,
      },
    ],
    [
      "contracting",
      {
        agreement: !m.isSigned,
        purchaseOrder: !m.orders.some(({ state }) => ["approved", "sent", "confirmed", "completed"].includes(state)),
        readiness: [...(m.items?.values() ?? [])].some((state) => state !== "accepted" && state !== "notNeeded"),
      },
    ],
    ["ordered", { sentOrder: !m.orders.some(({ state }) => ["sent", "confirmed", "completed"].includes(state)) }],
    ["running", { judgements: m.judged.includes(null) }],
    ["evaluated", { adoption: !hasStanding(m) }],
  ];
  // What leads to the order, and that it was sent, is asked for at its gate alone.
  const asked = gates.filter(([state]) => (state !== "contracting" && state !== "ordered") || m.state === state);
  const passed = asked.slice(0, asked.findIndex(([state]) => state === m.state) + 1);
  return passed.flatMap(([, parts]) => Object.keys(parts).filter((part) => parts[part]));
}

/** Something in the ledger that was not taken back. */
export const hasStanding = ({ ledger }: Model, without?: string): boolean =>
  ledger.some(({ id, reverses }) => id !== without && reverses === null && !ledger.some((row) => row.reverses === id));
