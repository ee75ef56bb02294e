import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Context } from "../context.ts";
import { json, type Transaction } from "../db/database.ts";

export interface AuditFact {
  /** Verb and noun in the past tense: "need.confirmed". */
  action: string;
  subjectType: string;
  subjectId: string | null;
  reason?: string | null;
  detail?: Record<string, unknown>;
  /** Who reads the entry, where it is not the organisation whose member acted. */
  readerOrgId?: string;
}

/**
 * Appends to the hash-chained audit log inside the command's transaction. Call it last, and `auditAll` once for many: from
 * here on every other writer of the base waits for the commit, so locking any further row could wait for one that waits for us.
 */
export const audit = (tx: Transaction, ctx: Context, fact: AuditFact): Promise<void> => auditAll(tx, ctx, [fact]);

/** Appends several facts of one command, in the given order. */
export async function auditAll(tx: Transaction, ctx: Context, facts: readonly AuditFact[]): Promise<void> {
  if (facts.length === 0) return;
  const { rows } = await sql<{ lastHash: string }>`select last_hash from app.audit_head for update`.execute(tx);
  let previousHash = rows[0]?.lastHash ?? "";
  const at = ctx.now();
  const sealed = facts.map((fact) => {
    const entry = { ...entryOf(ctx, fact, at), previousHash };
    previousHash = hashOf(previousHash, entry);
    return { ...entry, detail: json(entry.detail), hash: previousHash };
  });
  await tx.insertInto("auditEntry").values(sealed).execute();
  await tx.updateTable("auditHead").set({ lastHash: previousHash }).execute();
}

function entryOf({ actor, requestId, origin }: Context, fact: AuditFact, at: Date): SealedEntry {
  return {
    at,
    actorKind: actor.kind,
    personId: actor.personId,
    seatId: actor.seatId,
    orgId: fact.readerOrgId ?? actor.organisationId,
    action: fact.action,
    subjectType: fact.subjectType,
    subjectId: fact.subjectId,
    reason: fact.reason ?? null,
    detail: fact.detail ?? {},
    requestId,
    origin,
  };
}

interface SealedEntry {
  at: Date;
  actorKind: string;
  personId: string | null;
  seatId: string | null;
  orgId: string | null;
  action: string;
  subjectType: string;
  subjectId: string | null;
  reason: string | null;
  detail: unknown;
  requestId: string | null;
  origin: string | null;
}

/** SHA-256 over the previous hash and the entry's canonical JSON; recomputing it proves that nothing was changed. */
export function hashOf(previousHash: string, entry: SealedEntry): string {
  const canonical = JSON.stringify([
    entry.at.toISOString(),
    entry.actorKind,
    entry.personId,
    entry.seatId,
    entry.orgId,
    entry.action,
    entry.subjectType,
    entry.subjectId,
    entry.reason,
    sortKeys(entry.detail),
    entry.requestId,
    entry.origin,
  ]);
  return createHash("sha256").update(previousHash).update("\n").update(canonical).digest("hex");
}

/** jsonb does not keep the order of keys, so the hash must not depend on it. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  );
}
