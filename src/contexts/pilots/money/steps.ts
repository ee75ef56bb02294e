import { isFixed, isOver, type PilotState } from "../pilot.ts";
import type { Side } from "../readiness.ts";
import {
  type Hands,
  type InvoiceState,
  type MilestoneState,
  type OrderState,
  refusalOfApproval,
  refusalOfPayment,
} from "./duties.ts";

/** Who is looking, as far as money goes. */
export interface MoneyHands {
  personId: string | null;
  side: Side | null;
  mayRun: boolean;
  mayApprove: boolean;
  /** Speaks for the side where it binds itself. */
  mayBind: boolean;
}

/** Why a person does not take a step that is its kind of step to take; said before they try. */
export const stepRefusals = [
  "ownRequest",
  "ownApproval",
  "sameApprover",
  "secondApprovalMissing",
  "isOver",
  "notOffered",
  "sentBeforeGate",
  "notApprover",
] as const;
export type StepRefusal = (typeof stepRefusals)[number];

export interface Step<To extends string> {
  to: To;
  /** Null where the reader may take it now. */
  why: StepRefusal | null;
}

export type OrderStep = Step<OrderState>;
export type InvoiceStep = Step<"approved" | "secondApproved" | "paid" | "rejected">;
export type MilestoneStep = Step<"delivered" | "accepted" | "returned">;

const wordOf = (key: string | null) => (key === null ? null : (key.split(".").at(-1) as StepRefusal));

interface PilotFacts {
  state: PilotState;
  isOffered: boolean;
}

/** The steps an order can take next, for the side that takes them, each with what keeps this reader from it. */
export function orderSteps(
  { state, createdBy: writtenBy, requestedBy }: { state: OrderState; createdBy: string; requestedBy: string | null },
  pilot: PilotFacts,
  who: MoneyHands,
): OrderStep[] {
  if (who.side === "startup") return state === "sent" && who.mayBind ? [{ to: "confirmed", why: overOr(pilot, null) }] : [];
  if (who.side === null) return [];
  const run = (to: OrderState, why: StepRefusal | null = null): OrderStep[] => (who.mayRun ? [{ to, why }] : []);
  switch (state) {
    case "drafted":
      return [...run("requested", overOr(pilot, null)), ...run("cancelled")];
    case "requested": {
      const hands = { writtenBy, requestedBy, approvedBy: null, secondApprovedBy: null };
      const own = who.personId === null ? null : wordOf(refusalOfApproval(who.personId, hands));
      const why = who.mayApprove ? overOr(pilot, own) : "notApprover";
      return [
        { to: "approved", why },
        ...(who.mayRun || who.mayApprove ? [{ to: "drafted" as const, why: null }] : []),
        ...run("cancelled"),
      ];
    }
    case "approved":
      return [...run("sent", overOr(pilot, sendingRefusal(pilot))), ...run("cancelled")];
    case "sent":
    case "confirmed":
      return run("cancelled");
    default:
      return [];
  }
}

const overOr = ({ state }: PilotFacts, why: StepRefusal | null): StepRefusal | null => (isOver(state) ? "isOver" : why);

function sendingRefusal({ state, isOffered }: PilotFacts): StepRefusal | null {
  if (!isOffered) return "notOffered";
  return isFixed(state) ? null : "sentBeforeGate";
}

/** The same of an invoice; `needsSecond` where the bank account changed shortly before. */
export function invoiceSteps(state: InvoiceState, hands: Hands, needsSecond: boolean, who: MoneyHands): InvoiceStep[] {
  if (who.side !== "host" || who.personId === null || state === "paid" || state === "rejected") return [];
  const whyOf = (refusal: string | null) => (who.mayApprove ? wordOf(refusal) : "notApprover");
  const reject: InvoiceStep[] = who.mayApprove ? [{ to: "rejected", why: null }] : [];
  if (state === "received") return [{ to: "approved", why: whyOf(refusalOfApproval(who.personId, hands)) }, ...reject];
  const second: InvoiceStep[] =
    needsSecond && !hands.secondApprovedBy ? [{ to: "secondApproved", why: whyOf(refusalOfApproval(who.personId, hands)) }] : [];
  return [...second, { to: "paid", why: whyOf(refusalOfPayment(who.personId, hands, needsSecond)) }, ...reject];
}

/** The same of a milestone of a confirmed order. */
export function milestoneSteps(state: MilestoneState, orderState: OrderState, who: MoneyHands): MilestoneStep[] {
  if (orderState !== "confirmed") return [];
  if (who.side === "startup") return state === "planned" || state === "returned" ? [{ to: "delivered", why: null }] : [];
  if (!who.mayRun || state !== "delivered") return [];
  return [
    { to: "accepted", why: null },
    { to: "returned", why: null },
  ];
}
