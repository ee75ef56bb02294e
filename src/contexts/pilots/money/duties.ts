/** Steps money goes through, each by another person than the one before it. */
export const orderStates = ["drafted", "requested", "approved", "sent", "confirmed", "completed", "cancelled"] as const;
export type OrderState = (typeof orderStates)[number];

export const invoiceStates = ["received", "approved", "paid", "rejected"] as const;
export type InvoiceState = (typeof invoiceStates)[number];

export const milestoneStates = ["planned", "delivered", "accepted", "returned"] as const;
export type MilestoneState = (typeof milestoneStates)[number];

export const nextOrderStates: Record<OrderState, readonly OrderState[]> = {
  drafted: ["requested", "cancelled"],
  requested: ["approved", "drafted", "cancelled"],
  approved: ["sent", "cancelled"],
  sent: ["confirmed", "cancelled"],
  // The last accepted milestone completes it.
  confirmed: ["cancelled"],
  completed: [],
  cancelled: [],
};

export const nextInvoiceStates: Record<InvoiceState, readonly InvoiceState[]> = {
  received: ["approved", "rejected"],
  approved: ["paid", "rejected"],
  paid: [],
  rejected: [],
};

export const nextMilestoneStates: Record<MilestoneState, readonly MilestoneState[]> = {
  planned: ["delivered"],
  delivered: ["accepted", "returned"],
  returned: ["delivered"],
  accepted: [],
};

/** Who did the earlier steps of the thing. */
export interface Hands {
  /** Whoever wrote it asks for it, too, whoever pressed the button. */
  writtenBy?: string;
  requestedBy: string | null;
  approvedBy: string | null;
  /** A second approval, asked for where something looks wrong. */
  secondApprovedBy: string | null;
}

export type DutyRefusal =
  | "pilots.errors.ownRequest"
  | "pilots.errors.ownApproval"
  | "pilots.errors.sameApprover"
  | "pilots.errors.secondApprovalMissing";

/** Separated duties: who asks does not approve, who approves does not mark paid, a second approval is a second person's. */
export function refusalOfApproval(personId: string, { writtenBy, requestedBy, approvedBy }: Hands): DutyRefusal | null {
  if (personId === requestedBy || personId === writtenBy) return "pilots.errors.ownRequest";
  return personId === approvedBy ? "pilots.errors.sameApprover" : null;
}

export function refusalOfPayment(
  personId: string,
  { approvedBy, secondApprovedBy }: Hands,
  needsSecond: boolean,
): DutyRefusal | null {
  if (needsSecond && !secondApprovedBy) return "pilots.errors.secondApprovalMissing";
  return personId === approvedBy || personId === secondApprovedBy ? "pilots.errors.ownApproval" : null;
}

/** A bank account that changed this shortly before a payment is looked at by a second person: a common fraud. */
export const watchedDays = 30;

export function isAccountSuspicious(changedOn: string | null, today: string): boolean {
  if (!changedOn) return false;
  return Date.parse(today) - Date.parse(changedOn) < watchedDays * 86_400_000;
}
