import type { Who } from "./model.ts";
import { hasStanding, needsSecond, startsOn } from "./model.ts";
import { draftAs, invoiceAs, milestoneAs, orderAs, payAs } from "./money-moves.ts";
import type { Chance, Move } from "./move.ts";
import { judgeAs, mend, provideAs, recordMoves, sign, stopAs } from "./record-moves.ts";
import { adopt, judgeResultAs, measureAs, runningMoves } from "./running-moves.ts";

const by = (chance: Chance, who: Who): Chance => ({ ...chance, who });

/** The move that brings the pilot on, by somebody whose move it is: without it chance alone would rarely come past the first gates. */
export async function usefulMove(chance: Chance): Promise<Move | null> {
  const { m, dice } = chance;
  const mended = await mend(chance);
  if (mended) return mended;
  const detour = dice.below(7) === 0 ? await detourOf(chance) : null;
  if (detour) return detour;
  const decider = by(chance, dice.of([m.problemOwner, m.sponsor ?? m.problemOwner]));
  if (m.state === "proposed")
    return m.isOffered || dice.below(2) === 0 ? recordMoves.go!(decider) : recordMoves.offer!(by(chance, "scout"));
  if (m.state === "scoped") return laneMove(chance) ?? recordMoves.go!(decider);
  if (m.state === "contracting") return beforeOrder(chance, decider);
  if (m.state === "ordered") {
    if (m.today < startsOn) return recordMoves.wait!(chance);
    return sendOrder(chance) ?? recordMoves.go!(decider);
  }
  if (m.state === "running") return (dice.below(3) > 0 ? await moneyMove(chance) : null) ?? runningMove(chance, decider);
  if (m.state === "evaluated") return !hasStanding(m) ? adopt(by(chance, "owner")) : recordMoves.go!(decider);
  return moneyMove(chance);
}

/** Something that goes wrong for good reason: given back, turned down, cancelled, stopped. */
async function detourOf(chance: Chance): Promise<Move | null> {
  const { m, dice } = chance;
  const reason = "Not as agreed";
  const received = m.invoices.find(({ state }) => state === "received");
  if (received) return payAs(by(chance, "manager"), received, "rejected", reason);
  const placed = m.orders.find(({ state }) => state === "confirmed");
  const at = placed?.milestones.findIndex(({ state }) => state === "delivered") ?? -1;
  if (placed && at >= 0) return milestoneAs(by(chance, "scout"), placed, at, "returned", reason);
  const drafted = m.orders.find(({ state }) => state === "drafted");
  if (drafted) return orderAs(by(chance, "scout"), drafted, "cancelled", reason);
  if (m.state === "running" && !m.isExtended) return recordMoves.extend!(by(chance, m.problemOwner));
  // An adopted pilot keeps a row that stands: the right one is written first.
  if (m.ledger.length === 1 && m.state === "adopted") return adopt(by(chance, "owner"));
  if (m.ledger.length === 1 || (m.ledger.length === 2 && m.state === "adopted"))
    return runningMoves.reverse!(by(chance, "scout"));
  return m.turn > 60 && dice.below(2) === 0 ? stopAs(by(chance, m.problemOwner), "no_budget", reason) : null;
}

function laneMove(chance: Chance): Move | null {
  const { m, dice } = chance;
  if (!m.items) return null;
  const [kind, state] = [...m.items].find(([, each]) => each !== "accepted" && each !== "notNeeded") ?? [];
  if (!kind) return null;
  if (state === "provided") {
    // Now and then the account comes back, so that another one is given.
    const verdict = kind === "bankAccount" && dice.below(2) === 0 ? "returned" : "accepted";
    return judgeAs(by(chance, dice.of(["owner", "scout", "manager"])), kind, verdict);
  }
  if (kind !== "bankAccount" && dice.below(3) > 0) return judgeAs(by(chance, "scout"), kind, "notNeeded");
  return provideAs(by(chance, m.isOffered ? "founder" : "scout"), kind);
}

