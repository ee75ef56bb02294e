import { pilotEvents } from "../events.ts";
import type { Side } from "../readiness.ts";

/** What is told by mail. What both sides do together in the product is not: measurements, drafts, their own steps. */
const noticeKinds = [
  "offered",
  "gate",
  "held",
  "extended",
  "orderRequested",
  "orderApproved",
  "orderSent",
  "orderConfirmed",
  "orderCancelled",
  "delivered",
  "milestoneAccepted",
  "milestoneReturned",
  "invoiceReceived",
  "invoiceApproved",
  "invoicePaid",
  "invoiceRejected",
  "readinessProvided",
  "readinessAccepted",
  "readinessReturned",
  "agreementSent",
  "agreementHalfSigned",
  "agreementSigned",
  "agreementWithdrawn",
  "agreementDeclined",
  "termProposed",
  "termAgreed",
  "termRefused",
  "sharingWished",
  "message",
  "pulseBad",
  "needsHelp",
  "handedOver",
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export interface Notice {
  side: Side;
  kind: NoticeKind;
  /** Told at once: the other side waits for it, or something goes wrong. */
  isUrgent?: boolean;
}

export interface PilotFact {
  name: string;
  pilotId: string;
  to?: string;
  side?: Side;
  mood?: string;
  answer?: string;
  isShared?: boolean;
  isOpen?: boolean;
}

/** Tab of the pilot where what a notice tells of is done. */
export const tabOf: Partial<Record<NoticeKind, string>> = {
  ...fromKinds("orders", [
    "orderRequested",
    "orderApproved",
    "orderSent",
    "orderConfirmed",
    "orderCancelled",
    "delivered",
    "milestoneAccepted",
    "milestoneReturned",
    "invoiceReceived",
    "invoiceApproved",
    "invoicePaid",
    "invoiceRejected",
  ]),
  ...fromKinds("readiness", ["readinessProvided", "readinessAccepted", "readinessReturned"]),
  ...fromKinds("agreements", [
    "agreementSent",
    "agreementHalfSigned",
    "agreementSigned",
    "agreementWithdrawn",
    "agreementDeclined",
  ]),
  ...fromKinds("terms", ["termProposed", "termAgreed", "termRefused"]),
  ...fromKinds("running", ["message", "pulseBad"]),
};

function fromKinds(tab: string, kinds: NoticeKind[]): Partial<Record<NoticeKind, string>> {
  return Object.fromEntries(kinds.map((kind) => [kind, tab]));
}

const toHost = (kind: NoticeKind, isUrgent = false): Notice[] => [{ side: "host", kind, isUrgent }];
const toStartup = (kind: NoticeKind, isUrgent = false): Notice[] => [{ side: "startup", kind, isUrgent }];
const toBoth = (kind: NoticeKind, isUrgent = false): Notice[] => [...toHost(kind, isUrgent), ...toStartup(kind, isUrgent)];

/** Which side is told what, by event and by the state something moved to. */
const byEvent: Record<string, Notice[] | Record<string, Notice[]>> = {
  [pilotEvents.offered]: toStartup("offered", true),
  [pilotEvents.stateChanged]: toBoth("gate"),
  [pilotEvents.held]: toBoth("held"),
  [pilotEvents.extended]: toStartup("extended"),
  [pilotEvents.handedOver]: toHost("handedOver", true),
  [pilotEvents.orderMoved]: {
    requested: toHost("orderRequested"),
    approved: toHost("orderApproved"),
    sent: toStartup("orderSent", true),
    confirmed: toHost("orderConfirmed"),
    cancelled: toStartup("orderCancelled"),
  },
  [pilotEvents.milestoneMoved]: {
    delivered: toHost("delivered"),
    accepted: toStartup("milestoneAccepted"),
    returned: toStartup("milestoneReturned"),
  },
  [pilotEvents.invoiceMoved]: {
    received: toHost("invoiceReceived"),
    approved: toStartup("invoiceApproved"),
    paid: toStartup("invoicePaid"),
    rejected: toStartup("invoiceRejected"),
  },
  [pilotEvents.readinessChanged]: {
    provided: toHost("readinessProvided"),
    accepted: toStartup("readinessAccepted"),
    returned: toStartup("readinessReturned"),
  },
  [pilotEvents.agreementMoved]: {
    sent: toBoth("agreementSent", true),
    signedByHost: toStartup("agreementHalfSigned", true),
    signedByStartup: toHost("agreementHalfSigned", true),
    signed: toBoth("agreementSigned"),
  },
};

export const toldEvents = [
  ...Object.keys(byEvent),
  pilotEvents.messageWritten,
  pilotEvents.pulseGiven,
  pilotEvents.checked,
  pilotEvents.termMoved,
  pilotEvents.sharingChanged,
];

const termNotices: Record<string, NoticeKind> = { proposed: "termProposed", agreed: "termAgreed", refused: "termRefused" };

export function noticesOf({ name, to, side, mood, answer, isShared, isOpen }: PilotFact): Notice[] {
  const toOther = side === "host" ? toStartup : toHost;
  if (name === pilotEvents.messageWritten) return toOther("message");
  if (name === pilotEvents.termMoved && to) return toOther(termNotices[to]!);
  if (name === pilotEvents.sharingChanged) return isShared && !isOpen ? toOther("sharingWished") : [];
  if (name === pilotEvents.pulseGiven) return mood === "bad" ? toHost("pulseBad", true) : [];
  if (name === pilotEvents.checked) return answer === "needsHelp" ? toHost("needsHelp", true) : [];
  if (name === pilotEvents.agreementMoved && to === "withdrawn")
    return toOther(side === "startup" ? "agreementDeclined" : "agreementWithdrawn", true);
  const told = byEvent[name] ?? [];
  return Array.isArray(told) ? told : (told[to ?? ""] ?? []);
}