async function beforeOrder(chance: Chance, decider: Chance): Promise<Move | null> {
  const { m } = chance;
  if (!m.isOffered) return recordMoves.offer!(by(chance, "manager"));
  if (!m.isSigned) return sign(chance);
  return laneMove(chance) ?? (await orderMove(chance)) ?? recordMoves.go!(decider);
}

async function orderMove(chance: Chance): Promise<Move | null> {
  const { m, dice } = chance;
  const open = m.orders.find(({ state }) => ["requested", "approved", "sent", "confirmed", "completed"].includes(state));
  if (open?.state === "requested") {
    const approver = (["manager", "administrator"] as const).find((who) => who !== open.requestedBy && who !== open.writtenBy);
    return orderAs(by(chance, approver ?? "sponsor"), open, "approved");
  }
  if (open) return null;
  const small = m.orders.find(({ state, amount, currency, milestones }) => {
    const isWhole = milestones.reduce((total, part) => total + part.amount, 0) === amount;
    return state === "drafted" && amount <= 10_000_000 && currency === "CNY" && isWhole;
  });
  const requester = by(chance, dice.of(["owner", "scout"]));
  return small
    ? orderAs(requester, small, "requested")
    : draftAs(requester, { amount: 10_000_000, currency: "CNY", hasRate: false, off: 0 });
}

function sendOrder(chance: Chance): Move | null | Promise<Move | null> {
  const { orders } = chance.m;
  if (orders.some(({ state }) => ["sent", "confirmed", "completed"].includes(state))) return null;
  const approved = orders.find(({ state }) => state === "approved");
  return approved ? orderAs(by(chance, "scout"), approved, "sent") : orderMove(chance);
}

/** Whatever is next with an order that was approved, its deliveries and its invoices. */
async function moneyMove(chance: Chance): Promise<Move | null> {
  const { m, dice } = chance;
  const waiting = m.invoices.find(({ state }) => state === "received" || state === "approved");
  if (waiting && dice.below(2) === 0) {
    if (waiting.state === "received") return payAs(by(chance, "manager"), waiting, "approved");
    if (needsSecond(m) && dice.below(2) === 0) return payAs(by(chance, "administrator"), waiting, "secondApproved");
    return payAs(by(chance, dice.of([m.sponsor ?? "administrator", "administrator"])), waiting, "paid");
  }
  const placed = m.orders.find(({ state }) => ["approved", "sent", "confirmed"].includes(state));
  if (placed?.state === "approved") return orderAs(by(chance, "scout"), placed, "sent");
  if (placed?.state === "sent") return orderAs(by(chance, "founder"), placed, "confirmed");
  const done = m.orders.find(({ state }) => state === "confirmed" || state === "completed");
  const at = done?.milestones.findIndex(
    ({ id, state }) => state === "accepted" && !m.invoices.some((each) => each.milestone === id && each.state !== "rejected"),
  );
  if (done && at !== undefined && at >= 0)
    return invoiceAs(by(chance, "founder"), done, {
      part: at,
      amount: done.milestones[at]!.amount,
      currency: done.currency,
      number: `H-${m.turn}`,
    });
  const part = placed?.milestones.findIndex(({ state }) => state !== "accepted") ?? -1;
  if (!placed || part < 0) return null;
  if (placed.milestones[part]!.state === "delivered") return milestoneAs(by(chance, "owner"), placed, part, "accepted");
  return milestoneAs(by(chance, "member"), placed, part, "delivered");
}

function runningMove(chance: Chance, decider: Chance): Move | null | Promise<Move | null> {
  const { m, dice } = chance;
  if (m.today < startsOn) return recordMoves.wait!(chance);
  const unmeasured = m.values.indexOf(null);
  if (unmeasured >= 0) return measureAs(by(chance, dice.of(["founder", "owner"])), unmeasured, dice.of([95, 95, 95, 70]));
  const unjudged = m.judged.indexOf(null);
  if (unjudged >= 0) return judgeResultAs(decider, unjudged, m.values[unjudged]! >= 90 ? "met" : "partly");
  return recordMoves.go!(decider);
}
